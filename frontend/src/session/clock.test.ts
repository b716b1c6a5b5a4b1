import { expect, test } from "vitest";

import { clockText, openText } from "./clock";

test("a countdown reads as a clock, passes 0:00 and counts on as overtime", () => {
  expect([3_600_000, 300_000, 299_001, 1, 0, -999, -1_000, -133_500, -3_600_000].map(clockText)).toEqual([
    "1:00:00",
    "5:00",
    "5:00",
    "0:01",
    "0:00",
    "0:00",
    "+0:01",
    "+2:13",
    "+1:00:00",
  ]);
});

test("how long a session has been open is told in minutes, unless it was prepared long before", () => {
  const MINUTE = 60_000;
  expect([0, 43.9 * MINUTE, 60 * MINUTE, 125 * MINUTE].map(openText)).toEqual([
    "0 min",
    "43 min",
    "1 h 0 min",
    "2 h 5 min",
  ]);
  expect([12 * 60 * MINUTE, -MINUTE, NaN].map(openText)).toEqual([null, null, null]);
});
