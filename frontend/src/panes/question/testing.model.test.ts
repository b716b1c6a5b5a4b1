import { expect, test, vi } from "vitest";
import * as Y from "yjs";

import type { Prepared, Shown } from "../../api/questions";
import type { Program } from "../../runner/program";
import type { RunListener } from "../../runner/runtime";
import { runEventOf } from "../../sync/runs/runevents";
import { Runs } from "../../sync/runs/runs";
import { RunsModel } from "../console/runs.svelte";
import type { RoomModel } from "../../session/room.svelte";
import { hiddenOf, lastHidden } from "./hidden";
import { Testing } from "./testing.svelte";

/** All that got to programs. */
const entered: string[] = [];

/** Prints what it reads; the program `hang` never ends by itself. */
const echo = {
  version: "Echo 1",
  dispose: vi.fn(),
  start(program: Program, listener: RunListener) {
    const { files, entry } = program;
    entered.push(JSON.stringify(program));
    const end = (reason: "exited" | "stopped") =>
      listener.end({ reason, code: reason === "exited" ? 0 : null, durationMs: 2.4, message: null });
    queueMicrotask(() => {
      listener.stage({ kind: "running" });
      if (files[entry] !== "hang") listener.inputWanted();
    });
    return {
      input(line: string | null) {
        entered.push(line ?? "");
        if (line !== null) listener.output("stdout", `${line}\n`);
        end("exited");
      },
      stop: () => end("stopped"),
    };
  },
};
vi.mock("../../runner/runtimes", async () => ({
  ...(await import("../../runner/program")),
  runtimeFor: () => Promise.resolve({ ...echo, dispose: () => expect.fail("it is kept") }),
  apartRuntimeFor: () => Promise.resolve(echo),
}));

const example = (id: string, stdout: string) => ({ id, kind: "io", stdin: `${id}\n`, stdout, args: [] });
const question = {
  number: 3,
  examples: [example("a", "A"), example("b", "c"), example("d", "d\n")],
  compare: { case_sensitive: false, space_change_sensitive: false, any_order: false },
  time_limit_s: 60,
} as unknown as Shown;

const hidden = (id: string, stdout: string) => ({ ...example(id, stdout), name: `secret-${id}`, hint: "secret-hint" });
const prepared = {
  ...question,
  content: {
    tests: {
      cases: [
        { ...example("a", "A"), is_visible: true },
        hidden("secret-in", "secret-in"),
        hidden("mute", "secret-out"),
      ],
    },
  },
} as unknown as Prepared;

function room(code: string) {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  const sent: Record<string, unknown>[] = [];
  const runs = new Runs((request) => sent.push(request) > 0);
  const spoken = { runs: "browser" };
  const text = new Y.Doc().getText("code");
  text.insert(0, code);
  const parts = {
    role: "candidate",
    room: { runs, text, onChange: () => () => undefined },
    hasText: true,
    canWrite: true,
    people: [],
    language: "python",
    get code() {
      return text.toString();
    },
    state: null,
    spoken,
    entry: { own: null },
  };
  const model = parts as unknown as RoomModel;
  const runsModel = new RunsModel(model);
  return { sent, runs, runsModel, text, parts, testing: new Testing(model, runsModel) };
}

test("each example is judged, and the room is told of it and of how many passed", async () => {
  const { sent, runs, runsModel, testing } = room("echo");
  await testing.run({ question, suite: "visible", cases: question.examples });
  await expect.poll(() => testing.isOver).toBe(true);
  expect(testing.verdicts.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "passed"]);
  expect([testing.passed, testing.firstFailed, runsModel.isGoing]).toEqual([2, 1, false]);
  expect(sent.map(({ type }) => type)).toEqual(["run.start", "run.case", "run.case", "run.case", "run.end"]);
  expect(sent[0]).toMatchObject({ on: "browser", tests: { question: 3, suite: "visible", cases: 3 } });
  expect(sent[2]).toMatchObject({ index: 1, case: "b", outcome: "failed", duration_ms: 2, text: "b\n", message: "" });
  expect(runs.list[0]?.ending).toMatchObject({ reason: "exited", tests: { passed: 2, failed: 1, skipped: 0 } });
});

