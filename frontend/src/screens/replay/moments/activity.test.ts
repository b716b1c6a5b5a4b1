import { expect, test } from "vitest";

import type { Mark } from "../../../record/marks";
import { drawnMarks } from "./activity";

const mark = (kind: Mark["kind"], entries: number): Mark => ({
  ...{ kind, entries, atMs: 0, by: null, fact: null, title: null },
});

test("a mark knows what is free behind it: up to the next one of any kind, or to the end", () => {
  const axis = { length: 200, placeOf: (entries: number) => entries } as never;
  const drawn = drawnMarks({
    axis,
    shownMarks: [mark("run", 20), mark("tests", 40), mark("note", 150), mark("join", 42)],
  });
  expect(drawn.map(({ kind, left, free }) => [kind, left, free])).toEqual([
    ["run", 10, 10],
    ["tests", 20, 1],
    ["join", 21, 54],
    ["note", 75, 25],
  ]);
});
