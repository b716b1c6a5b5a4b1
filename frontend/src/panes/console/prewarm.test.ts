import { expect, test } from "vitest";

import { mostBytes } from "./prewarm";

const COMPILER = 35_000_000;
const LIGHT = 300_000;
const [isPhone, isComputer] = [true, false];

test("a phone that does not tell its memory loads no compiler unasked, but what is light", () => {
  expect(mostBytes({}, isPhone)).toBeLessThan(COMPILER);
  expect(mostBytes({}, isPhone)).toBeGreaterThan(LIGHT);
});

test("a computer, and a phone that tells of enough memory, get everything ready", () => {
  expect(mostBytes({}, isComputer)).toBe(Infinity);
  expect(mostBytes({ deviceMemory: 8 }, isPhone)).toBe(Infinity);
});

test("who saves data, or has little memory, loads nothing unasked", () => {
  expect(mostBytes({ deviceMemory: 8, connection: { saveData: true } }, isComputer)).toBe(0);
  expect(mostBytes({ deviceMemory: 2 }, isComputer)).toBe(0);
});