test("who changes the program sees that its tests were of another, until they run again", async () => {
  const { text, parts, testing } = room("echo");
  const run = async () => {
    await testing.run({ question, suite: "visible", cases: question.examples });
    await expect.poll(() => testing.isOver).toBe(true);
  };
  await run();
  text.doc?.getText("file:elsewhere").insert(0, "no part of it");
  expect(testing.isOutdated).toBe(false);
  text.insert(4, "!");
  expect(testing.isOutdated).toBe(true);
  text.delete(4, 1);
  expect(testing.isOutdated, "it was another in between").toBe(true);
  await run();
  expect(testing.isOutdated).toBe(false);
  parts.language = "javascript";
  text.doc?.getText("file:elsewhere").insert(0, "and what makes it look");
  expect(testing.isOutdated, "another language is another program").toBe(true);
});

test("Stop ends them like any program, and what did not run is no failure", async () => {
  const { sent, runs, runsModel, testing } = room("hang");
  await testing.run({ question, suite: "visible", cases: question.examples });
  expect([testing.isGoing, runsModel.isGoing]).toEqual([true, true]);
  await expect.poll(() => runs.list[0]?.stage.kind).toBe("running");
  runsModel.stop();
  await expect.poll(() => testing.isOver).toBe(true);
  expect([testing.verdicts, testing.isGoing, runsModel.isGoing]).toEqual([[], false, false]);
  expect(sent.at(-1)).toMatchObject({ type: "run.end", reason: "stopped" });
  expect(runs.list[0]?.ending?.tests).toEqual({ passed: 0, failed: 0, skipped: 3 });
});

test("of hidden cases the room hears which passed and nothing else, and what ran them is thrown away", async () => {
  const { sent, runs, testing } = room("echo");
  entered.length = 0;
  const cases = hiddenOf(prepared);
  await testing.run({ question: prepared, suite: "hidden", cases });
  await expect.poll(() => testing.isOver).toBe(true);
  expect(testing.verdicts.map(({ outcome }) => outcome)).toEqual(["passed", "failed"]);
  expect(testing.verdicts[1]).toMatchObject({ printed: "mute\n", difference: { kind: "word", line: 1 } });
  expect(echo.dispose).toHaveBeenCalledTimes(1);
  expect(entered.join(), "what is expected stays outside of the sandbox").not.toMatch(/secret-(out|hint|mute)/);
  expect(entered).toEqual([expect.anything(), "secret-in", expect.anything(), "mute"]);

  expect(sent[0]).toMatchObject({ tests: { question: 3, suite: "hidden", cases: 2 } });
  const of = { run: runs.list[0]?.id };
  expect(sent.slice(1)).toEqual([
    { ...of, seq: 1, type: "run.case", index: 0, outcome: "passed" },
    { ...of, seq: 2, type: "run.case", index: 1, outcome: "failed" },
    { ...of, seq: 3, type: "run.end", reason: "exited", code: 1, duration_ms: 4.8, message: null },
  ]);
  expect(JSON.stringify(sent)).not.toContain("secret");
  expect(lastHidden(runs.list, 3)).toEqual({ cases: [true, false], passed: 1, ran: 2, isOver: true });
  expect(lastHidden(runs.list, 4), "of another question").toBeNull();
});

test("hidden tests that are stopped while their frame is made leave none behind", async () => {
  const { sent, testing } = room("echo");
  echo.dispose.mockClear();
  const coming = testing.run({ question: prepared, suite: "hidden", cases: hiddenOf(prepared) });
  testing.stop();
  await coming;
  expect(echo.dispose).toHaveBeenCalledTimes(1);
  expect([sent, testing.isGoing, testing.isOver]).toEqual([[], false, false]);
});

