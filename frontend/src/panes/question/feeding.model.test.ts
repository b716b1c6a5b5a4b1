// A program gets the input of a test as if somebody typed it: line by line where it asks, at once where nobody says so.
import { expect, test } from "vitest";

import { Runs } from "../../sync/runs/runs";
import { runEventOf } from "../../sync/runs/runevents";
import type { RunsModel } from "../console/runs.svelte";
import { runWith } from "./feeding";

const beginning = { language: "python", runtime: "", participant: null, name: null } as const;

function room(on: "browser" | "server") {
  const runs = new Runs(() => true);
  const answers: (string | null)[] = [];
  const model = {
    model: { room: { runs } },
    run: () => Promise.resolve(void runs.begin({ ...beginning, on })),
    answer: (line: string | null) => {
      answers.push(line);
      for (const run of runs.list) run.wantsInput = false;
    },
  } as unknown as RunsModel;
  const hear = (told: object) => {
    const event = runEventOf({ run: runs.list.at(-1)?.id, at: 1, ...told });
    if (event) runs.hear(event);
  };
  return { runs, answers, model, hear };
}

test("a program in the page gets a line each time that it asks, and then the end", async () => {
  const { runs, answers, model } = room("browser");
  const began: { inputWanted(): void }[] = [];
  model.run = () => Promise.resolve(void began.push(runs.begin({ ...beginning, on: "browser" })));
  await runWith("one\n\ntwo", model);
  expect(answers).toEqual([]);
  for (let asked = 0; asked < 4; asked += 1) began[0]?.inputWanted();
  expect(answers).toEqual(["one", "", "two", null]);
});

test("a program on the server gets all of it once it runs, and each line once", async () => {
  const { answers, model, hear } = room("server");
  await runWith("1\n2\n", model);
  hear({ type: "run.stage", stage: "compiling" });
  expect(answers).toEqual([]);
  hear({ type: "run.stage", stage: "running" });
  hear({ type: "run.output", stream: "stdout", text: "3\n" });
  expect(answers).toEqual(["1", "2", null]);
});

test("no input is its end, and what does not run gets none", async () => {
  const { runs, answers, model, hear } = room("server");
  await runWith("", model);
  hear({ type: "run.stage", stage: "running" });
  expect(answers).toEqual([null]);
  hear({ type: "run.ended", reason: "exited", code: 0 });
  model.run = () => Promise.resolve();
  await runWith("5\n", model);
  expect([runs.list.length, answers.length]).toEqual([1, 1]);
});
