import { expect, test } from "vitest";

import { Arrivals } from "./arrivals";

const you = { participant: "y", name: "Ana", isYou: true };
const ben = { participant: "b", name: "Ben", isYou: false };
const eve = { participant: "e", name: "Eve", isYou: false };
const nobody = { joined: [], left: [] };

test("who comes and who goes is news once, and a new name is none", () => {
  const arrivals = new Arrivals();
  arrivals.look([you]);
  expect(arrivals.look([you, ben])).toEqual({ joined: ["Ben"], left: [] });
  expect(arrivals.look([you, { ...ben, name: "Benjamin" }])).toEqual(nobody);
  expect(arrivals.look([you, eve])).toEqual({ joined: ["Eve"], left: ["Benjamin"] });
  expect(arrivals.look([you, eve])).toEqual(nobody);
});

test("who was there before, and this page's own person, are no news", () => {
  const arrivals = new Arrivals();
  expect(arrivals.look([])).toEqual(nobody);
  expect(arrivals.look([ben])).toEqual(nobody);
  expect(arrivals.look([ben, you])).toEqual(nobody);
  expect(arrivals.look([])).toEqual(nobody);
  expect(arrivals.look([you, ben, eve]).joined).toEqual(["Eve"]);
});
