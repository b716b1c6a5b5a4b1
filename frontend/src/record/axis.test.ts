import { expect, test } from "vitest";

import { Axis, IDLE_MS } from "./axis";

// Made a day before; then an edit, another after half a second, one after ten minutes, and two at once.
const DAY_MS = 86_400_000;
const TIMES = [0, DAY_MS, DAY_MS + 500, DAY_MS + 600_500, DAY_MS + 600_500];

test("without skipping the line is the clock, from the first person on", () => {
  const axis = new Axis(TIMES, DAY_MS, false);
  expect(axis.length).toBe(600_500);
  expect([0, 1, 2, 3, 5].map((entries) => axis.placeOf(entries))).toEqual([0, 0, 0, 500, 600_500]);
  expect([0, 499, 500, 600_499, 600_500].map((place) => axis.entriesAt(place))).toEqual([2, 2, 3, 3, 5]);
  expect(axis.clockAt(300_000)).toBeCloseTo(300_000);
});

test("skipped waits shrink, and the clock runs through them faster", () => {
  const axis = new Axis(TIMES, DAY_MS, true);
  expect(axis.length).toBe(500 + IDLE_MS);
  expect(axis.clockAt(500)).toBe(500);
  expect(axis.clockAt(500 + IDLE_MS / 2)).toBeCloseTo(300_500);
  expect(axis.clockAt(500 + IDLE_MS)).toBe(600_000 + 500);
});

for (const skipsIdle of [false, true]) {
  test(`place and clock are each other's way back, ${skipsIdle ? "skipping" : "not skipping"}`, () => {
    const axis = new Axis(TIMES, DAY_MS, skipsIdle);
    for (const clock of [0, 250, 500, 400_000, 600_500]) {
      expect(axis.clockAt(axis.placeAtClock(clock))).toBeCloseTo(clock);
    }
    expect(axis.placeAtClock(1e12)).toBe(axis.length);
    expect(axis.placeAtClock(-5)).toBe(0);
  });
}

test("a record of nothing is a line of no length", () => {
  const axis = new Axis([], 0, true);
  expect([axis.length, axis.entriesAt(5), axis.clockAt(5), axis.placeAtClock(5)]).toEqual([0, 0, 0, 0]);
});
