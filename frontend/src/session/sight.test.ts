import { afterEach, expect, test, vi } from "vitest";

import { Sight, watchSight } from "./sight";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

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

test("the return of who was told as away is told, also where the clock was set back meanwhile", () => {
  vi.useFakeTimers();
  const page = Object.assign(new EventTarget(), { visibilityState: "visible", hasFocus: () => true });
  vi.stubGlobal("document", page);
  vi.stubGlobal("window", new EventTarget());
  const told: unknown[] = [];
  const sight = watchSight(
    () => told.push("left"),
    (durationMs) => told.push(durationMs),
  );
  const turn = (to: "hidden" | "visible") => {
    page.visibilityState = to;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  turn("hidden");
  vi.advanceTimersByTime(5_000);
  vi.setSystemTime(Date.now() - 3_600_000);
  vi.advanceTimersByTime(5_000);
  turn("visible");
  expect(told).toEqual(["left", 10_000]);
  expect(sight.lastAwayMs()).toBe(10_000);
  turn("hidden");
  vi.advanceTimersByTime(500);
  turn("visible");
  expect(told, "a blink").toHaveLength(2);
  sight.dispose();
});