test("tests that are stopped before they begin never do, whatever runs when what they need has come", async () => {
  const { sent, runs, runsModel, testing } = room("hang");
  const given = { question, suite: "visible", cases: question.examples } as const;
  const coming = testing.run(given);
  runsModel.stop();
  expect([testing.isGoing, runsModel.isGoing]).toEqual([false, false]);
  await runsModel.run();
  await coming;
  expect(sent.map(({ type }) => type)).toEqual(["run.start"]);
  expect([runs.list.map(({ tests }) => tests), testing.isGoing, runsModel.isGoing]).toEqual([[undefined], false, true]);
  testing.stop();
  testing.dispose();
  expect(runsModel.isGoing, "it stops what is its own").toBe(true);
});

test("who asks for tests while another program runs is told why none begin", async () => {
  const { parts, runsModel, testing } = room("hang");
  const tell = vi.fn();
  Object.assign(parts, { tell });
  await runsModel.run();
  await testing.run({ question, suite: "visible", cases: question.examples });
  expect(tell.mock.calls).toEqual([["Another program is still running.", true]]);
});

test("cases that call do not run where nothing says what they call, or the language has no way", async () => {
  const { sent, testing } = room("echo");
  const call = { id: "c", kind: "call", name: "", hint: "", input: {}, expected: 1, is_visible: true } as const;
  const given = { question, suite: "visible", cases: [call] } as const;
  await testing.run(given);
  expect([sent, testing.whyNot(given)]).toEqual([[], "unsaid"]);
  const called = { ...question, function: { name: "f", parameters: [], returns: "int" } };
  Object.assign(testing.model.spoken ?? {}, { id: "sql" });
  expect(testing.whyNot({ ...given, question: called })).toBe("calls");
  Object.assign(testing.model.spoken ?? {}, { id: "python" });
  expect(testing.whyNot({ ...given, question: called })).toBeNull();
  const nodes = { ...called, function: { ...called.function, returns: "list<ListNode>" } };
  expect(testing.whyNot({ ...given, question: nodes })).toBeNull();
  Object.assign(testing.model.spoken ?? {}, { id: "ruby" });
  expect(testing.whyNot({ ...given, question: nodes })).toBe("nodes");
});

test("candidates have no hidden cases, and hear of a run of them what the room tells", () => {
  const { runs } = room("echo");
  const fact = { run: "r", at: 1 };
  expect(hiddenOf(question)).toEqual([]);
  const start = { participant: "h", name: "Host", language: "python", runtime: "", on: "browser" } as const;
  runs.hear({ ...fact, ...start, type: "run.started", tests: { question: 3, suite: "hidden", cases: 3 } });
  runs.hear({ ...fact, type: "run.case", index: 1, isPassed: true });
  expect(lastHidden(runs.list, 3)).toEqual({ cases: [null, true, null], passed: 1, ran: 1, isOver: false });
});

test("tests on the server send its program each input, and judge here what comes of it", async () => {
  const { sent, runs, testing } = room("class Main {}");
  Object.assign(testing.model.spoken ?? {}, { id: "java", runs: "server", runtime: "Java 17" });
  const files = { "words.txt": "w" };
  const cases = question.examples.map((one, at) => (at === 1 ? { ...one, files } : one)) as typeof question.examples;
  await testing.run({ question, suite: "visible", cases });
  await expect.poll(() => sent.at(-1)?.type).toBe("run.try");
  const run = runs.list[0]?.id ?? "";
  const hear = (told: object) => {
    const event = runEventOf({ run, at: 1, ...told });
    if (event) runs.hear(event);
  };
  expect(sent[0]).toMatchObject({ type: "run.start", on: "server", runtime: "Java 17", tests: { suite: "visible" } });
  expect(sent[1]).toEqual({ type: "run.try", run, seq: 1, index: 0, stdin: "a\n", args: [] });
  hear({ type: "run.stage", stage: "compiling" });
  expect(runs.list[0]?.stage).toEqual({ kind: "compiling" });
  const end = { code: 0, duration_ms: 7, message: null, stderr: "" };
  hear({ type: "run.trying", index: 0 });
  expect(runs.list[0]?.stage).toEqual({ kind: "running" });
  hear({ type: "run.tried", index: 0, stdout: "A\n", reason: "exited", ...end });
  await expect.poll(() => sent.at(-1)?.index).toBe(1);
  expect(sent.at(-1)?.files, "those that a test has for itself").toEqual(files);
  hear({ type: "run.tried", index: 1, stdout: "", reason: "error", ...end, code: 1, stderr: "at Main.main" });
  await expect.poll(() => sent.at(-1)?.index).toBe(2);
  testing.stop();
  expect(sent.at(-1)).toEqual({ type: "run.stop", run, seq: 6 });
  hear({ type: "run.tried", index: 2, stdout: "", reason: "stopped", ...end, code: null });
  await expect.poll(() => testing.isOver).toBe(true);
  expect(testing.verdicts.map(({ outcome, errors }) => [outcome, errors])).toEqual([
    ["passed", ""],
    ["error", "at Main.main"],
  ]);
  expect(sent.at(-1)).toMatchObject({ type: "run.end", reason: "stopped" });
  expect(JSON.stringify(sent.slice(0, 2)), "what is expected stays here").not.toContain("stdout");
});

