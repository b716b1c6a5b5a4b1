import { expect, test, vi } from "vitest";

import type { Shown } from "../../api/questions";
import type { Program } from "../../runner/program";
import type { RunListener } from "../../runner/runtime";
import { Runs } from "../../sync/runs";
import { RunsModel } from "../console/runs.svelte";
import type { RoomModel } from "../room.svelte";
import { Examples } from "./examples.svelte";

/** Prints what it reads; the program `hang` never ends by itself. */
const echo = {
  version: "Echo 1",
  start({ files, entry }: Program, listener: RunListener) {
    const end = (reason: "exited" | "stopped") =>
      listener.end({ reason, code: reason === "exited" ? 0 : null, durationMs: 2.4, message: null });
    queueMicrotask(() => {
      listener.stage({ kind: "running" });
      if (files[entry] !== "hang") listener.inputWanted();
    });
    return {
      input(line: string | null) {
        if (line !== null) listener.output("stdout", `${line}\n`);
        end("exited");
      },
      stop: () => end("stopped"),
    };
  },
};
vi.mock("../../runner/runtimes", async () => ({
  ...(await import("../../runner/program")),
  runtimeFor: () => Promise.resolve(echo),
}));

const example = (id: string, stdout: string) => ({ id, kind: "io", stdin: `${id}\n`, stdout, args: [] });
const question = {
  number: 3,
  examples: [example("a", "A"), example("b", "c"), example("d", "d\n")],
  compare: { case_sensitive: false, space_change_sensitive: false, any_order: false },
  time_limit_s: 60,
} as unknown as Shown;

function room(code: string) {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
  const sent: Record<string, unknown>[] = [];
  const runs = new Runs((request) => sent.push(request) > 0);
  const spoken = { runs: "browser" };
  const parts = {
    role: "candidate",
    room: { runs },
    hasText: true,
    canWrite: true,
    people: [],
    language: "python",
    code,
  };
  const model = { ...parts, state: null, spoken } as unknown as RoomModel;
  const runsModel = new RunsModel(model);
  return { sent, runs, runsModel, examples: new Examples(model, runsModel) };
}

test("each example is judged, and the room is told of it and of how many passed", async () => {
  const { sent, runs, runsModel, examples } = room("echo");
  await examples.run(question);
  await expect.poll(() => examples.isOver).toBe(true);
  expect(examples.verdicts.map(({ outcome }) => outcome)).toEqual(["passed", "failed", "passed"]);
  expect([examples.passed, examples.firstFailed, runsModel.isGoing]).toEqual([2, 1, false]);
  expect(sent.map(({ type }) => type)).toEqual(["run.start", "run.case", "run.case", "run.case", "run.end"]);
  expect(sent[0]).toMatchObject({ on: "browser", tests: { question: 3, suite: "visible", cases: 3 } });
  expect(sent[2]).toMatchObject({ index: 1, case: "b", outcome: "failed", duration_ms: 2, text: "b\n", message: "" });
  expect(runs.list[0]?.ending).toMatchObject({ reason: "exited", tests: { passed: 2, failed: 1, skipped: 0 } });
});

test("Stop ends them like any program, and what did not run is no failure", async () => {
  const { sent, runs, runsModel, examples } = room("hang");
  await examples.run(question);
  expect([examples.isGoing, runsModel.isGoing]).toEqual([true, true]);
  await expect.poll(() => runs.list[0]?.stage.kind).toBe("running");
  runsModel.stop();
  await expect.poll(() => examples.isOver).toBe(true);
  expect([examples.verdicts, examples.isGoing, runsModel.isGoing]).toEqual([[], false, false]);
  expect(sent.at(-1)).toMatchObject({ type: "run.end", reason: "stopped" });
  expect(runs.list[0]?.ending?.tests).toEqual({ passed: 0, failed: 0, skipped: 3 });
});
