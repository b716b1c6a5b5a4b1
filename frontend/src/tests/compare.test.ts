// The table of comparisons, which any other judge can be held to as well; and the line of a difference.
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { compareOutput, type Comparison, type Difference, isEqualJson, type Json } from "./compare";

type Row<T, Verdict> = [what: string, expected: T, given: T, how: Partial<Comparison>, verdict: Verdict];

const PLAIN: Comparison = { caseSensitive: false, spaceChangeSensitive: false, floatTolerance: null, anyOrder: false };
const table = JSON.parse(readFileSync("src/tests/compare.cases.json", "utf8")) as {
  output: Row<string, Difference["kind"] | null>[];
  json: Row<Json, boolean>[];
};

test.each(table.output)("output is compared as ICPC's validator does: %s", (_, expected, printed, how, verdict) => {
  expect(compareOutput(expected, printed, { ...PLAIN, ...how })?.kind ?? null).toBe(verdict);
});

test.each(table.json)("results are compared as JSON: %s", (_, expected, result, how, verdict) => {
  expect(isEqualJson(expected, result, { ...PLAIN, ...how })).toBe(verdict);
});

test("a difference names its line in both", () => {
  expect(compareOutput("1\n2\n3\n", "1 2\n4\n", PLAIN)).toEqual({ kind: "word", line: 2, expectedLine: 3 });
});

test("long lists that differ in one place are told apart without recursion", () => {
  const alike = Array.from({ length: 3_000 }, () => 1);
  expect(isEqualJson(alike, [...alike.slice(1), 2], { ...PLAIN, anyOrder: true })).toBe(false);
});
