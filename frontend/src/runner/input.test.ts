import { expect, it, vi } from "vitest";

import { answer, clear, interrupt, interruptBuffer, isInterrupted, makeShared, waitForLine } from "./input";

function shared(): SharedArrayBuffer {
  vi.stubGlobal("crossOriginIsolated", true);
  const made = makeShared();
  vi.unstubAllGlobals();
  if (!made) throw new Error("no shared memory");
  return made;
}

it("brings a line to the program that waits for it", () => {
  const memory = shared();
  expect(waitForLine(memory, () => answer(memory, "ñandú 🙂"))).toBe("ñandú 🙂");
  expect(waitForLine(memory, () => answer(memory, ""))).toBe("");
});

it("tells the end of input from an empty line", () => {
  const memory = shared();
  expect(waitForLine(memory, () => answer(memory, null))).toBeNull();
});

it("wakes a program that waits when it is to stop", () => {
  const memory = shared();
  expect(waitForLine(memory, () => interrupt(memory))).toBeUndefined();
  expect(interruptBuffer(memory)[0]).toBe(2);
  interruptBuffer(memory)[0] = 0; // as the interpreter does
  expect(isInterrupted(memory)).toBe(true);
  clear(memory);
  expect(isInterrupted(memory)).toBe(false);
  expect(interruptBuffer(memory)[0]).toBe(0);
});

it("cuts a line that is too long, at a character", () => {
  const memory = shared();
  const line = waitForLine(memory, () => answer(memory, "🙂".repeat(270_000)));
  expect(line).toBe("🙂".repeat(2 ** 20 / 4));
});

it("brings a long line and a byte order mark whole", () => {
  const memory = shared();
  const line = `\ufeff${"1234567 ".repeat(50_000)}`;
  expect(waitForLine(memory, () => answer(memory, line))).toBe(line);
});

it("has no shared memory in a page that is not isolated", () => {
  expect(makeShared()).toBeNull();
});
