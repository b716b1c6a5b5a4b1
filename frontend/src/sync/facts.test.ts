import { expect, test } from "vitest";

import { type FactRequest, Facts } from "./facts";

test("what was noticed offline is told with its time, however often the line comes and goes before", () => {
  let nowMs = 1_000;
  let isUp = false;
  const told: FactRequest[] = [];
  const facts = new Facts(
    (request) => isUp && told.push(request) > 0,
    () => nowMs,
  );
  const paste = { type: "paste", characters: 9, lines: 1, away_ms: 0 } as const;
  facts.tell(paste);
  nowMs += 5_000;
  facts.connected();
  nowMs += 5_000;
  isUp = true;
  facts.connected();
  facts.connected();
  facts.tell({ type: "away", duration_ms: 2_000 });
  expect(told).toEqual([
    { ...paste, ago_ms: 10_000 },
    { type: "away", duration_ms: 2_000 },
  ]);
});

test("a page that comes back to a line while nobody looks at it says so again, and no more once it was looked at", () => {
  const told: FactRequest[] = [];
  const facts = new Facts((request) => told.push(request) > 0);
  facts.leftPage();
  facts.connected();
  facts.tell({ type: "away", duration_ms: 2_000 });
  facts.connected();
  expect(told).toEqual([{ type: "left" }, { type: "left" }, { type: "away", duration_ms: 2_000 }]);
});
