import { expect, test } from "vitest";

import { chooseHue, type Claim, HUES } from "./colours";

/** Everybody looks at the others' claims in turn, until nobody moves. */
function settle(people: Claim[]): Map<string, number | null> {
  for (let round = 0; round < 50; round += 1) {
    const before = JSON.stringify(people);
    people.forEach((person, index) => {
      person.hue = chooseHue(
        person,
        people.filter((_, other) => other !== index),
      );
    });
    if (JSON.stringify(people) === before) return new Map(people.map((person) => [person.participant, person.hue]));
  }
  throw new Error("the claims never settle");
}

const luminance = (hex: string): number => {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
};
const contrast = (one: string, two: string): number => {
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

test("ten people who all claim the same colour end with ten colours", () => {
  const people = Array.from({ length: 10 }, (_, index) => ({ participant: `person-${index}`, hue: 3 }));
  expect(new Set(settle(people).values()).size).toBe(10);
});

test("of two equal claims the smaller participant id keeps its colour", () => {
  const hues = settle([
    { participant: "b", hue: 4 },
    { participant: "a", hue: 4 },
  ]);
  expect(hues.get("a")).toBe(4);
  expect(hues.get("b")).not.toBe(4);
});

test("nobody changes colour when somebody else leaves or comes", () => {
  const people = ["a", "b", "c", "d"].map((participant) => ({ participant, hue: null }));
  const before = settle(people);
  const after = settle([...people.filter((person) => person.participant !== "a"), { participant: "e", hue: null }]);
  for (const name of ["b", "c", "d"]) expect(after.get(name)).toBe(before.get(name));
});

test("an eleventh person gets a colour as well", () => {
  const people = Array.from({ length: 11 }, (_, index) => ({ participant: `person-${index}`, hue: null }));
  expect([...settle(people).values()].every((hue) => hue !== null)).toBe(true);
});

test("two tabs of one person share a colour", () => {
  expect(chooseHue({ participant: "a", hue: null }, [{ participant: "a", hue: 7 }])).toBe(7);
});

test("each colour carries white text and stands out on both themes", () => {
  for (const hue of HUES) {
    expect(contrast(hue, "#ffffff"), hue).toBeGreaterThanOrEqual(4.5);
    expect(contrast(hue, "#16181d"), hue).toBeGreaterThanOrEqual(3);
  }
});
