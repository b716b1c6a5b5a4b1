import { expect, test } from "vitest";

import { runWords } from "../../words/room/runs";
import type { RunView } from "./place";
import { awaited, durationOf, isSilent, textOf } from "./told";

const going: RunView = {
  ...{ id: "r", participant: "a", name: "Ana", language: "python", on: "browser", isOwn: true, runtime: "" },
  ...{
    startedAtMs: 0,
    chunks: [],
    stage: { kind: "running" },
    wantsInput: false,
    cases: [],
    stopper: null,
    capped: null,
    refused: null,
  },
  ...{ ending: null, skips: 0 },
};
const ended = (durationMs: number, message: string | null = null): RunView => ({
  ...going,
  ending: { reason: "exited", code: 0, durationMs, message },
});

test("how long a run took is told in milliseconds below a second, and while it goes on in whole seconds", () => {
  const said = (run: RunView, goingMs: number | null = null) => durationOf(run, goingMs, runWords.en);
  expect([said(ended(12.4)), said(ended(1_240)), said(ended(61_000))]).toEqual(["12 ms", "1.2 s", "61 s"]);
  expect([said(going, 4_900), said(going)]).toEqual(["4 s", null]);
});

test("what has come in whole is not said to load any more", () => {
  const said = (loaded: number, total: number | null) =>
    awaited({ kind: "loading", what: "Python", loaded, total }, runWords.en);
  expect([said(1, 2), said(1, null), said(2, 2)]).toEqual(["Loading Python", "Loading Python", "Starting Python…"]);
});

test("a program that printed nothing is said to have, unless its end says more or its output was cleared away", () => {
  const printed = { kind: "stdout", text: "x" } as const;
  expect(isSilent(ended(1))).toBe(true);
  expect(isSilent({ ...ended(1), chunks: [printed] })).toBe(false);
  expect(isSilent({ ...ended(1), skips: 1 })).toBe(false);
  expect(isSilent(ended(1, "Stopped."))).toBe(false);
  expect(isSilent(going)).toBe(false);
});

test("what is copied of a run is what stands there, without colours", () => {
  const chunks: RunView["chunks"] = [
    { kind: "stdout", text: "Name? " },
    { kind: "input", text: "Ada" },
    { kind: "stderr", text: "\u001b[31mred" },
    { kind: "stderr", text: "\u001b[0m\n" },
  ];
  expect(textOf({ ...going, chunks })).toBe("Name? Ada\nred\n");
});
