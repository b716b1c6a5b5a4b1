import { expect, it } from "vitest";

import { parseFromWorker } from "./messages";

it("reads what workers of ours say", () => {
  for (const message of [
    { kind: "stage", stage: "running" },
    { kind: "output", stream: "stderr", text: "<b>" },
    { kind: "inputWanted" },
    { kind: "idle" },
    { kind: "end", code: 3, isError: false, message: null },
  ]) {
    expect(parseFromWorker(message)).toEqual(message);
  }
});

it("takes nothing else from a program that found the port", () => {
  for (const forged of [
    null,
    "end",
    7,
    [],
    {},
    { kind: "ready" },
    { kind: "stage", stage: "loading" },
    { kind: "output", stream: "html", text: "<b>" },
    { kind: "output", stream: "stdout", text: { toString: () => "x" } },
  ]) {
    expect(parseFromWorker(forged)).toBeNull();
  }
});

it("makes the odd parts of an end harmless", () => {
  const message = "x".repeat(5_000);
  expect(parseFromWorker({ kind: "end", code: 0.5, isError: "yes", message })).toEqual({
    kind: "end",
    code: 0,
    isError: false,
    message: "x".repeat(1_000),
  });
});
