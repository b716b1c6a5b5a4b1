import { expect, test } from "vitest";

import { chooseHue, type Claim, HUES, preferredOf, shownHues } from "./colours";

const of = (participant: string, hue: number, sinceMs: number): Claim => ({
  ...{ participant, hue, sinceMs },
  isShared: false,
});
const hueOf = (participant: string, claims: readonly Claim[]) => chooseHue(participant, claims, 1_000).hue;

/** Everybody looks at the others' claims in turn, until nobody moves. */
function settle(claims: readonly Claim[], nowMs = 1_000): Claim[] {
  const people = [...claims];
  for (let round = 0; round < 50; round += 1) {
    const before = JSON.stringify(people);
    people.forEach(({ participant }, index) => (people[index] = chooseHue(participant, people, nowMs)));
    if (JSON.stringify(people) === before) return people;
  }
  throw new Error("the claims never settle");
}

/** They come one after the other. */
function arrive(count: number): Claim[] {
  const people: Claim[] = [];
  for (let index = 0; index < count; index += 1) people.push(chooseHue(`person-${index}`, people, index));
  return people;
}

/** The light of the channel that begins at this digit. */
const linear = (hex: string, at: number): number => {
  const value = parseInt(hex.slice(at, at + 2), 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};
const luminance = (hex: string): number => 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
const contrast = (one: string, two: string): number => {
  const [dark, light] = [luminance(one), luminance(two)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

type Triple = [number, number, number];
type Matrix = readonly Readonly<Triple>[];
/** As an eye sees it that lacks one kind of cones: Machado, Oliveira and Fernandes 2009, severity 1, of linear light. */
const EYES: readonly (readonly [string, Matrix])[] = [
  [
    "all cones",
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
  ],
  [
    "protanopia",
    [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
  ],
  [
    "deuteranopia",
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
  ],
];
/** Oklab (Ottosson 2020), where equal distances look about equally far apart; black and white are 100 apart. */
const CONES: Matrix = [
  [0.4122214708, 0.5363325363, 0.0514459929],
  [0.2119034982, 0.6806995451, 0.1073969566],
  [0.0883024619, 0.2817188376, 0.6299787005],
];
const LAB: Matrix = [
  [0.2104542553, 0.793617785, -0.0040720468],
  [1.9779984951, -2.428592205, 0.4505937099],
  [0.0259040371, 0.7827717662, -0.808675766],
];
const times = (rows: Matrix, [x, y, z]: Triple) => rows.map(([a, b, c]) => a * x + b * y + c * z) as Triple;
const each = (triple: Triple, change: (one: number) => number) => triple.map(change) as Triple;

function oklab(hex: string, eye: Matrix): Triple {
  const light = times(eye, [linear(hex, 1), linear(hex, 3), linear(hex, 5)]);
  const seen = each(light, (one) => Math.min(Math.max(one, 0), 1));
  return times(
    LAB,
    each(times(CONES, seen), (one) => 100 * Math.cbrt(one)),
  );
}

/** Of the two that are closest. */
const distance = (eye: Matrix, pairs: readonly (readonly [string, string])[]) =>
  Math.min(
    ...pairs.map(([one, two]) => {
      const [a, b] = [oklab(one, eye), oklab(two, eye)];
      return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
    }),
  );

test("ten people who all claim the same colour end with ten colours", () => {
  const people = Array.from({ length: 10 }, (_, index) => of(`person-${index}`, 3, 7));
  expect(new Set(settle(people).map(({ hue }) => hue)).size).toBe(10);
});

test("of two equal claims the earlier one stays, and of two of one instant that of the smaller participant id", () => {
  expect(settle([of("b", 4, 1), of("a", 4, 2)])[0]).toEqual(of("b", 4, 1));
  const [b, a] = settle([of("b", 4, 2), of("a", 4, 2)]);
  expect(a).toEqual(of("a", 4, 2));
  expect(b?.hue).not.toBe(4);
});

test("who moves is later than all others, whatever its clock says", () => {
  const moved = chooseHue("b", [of("a", 4, 50_000), of("b", 4, 60_000)], 0);
  expect(moved.sinceMs).toBeGreaterThan(60_000);
});

test("nobody changes colour when somebody else leaves or comes", () => {
  const before = arrive(4);
  const rest = before.slice(1);
  const after = settle([...rest, chooseHue("somebody new", rest, 9)]);
  expect(after.slice(0, 3)).toEqual(rest);
});

test("an eleventh person shares a colour, and keeps it when somebody leaves", () => {
  const people = arrive(11);
  expect(settle(people), "the first ten need not move").toEqual(people);
  const leaver = people.find(({ hue }) => hue !== people[10]?.hue);
  const rest = people.filter((person) => person !== leaver);
  expect(settle(rest)).toEqual(rest);
});

test("tabs of one person share a colour: the one that the person had first and need not give up", () => {
  expect(hueOf("a", [of("a", 7, 5)])).toBe(7);
  expect(hueOf("a", [of("a", 7, 5), of("a", 8, 6)])).toBe(7);
  expect(hueOf("a", [of("a", 7, 5), of("a", 8, 6), of("b", 7, 4)])).toBe(8);
});

test("each colour carries white text and stands out on both themes", () => {
  for (const hue of HUES) {
    expect(contrast(hue, "#ffffff"), hue).toBeGreaterThanOrEqual(4.5);
    expect(contrast(hue, "#16181d"), hue).toBeGreaterThanOrEqual(3);
  }
});

test("each two colours differ for all eyes, and neighbours, which meet most often, differ much", () => {
  const pairs = HUES.flatMap((one, index) => HUES.slice(index + 1).map((two) => [one, two] as const));
  const neighbours = HUES.map((one, index) => [one, HUES[(index + 1) % HUES.length] ?? one] as const);
  for (const [name, eye] of EYES) {
    expect(distance(eye, pairs), name).toBeGreaterThan(name === "all cones" ? 11 : 6);
    expect(distance(eye, neighbours), name).toBeGreaterThan(14);
  }
});

test("of two people, who come one after the other, each eye tells the colours apart, in the room and in the replay", () => {
  for (const [hue, first] of HUES.entries()) {
    for (let index = 0; index < 30; index += 1) {
      const second = HUES[hueOf(`person-${index}`, [of("host", hue, 5)])] ?? first;
      for (const [name, eye] of EYES) expect(distance(eye, [[first, second]]), `${name}: ${first}`).toBeGreaterThan(14);
    }
  }
  const remembered = chooseHue("a", [of("host", 2, 5)], 1_000, 8);
  expect(remembered.hue, "who had a colour before has it still").toBe(8);
});

test("who has claimed nothing yet is drawn in no colour that somebody else has", () => {
  const here = Array.from({ length: HUES.length }, (_, index) => `person-${index}`);
  const [newcomer = "", ...others] = here;
  for (const one of others) {
    const shown = shownHues([one, newcomer], new Map([[one, preferredOf(newcomer)]]));
    expect(shown.get(one), "what is claimed stays").toBe(preferredOf(newcomer));
    expect(shown.get(newcomer)).not.toBe(shown.get(one));
  }
  expect(new Set(shownHues(here, new Map()).values()).size, "nor two newcomers in one").toBe(HUES.length);
  const gone = shownHues([newcomer], new Map([["gone", preferredOf(newcomer)]]));
  expect([...gone], "who has gone keeps none from others").toEqual([[newcomer, preferredOf(newcomer)]]);
});
