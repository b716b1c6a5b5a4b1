// Suites of real programs, which this computer's Node runs instead of a sandbox.
import { expect, test } from "vitest";

import type { Run, Runtime } from "../runner/runtime";
import type { IoCase } from "./suite";
import { laptop, outcomes, playSuite } from "./testing";

const SUM = `
  const words = require("fs").readFileSync(0, "utf8").split(/\\s+/);
  console.log(words.reduce((sum, word) => sum + Number(word), 0), ...process.argv.slice(2));
`;

const given = (stdin: string, stdout: string, args: string[] = []): IoCase => ({ kind: "io", stdin, stdout, args });

const play = (text: string, cases: IoCase[], more: Parameters<typeof playSuite>[2] = {}) =>
  playSuite({ "main.js": text }, cases, more);

test("each case has its own input and arguments, and is judged by what the program prints", async () => {
  const cases = [given("1 2\n3", "6\n"), given("", "0"), given("2\n2\n", "5\n"), given("7\n", "7 a\n", ["a"])];
  const { verdicts, counts } = await play(SUM, cases).seen;
  expect(outcomes(verdicts)).toEqual(["passed", "passed", "failed", "passed"]);
  expect(verdicts[2]).toMatchObject({ index: 2, printed: "4\n", difference: { kind: "word", line: 1 } });
  expect(counts).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test("a program that fails has not passed, whatever it printed", async () => {
  const { verdicts } = await play('console.log(6); throw new Error("of mine")', [given("", "6")]).seen;
  expect(verdicts).toMatchObject([{ outcome: "error", difference: null }]);
  expect(verdicts[0]?.errors).toContain("of mine");
});

test("an endless program takes the time of its case alone", async () => {
  const { verdicts, counts } = await play("while (true);", [given("", ""), given("", "")], { caseMs: 200 }).seen;
  expect(outcomes(verdicts)).toEqual(["timeout", "timeout"]);
  expect(counts).toEqual({ passed: 0, failed: 2, skipped: 0 });
});

test("stopping skips the case that runs and those behind it", async () => {
  const playing = play("while (true);", [given("", ""), given("", "")], { runtime: laptop(() => playing.stop()) });
  expect(await playing.seen).toEqual({ verdicts: [], counts: { passed: 0, failed: 0, skipped: 2 } });
});

test("a suite as a whole has its time, too", async () => {
  const { counts } = await play("while (true);", [given("", ""), given("", "")], { suiteMs: 200 }).seen;
  expect(counts).toEqual({ passed: 0, failed: 0, skipped: 2 });
});

test("what a suite waits for before its first program does not count", async () => {
  const slow: Runtime = {
    ...laptop(),
    start(program, listener) {
      listener.stage({ kind: "loading", what: "Node", loaded: 0, total: 1 });
      listener.stage({ kind: "compiling" });
      const run = { current: null as Run | null };
      setTimeout(() => (run.current = laptop().start(program, listener)), 400); // longer than all have
      return { input: (line) => run.current?.input(line), stop: () => run.current?.stop() };
    },
  };
  const { counts } = await play("while (true);", [given("", "")], { caseMs: 100, suiteMs: 200, runtime: slow }).seen;
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("a runtime that breaks is not asked again", async () => {
  const broken: Runtime = {
    ...laptop(),
    start(_, listener) {
      queueMicrotask(() =>
        listener.end({ reason: "failed", code: null, durationMs: 0, message: "It could not be loaded." }),
      );
      return { input: () => undefined, stop: () => undefined };
    },
  };
  const { verdicts, counts } = await play("", [given("", ""), given("", "")], { runtime: broken }).seen;
  expect(verdicts).toMatchObject([{ outcome: "error", message: "It could not be loaded." }]);
  expect(counts).toEqual({ passed: 0, failed: 1, skipped: 1 });
});
