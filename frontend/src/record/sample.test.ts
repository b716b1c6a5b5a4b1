import { expect, test } from "vitest";

import { pageOf } from "./answer";
import { SessionRecord } from "./record";
import { sampleRecord } from "./sample";

test("the sample replay is a whole record, whose last code gives what it shows", () => {
  const page = pageOf(JSON.parse(sampleRecord(1_790_000_000_000)));
  if (!page) throw new Error("not understood");
  expect(
    page.people.map(({ met }) => met),
    "where nothing is said of it everybody met",
  ).toEqual([[], [0]]);
  const record = new SessionRecord(page);
  record.prepare(() => false);
  expect(record.skipped).toBe(0);
  expect(record.texts.at(record.length).text.toString())
    .toBe(`# Which two places hold numbers that add up to the target?

def two_sum(numbers, target):
    seen = {}
    for place, number in enumerate(numbers):
        if target - number in seen:
            return seen[target - number], place
        seen[number] = place


print(two_sum([3, 2, 4], 6))
# Good. And if the numbers were sorted?
`);
  expect(record.marks.map(({ kind }) => kind)).toEqual(["join", "join", "run", "run", "end"]);
  const lastMs = record.timesMs.at(-1) ?? 0;
  expect(lastMs - record.originMs, "nobody has more than a minute for it").toBeLessThan(75_000);
});
