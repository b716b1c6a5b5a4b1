// The table of comparisons, to which the server's rule is held as well (tests/unit/test_rooms_comparing.py); and the line of
// a difference.
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { type Called, givenBy, isRight, Marks, spellingsOf } from "./calls";
import { compareOutput, type Comparison, type Difference, isEqualJson, type Json } from "./compare";
import { same } from "./harness/beside";
import { shortened } from "./harness/nodes";

type Row<T, Verdict> = [what: string, expected: T, given: T, how: Partial<Comparison>, verdict: Verdict];

const PLAIN: Comparison = { caseSensitive: false, spaceChangeSensitive: false, floatTolerance: null, anyOrder: false };
const table = JSON.parse(readFileSync("src/tests/compare.cases.json", "utf8")) as {
  output: Row<string, Difference["kind"] | null>[];
  json: Row<Json, boolean>[];
  calls: [
    what: string,
    said: string,
    called: Partial<Called>,
    expected: Json,
    how: Partial<Comparison>,
    kind: string,
    verdict: boolean,
  ][];
  names: [name: string, spellings: string[]][];
};

test.each(table.output)("output is compared as ICPC's validator does: %s", (_, expected, printed, how, verdict) => {
  expect(compareOutput(expected, printed, { ...PLAIN, ...how })?.kind ?? null).toBe(verdict);
});

test.each(table.json)("results are compared as JSON: %s", (_, expected, result, how, verdict) => {
  expect(isEqualJson(expected, result, { ...PLAIN, ...how })).toBe(verdict);
});

test.each(table.calls)("calls are judged by what came of them: %s", (_, said, told, expected, how, kind, verdict) => {
  const called: Called = { name: "f", parameters: ["n", "root"], result: null, ...told };
  const [, mark] = new Marks("n0").take(`mine\n\x1en0 0 1.5 ${said}\n`);
  if (typeof mark !== "object" || mark.kind !== "came") throw new Error("No mark was found.");
  const wanted = shortened(givenBy(called), expected) as Json;
  expect([mark.came.kind, isRight(wanted, mark.came, { ...PLAIN, ...how }, same)]).toEqual([kind, verdict]);
});

test.each(table.names)("a function is called in the language's own spelling: %s", (name, spellings) => {
  expect(spellingsOf(name)).toEqual(spellings);
});

test("a difference names its line in both", () => {
  expect(compareOutput("1\n2\n3\n", "1 2\n4\n", PLAIN)).toEqual({ kind: "word", line: 2, expectedLine: 3 });
});

test("long lists that differ in one place are told apart without recursion", () => {
  const alike = Array.from({ length: 3_000 }, () => 1);
  expect(isEqualJson(alike, [...alike.slice(1), 2], { ...PLAIN, anyOrder: true })).toBe(false);
});
