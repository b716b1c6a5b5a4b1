import { expect, test } from "vitest";

import { runEventOf, type RunEvent } from "./runevents";
import { Runs } from "./runs";

const event = (body: Record<string, unknown>): RunEvent => {
  const parsed = runEventOf({ at: 1_790_000_000_000, run: "run-0001", ...body });
  if (!parsed) throw new Error("no event");
  return parsed;
};
const started = (more: Record<string, unknown> = {}) =>
  event({
    type: "run.started",
    participant: "p",
    name: "Ana",
    language: "python",
    runtime: "Py",
    on: "browser",
    ...more,
  });
const output = (text: string, more: Record<string, unknown> = {}) =>
  event({ type: "run.output", stream: "stdout", text, ...more });
const ended = event({ type: "run.ended", reason: "exited", code: 0, duration_ms: 12, message: null });
const beginning = { language: "python", runtime: "Py", on: "browser", participant: "p", name: "Ana" } as const;
const texts = (runs: Runs) => runs.list.map((run) => run.chunks.map((chunk) => chunk.text).join(""));

test("another's run is followed from its start to its end", () => {
  const runs = new Runs(() => true);
  for (const one of [started(), output("a"), event({ type: "run.input", text: "b" }), ended]) runs.hear(one);
  expect(runs.list[0]).toMatchObject({ name: "Ana", language: "python", isOwn: false, ending: { reason: "exited" } });
  expect(runs.list[0]?.chunks.map((chunk) => chunk.kind)).toEqual(["stdout", "input"]);
});

test("one's own output shows at once, and not again when the room tells of it", () => {
  const sent: { type: string; seq?: number }[] = [];
  const runs = new Runs((request) => sent.push(request) > 0);
  const own = runs.begin(beginning);
  own.output("stdout", "hello\n");
  expect(texts(runs)).toEqual(["hello\n"]);
  const id = own.run.id;
  runs.hear(started({ run: id }));
  runs.hear(output("hello\n", { run: id }));
  expect(texts(runs)).toEqual(["hello\n"]);
  expect(sent.map(({ type }) => type)).toEqual(["run.start", "run.output"]);
});

test("history replaces what is known, keeps one's own run that goes on, and is the same when it comes twice", () => {
  const runs = new Runs(() => false);
  runs.hear(started());
  runs.hear(output("gone"));
  const own = runs.begin(beginning);
  own.output("stdout", "local");
  const history = [started(), output("whole"), ended, started({ run: own.run.id, at: 1_790_000_000_001 })];
  runs.replace(history);
  runs.replace(history);
  expect(texts(runs)).toEqual(["whole", "local"]);
  expect(runs.list.map((run) => run.isOwn)).toEqual([false, true]);
});

test("a browser whose clock is wrong has runs in their order, and knows how long its own goes on", () => {
  let atMs = 1_790_000_000_000; // the server's
  const runs = new Runs(
    () => false,
    () => atMs,
  );
  runs.hear(started({ at: atMs }));
  atMs += 1_000;
  const own = runs.begin(beginning);
  own.output("stdout", "second");
  atMs += 1_000;
  runs.replace([
    started(),
    output("first"),
    ended,
    started({ run: "run-0003", at: atMs }),
    output("third", { run: "run-0003" }),
  ]);
  expect(texts(runs)).toEqual(["first", "second", "third"]);
  expect(own.ageMs()).toBe(1_000);
});

test("a run on the server shows what the room tells", () => {
  const sent: { type: string; seq?: number }[] = [];
  const runs = new Runs((request) => sent.push(request) > 0);
  const own = runs.begin({ ...beginning, language: "java", on: "server" });
  const run = own.run.id;
  own.input("Ada");
  runs.hear(started({ run, on: "server" }));
  runs.hear(event({ type: "run.stage", run, stage: "compiling" }));
  runs.hear(event({ type: "run.input", run, text: "Ada" }));
  runs.hear(output("Hello\n", { run }));
  expect(texts(runs)).toEqual(["AdaHello\n"]);
  expect(own.run.stage.kind).toBe("compiling");
});

test("a refused run says so, and is told no more", () => {
  const sent: { type: string; seq?: number }[] = [];
  const runs = new Runs((request) => sent.push(request) > 0);
  const own = runs.begin(beginning);
  runs.hear(event({ type: "run.refused", run: own.run.id, reason: "too_many" }));
  runs.connected();
  expect(own.run.refused).toBe("too_many");
  expect(sent).toHaveLength(1);
});

test("what is no event of a run is dropped", () => {
  expect(runEventOf({ type: "run.output", run: "run-0001", stream: "stdlog", text: "x" })).toBeNull();
  expect(runEventOf({ type: "run.dance", run: "run-0001" })).toBeNull();
  expect(runEventOf("run.ended")).toBeNull();
});
