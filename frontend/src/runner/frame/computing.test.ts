import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { Computing } from "./computing";

const over = vi.fn();
beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  over.mockClear();
});

test("a program that computes is ended after 60 s, once, with a sentence", () => {
  new Computing(() => undefined, over);
  vi.advanceTimersByTime(59_999);
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(over.mock.calls).toEqual([["Stopped after 60 s of computing. Waiting for input does not count."]]);
});

test("time that waits for input does not count", () => {
  const computing = new Computing(() => undefined, over);
  vi.advanceTimersByTime(40_000);
  computing.isPaused = true;
  vi.advanceTimersByTime(600_000);
  computing.isPaused = false;
  vi.advanceTimersByTime(19_000);
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(over).toHaveBeenCalledOnce();
});

test("time in which a program has nothing to do, as between two of its timers, does not count", () => {
  const computing: Computing = new Computing(() => setTimeout(() => computing.idle(), 1), over);
  vi.advanceTimersByTime(600_000);
  expect(over).not.toHaveBeenCalled();
  computing.stop();
});