test("calls of Java run on the server one by one, and are judged here", async () => {
  const { sent, runs, testing } = room("class Main {}");
  Object.assign(testing.model.spoken ?? {}, { id: "java", runs: "server", runtime: "Java 17" });
  Object.assign(testing.model, { language: "java" });
  const called = { name: "two_sum", parameters: [{ name: "n", type: "json" }], returns: "json", result: null };
  const examples = [1, 2, 3].map((n) => ({ id: `${n}`, kind: "call", input: { n }, expected: n }));
  const asked = { ...question, examples, function: called } as unknown as Shown;
  expect(testing.whyNot({ question: asked, suite: "visible", cases: asked.examples })).toBe(null);
  await testing.run({ question: asked, suite: "visible", cases: asked.examples });
  const run = () => runs.list[0]?.id ?? "";
  const came = [{ value: 1 }, { value: 1 }, { error: "of mine" }];
  for (const [index, said] of came.entries()) {
    await expect.poll(() => sent.at(-1)).toMatchObject({ type: "run.try", index, call: true, args: [] });
    const given = JSON.parse(String(sent.at(-1)?.stdin)) as { nonce: string };
    expect(given).toEqual({ nonce: given.nonce, names: ["two_sum", "twoSum"], args: [index + 1], judged: null });
    const stdout = `mine\n\x1e${given.nonce} 0 1.5 ${JSON.stringify(said)}\n`;
    const end = { reason: "exited", code: 0, duration_ms: 7, message: null };
    const event = runEventOf({ run: run(), at: 1, type: "run.tried", index, stdout, stderr: "trace", ...end });
    if (event) runs.hear(event);
  }
  await expect.poll(() => testing.isOver).toBe(true);
  expect(testing.verdicts.map(({ outcome, printed, errors }) => [outcome, printed, errors])).toEqual([
    ["passed", "mine\n", "trace"],
    ["failed", "mine\n", "trace"],
    ["error", "mine\n", "trace"],
  ]);
});

test("tests on a server that is out of reach end, and say so", async () => {
  const { sent, runs, testing } = room("class Main {}");
  Object.assign(testing.model.spoken ?? {}, { id: "java", runs: "server", runtime: "Java 17" });
  await testing.run({ question: { ...question, time_limit_s: 0.01 }, suite: "visible", cases: question.examples });
  await expect.poll(() => sent.at(-1)?.type).toBe("run.try");
  const event = runEventOf({ run: runs.list[0]?.id, type: "run.trying", index: 0 });
  if (event) runs.hear(event);
  await expect.poll(() => testing.isOver, { timeout: 5_000 }).toBe(true);
  expect(sent.map(({ type }) => type)).toEqual(["run.start", "run.try", "run.cut", "run.case", "run.end"]);
  expect(testing.verdicts.map(({ outcome, message }) => [outcome, message])).toEqual([
    ["error", "The server did not answer while the tests ran. Run them again."],
  ]);
});
