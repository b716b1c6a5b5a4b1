import { expect, test } from "vitest";

import { Sight } from "./sight";

test("an absence is told once, on return, and a blink is none", () => {
  const sight = new Sight();
  expect(sight.look(true, 0)).toBeNull();
  expect(sight.look(false, 1_000)).toBeNull();
  expect(sight.look(false, 2_000), "hidden after it lost the focus").toBeNull();
  expect(sight.look(true, 6_000)).toBe(5_000);
  expect(sight.look(true, 7_000)).toBeNull();
  sight.look(false, 8_000);
  expect(sight.look(true, 8_900)).toBeNull();
});

test("a paste knows how much of the ten seconds before it were spent elsewhere", () => {
  const sight = new Sight();
  expect(sight.lastAwayMs(0)).toBe(0);
  sight.look(false, 0);
  sight.look(true, 42_000);
  expect(sight.lastAwayMs(42_000)).toBe(10_000);
  expect(sight.lastAwayMs(43_000)).toBe(9_000);
  sight.look(false, 44_000);
  sight.look(true, 46_000);
  expect(sight.lastAwayMs(47_000)).toBe(7_000);
  expect(sight.lastAwayMs(56_001)).toBe(0);
});
