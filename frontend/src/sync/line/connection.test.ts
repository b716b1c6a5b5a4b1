import { expect, test } from "vitest";

import { closedReason, type Connection, lineLost } from "./connection";

test("the line is lost since the first failure, not since the last attempt", () => {
  const first = lineLost({ kind: "live" }, 1_000, 1006);
  const second = lineLost(first, 2_000, 1006);
  expect(second).toEqual({ kind: "reconnecting", sinceMs: 1_000, answer: "none" });
});

test("a server that asks to come back later is busy, not gone", () => {
  expect(lineLost({ kind: "live" }, 0, 1013)).toMatchObject({ answer: "busy" });
  expect(lineLost({ kind: "live" }, 0, 1012)).toMatchObject({ answer: "none" });
  expect(lineLost({ kind: "live" }, 0, null)).toMatchObject({ answer: "none" });
});

test("a session at which the server has ended too often is shut, not busy", () => {
  expect(lineLost({ kind: "live" }, 0, 4013)).toMatchObject({ kind: "reconnecting", answer: "shut" });
});

test("what was closed for good stays closed", () => {
  const closed: Connection = { kind: "closed", reason: "ended" };
  expect(lineLost(closed, 0, 1006)).toBe(closed);
});

test("each code that a retry cannot mend has its reason", () => {
  expect([4400, 4401, 4403, 4404, 4410, 4413, 4499].map(closedReason)).toEqual([
    "disagreement",
    "unauthorized",
    "removed",
    "not-found",
    "ended",
    "full",
    "refused",
  ]);
});
