// How node:assert tells two values apart: one line for short ones, else a comparison line by line.

import { inspect } from "node-inspect-extracted";

const LONGEST_SHORT = 12; // characters of both together: as Node, which shows more only where there is no colour
const MOST_LINES = 1_000;

/** Each value of an object in a line of its own, its keys in order. */
const linesOf = (value: unknown) =>
  inspect(value, {
    ...{ compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false },
    ...{ breakLength: Infinity, sorted: true, getters: true },
  }).split("\n");

export function differenceOf(operator: string, actual: unknown, expected: unknown): string {
  const text = linesOf(actual).join("\n");
  switch (operator) {
    case "strictEqual":
    case "deepStrictEqual":
      return strictDifference(operator === "strictEqual" ? "strictly equal" : "strictly deep-equal", actual, expected);
    case "==":
    case "!=":
      return `${inspect(actual)} ${operator} ${inspect(expected)}`;
    case "deepEqual":
      return `Expected values to be loosely deep-equal:\n\n${text}\n\nshould loosely deep-equal\n\n${linesOf(expected).join("\n")}`;
    case "notDeepEqual":
      return `Expected "actual" not to be loosely deep-equal to:${text.includes("\n") ? `\n\n${text}` : ` ${text}`}`;
    case "notStrictEqual":
      return `Expected "actual" to be strictly unequal to:${text.includes("\n") ? `\n\n${text}\n` : ` ${text}`}`;
    case "notDeepStrictEqual":
      return `Expected "actual" not to be strictly deep-equal to:${text.includes("\n") ? `\n\n${text}\n` : ` ${text}`}`;
    default:
      return "Failed";
  }
}

function strictDifference(what: string, actual: unknown, expected: unknown): string {
  const [one, other] = [linesOf(actual), linesOf(expected)];
  const [first = "", second = ""] = [one[0], other[0]];
  const head = `Expected values to be ${what}:\n`;
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  if (one.join("\n") === other.join("\n") && isObject(actual)) {
    return `Values have same structure but are not reference-equal:\n\n${one.join("\n")}\n`;
  }
  if (one.length === 1 && other.length === 1 && first !== second) {
    const isShort = !isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0);
    if (isShort && first.length + second.length <= LONGEST_SHORT) return `${head}\n${first} !== ${second}\n`;
    const at = [...first].findIndex((character, index) => character !== second[index]);
    const mark = at > 2 && first.length < 80 ? `\n  ${" ".repeat(at)}^` : "";
    return `${head}+ actual - expected\n\n+ ${first}\n- ${second}${mark}`;
  }
  return `${head}+ actual - expected\n\n${compare(one, other).join("\n")}`;
}

const plain = (line: string | undefined) => line?.replace(/,$/, "");

/** The lines of both: those that they have in common as they are, the others behind + or -. */
function compare(one: string[], other: string[]): string[] {
  if (one.length > MOST_LINES || other.length > MOST_LINES) return [...one.map((line) => `+ ${line}`)];
  // The longest common sequence from each pair of lines on.
  const common = Array.from({ length: one.length + 1 }, () => new Uint16Array(other.length + 1));
  const at = (x: number, y: number) => common[x]?.[y] ?? 0;
  for (let x = one.length - 1; x >= 0; x -= 1) {
    for (let y = other.length - 1; y >= 0; y -= 1) {
      const row = common[x];
      if (row) row[y] = plain(one[x]) === plain(other[y]) ? at(x + 1, y + 1) + 1 : Math.max(at(x + 1, y), at(x, y + 1));
    }
  }
  const lines: string[] = [];
  let [x, y] = [0, 0];
  while (x < one.length || y < other.length) {
    if (x < one.length && y < other.length && plain(one[x]) === plain(other[y])) {
      const [mine = "", theirs = ""] = [one[x++], other[y++]];
      lines.push(`  ${mine.length > theirs.length ? mine : theirs}`);
    } else if (x < one.length && (y === other.length || at(x + 1, y) >= at(x, y + 1))) lines.push(`+ ${one[x++]}`);
    else lines.push(`- ${other[y++]}`);
  }
  return lines;
}
