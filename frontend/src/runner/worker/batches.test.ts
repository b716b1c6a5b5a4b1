import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Batches } from "./batches";

let nowMs = 0;
let sent: [string, string][] = [];
let batches: Batches;

beforeEach(() => {
  vi.useFakeTimers();
  nowMs = 0;
  sent = [];
  batches = new Batches(
    (stream, text) => sent.push([stream, text]),
    () => nowMs,
  );
});
afterEach(() => vi.useRealTimers());

it("sends a print at once: the program may compute for long afterwards", () => {
  batches.write("stdout", "a\n");
  batches.write("stderr", "b\n");
  expect(sent).toEqual([
    ["stdout", "a\n"],
    ["stderr", "b\n"],
  ]);
});

it("gathers a flood, and sends the rest when the program pauses", () => {
  for (let line = 0; line < 2_000; line += 1) batches.write("stdout", "x\n");
  expect(sent).toHaveLength(500);
  vi.runAllTimers();
  expect(sent).toHaveLength(501);
  expect(sent.map(([, text]) => text).join("")).toBe("x\n".repeat(2_000));
});

it("sends again at once in the next window, though no timer had a turn", () => {
  for (let line = 0; line < 600; line += 1) batches.write("stdout", "x\n");
  nowMs = 50;
  batches.write("stdout", "y\n");
  expect(sent).toHaveLength(501);
  expect(sent.at(-1)?.[1]).toBe("x\n".repeat(100) + "y\n");
});

it("keeps the order of both streams in a flood", () => {
  for (let line = 0; line < 600; line += 1) batches.write("stdout", "x\n");
  batches.write("stderr", "problem\n");
  batches.flush();
  expect(sent.at(-2)).toEqual(["stdout", "x\n".repeat(100)]);
  expect(sent.at(-1)).toEqual(["stderr", "problem\n"]);
});

it("never holds more than a message's worth", () => {
  for (let line = 0; line < 500; line += 1) batches.write("stdout", "x");
  batches.write("stdout", "x".repeat(40_000));
  expect(sent.at(-1)?.[1]).toHaveLength(40_000);
});
