// Whether what a program printed, or a function returned, is what was expected: output as the default output validator of
// ICPC problem packages compares it, results as JSON. Where the first difference is, for people.
// The server holds what runs there to the same rule (backend/codesala/rooms/programs/compare.py, calls.py), and both keep to
// compare.cases.json.

export interface Comparison {
  caseSensitive: boolean;
  spaceChangeSensitive: boolean;
  /** Absolute or relative; null: numbers are words like others, and results of calls are exact to nine digits. */
  floatTolerance: number | null;
  /** Lists that a function returns hold the same, in whatever order. */
  anyOrder: boolean;
}

/** Lines counted from 1, where one differs from the other. */
export interface Difference {
  kind: "space" | "missing" | "number" | "far" | "word" | "more";
  line: number;
  expectedLine: number;
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** As C's isspace counts it. */
const SPACE = /[ \t\n\v\f\r]*/y;
const WORD = /[^ \t\n\v\f\r]*/y;
/** What C's strtod reads to its end; other than finite numbers are words. */
// One digit belongs to one part: else a long word that is no number is tried at each of its places.
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const HEXADECIMAL = /^([+-]?)0x([\da-f]*)(?:\.([\da-f]*))?(?:p([+-]?\d+))?$/i;
const RELATIVE = 1e-9;

/** Null if `printed` is right. */
export function compareOutput(expected: string, printed: string, how: Comparison): Difference | null {
  const [judge, team] = [new Reader(expected), new Reader(printed)];
  const differ = (kind: Difference["kind"]): Difference => ({ kind, line: team.line, expectedLine: judge.line });
  for (;;) {
    const [space, own] = [judge.take(SPACE), team.peek(SPACE)];
    if (how.spaceChangeSensitive && space !== own) return differ("space");
    team.take(SPACE);
    const [word, said] = [judge.peek(WORD), team.peek(WORD)];
    if (word === "") return said === "" ? null : differ("more");
    if (said === "") return differ("missing");
    const wrong = differenceOf(word, said, how);
    if (wrong) return differ(wrong);
    judge.take(WORD);
    team.take(WORD);
  }
}

function differenceOf(word: string, said: string, how: Comparison): Difference["kind"] | null {
  const tolerance = how.floatTolerance;
  const wanted = tolerance === null ? null : numberIn(word);
  if (tolerance !== null && wanted !== null) {
    const given = numberIn(said);
    if (given === null) return "number";
    const off = Math.abs(wanted - given);
    return off <= tolerance || off <= tolerance * Math.abs(wanted) ? null : "far";
  }
  const isSame = how.caseSensitive ? word === said : lower(word) === lower(said);
  return isSame ? null : "word";
}

/** The letters of ASCII alone. */
const lower = (text: string) => text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());

function numberIn(word: string): number | null {
  const value = DECIMAL.test(word) ? Number(word) : hexadecimalIn(word);
  return value !== null && Number.isFinite(value) ? value : null;
}

function hexadecimalIn(word: string): number | null {
  const [, sign, whole = "", part = "", power = "0"] = HEXADECIMAL.exec(word) ?? [];
  if (sign === undefined || whole + part === "") return null;
  const size = Number.parseInt(whole + part, 16) * 2 ** (Number(power) - 4 * part.length);
  return sign === "-" ? -size : size;
}

class Reader {
  line = 1;
  #at = 0;

  constructor(readonly text: string) {}

  peek(what: RegExp): string {
    what.lastIndex = this.#at;
    return what.exec(this.text)?.[0] ?? "";
  }

  take(what: RegExp): string {
    const found = this.peek(what);
    this.#at += found.length;
    for (const one of found) if (one === "\n") this.line += 1;
    return found;
  }
}

/** Whether a function's result is right. */
export function isEqualJson(expected: Json, result: Json, how: Comparison): boolean {
  if (typeof expected === "number" && (typeof result === "number" || isLarge(result))) {
    const off = Math.abs(expected - Number(result));
    const tolerance = how.floatTolerance ?? RELATIVE;
    return off <= tolerance * Math.abs(expected) || off <= (how.floatTolerance ?? 0);
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(result) || result.length !== expected.length) return false;
    return how.anyOrder
      ? areSameInAnyOrder(expected, result, how)
      : expected.every((one, place) => isEqualJson(one, result[place] ?? null, how));
  }
  if (typeof expected === "object" && expected !== null) {
    if (typeof result !== "object" || result === null || Array.isArray(result)) return false;
    const names = Object.keys(expected);
    return (
      names.length === Object.keys(result).length &&
      names.every(
        (name) => Object.hasOwn(result, name) && isEqualJson(expected[name] ?? null, result[name] ?? null, how),
      )
    );
  }
  return expected === result;
}

/** A whole number beyond those that JavaScript counts exactly: languages that know it tell it as a string. */
const isLarge = (result: Json): boolean => typeof result === "string" && /^-?\d{16,}$/.test(result);

/**
 * Each of one has a partner of its own in the other. As numbers may be near to several others, partners may change for a
 * newcomer: looked for in widening circles, for lists are too long for recursion.
 */
function areSameInAnyOrder(expected: readonly Json[], result: readonly Json[], how: Comparison): boolean {
  const partners: number[] = []; // in `expected`, by the place in `result`
  const free = new Set(result.keys());
  const suits = (seeker: number, place: number) => isEqualJson(expected[seeker] ?? null, result[place] ?? null, how);
  return expected.every((_, newcomer) => {
    const wantedBy = new Map<number, number>();
    const give = (place: number, seeker: number) => {
      wantedBy.set(place, seeker);
      free.delete(place);
      hand(place, wantedBy, partners);
      return true;
    };
    for (const place of free) if (suits(newcomer, place)) return give(place, newcomer);
    const unseen = new Set(result.keys());
    const seeking = [newcomer];
    for (const seeker of seeking) {
      for (const place of unseen) {
        if (!suits(seeker, place)) continue;
        const partner = partners[place];
        if (partner === undefined) return give(place, seeker);
        unseen.delete(place);
        wantedBy.set(place, seeker);
        seeking.push(partner);
      }
    }
    return false;
  });
}

/** The free place goes to who wants it, whose own place becomes free, until the newcomer has one. */
function hand(free: number, wantedBy: ReadonlyMap<number, number>, partners: number[]): void {
  for (let place = free; place >= 0;) {
    const seeker = wantedBy.get(place) ?? -1;
    const before = partners.indexOf(seeker);
    partners[place] = seeker;
    place = before;
  }
}
