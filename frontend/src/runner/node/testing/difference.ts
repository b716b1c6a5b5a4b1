// How node:assert tells two values apart: one line for short ones, else a comparison line by line.

import { inspect } from "node-inspect-extracted";

const LONGEST_SHORT = 12; // characters of both together: as Node, which shows more only where there is no colour
const LINE_WIDTH = 80; // characters of both together below which their first difference is marked
const MOST_LINES = 50;
const LINES_OF_ONE = 46; // of a value that stands alone
const LONGEST_LOOSE = 512; // characters of each, where they are not compared line by line
const SKIPPED = " ... Lines skipped";

const HEADS: Record<string, string> = {
  strictEqual: "Expected values to be strictly equal:",
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  references: 'Expected "actual" to be reference-equal to "expected":',
  same: "Values have same structure but are not reference-equal:",
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notReferences: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
};

/** Each value of an object in a line of its own, its keys in order. */
const linesOf = (value: unknown) =>
  inspect(value, {
    ...{ compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false },
    ...{ sorted: true, getters: true },
  }).split("\n");

const isObject = (value: unknown) => typeof value === "object" && value !== null;
const isFunction = (value: unknown) => typeof value === "function";

/** `said`: what the program says itself; it stands above a strict comparison. */
export function differenceOf(operator: string, given: unknown, wanted: unknown, said?: string): string {
  const areErrors = given instanceof Error && wanted instanceof Error;
  const [actual, expected] = areErrors ? [withoutTrace(given), withoutTrace(wanted)] : [given, wanted];
  if (operator === "strictEqual" || operator === "deepStrictEqual") {
    return strictDifference(operator, actual, expected, said);
  }
  if (said !== undefined) return said;
  switch (operator) {
    case "notStrictEqual":
    case "notDeepStrictEqual": {
      const isReference = operator === "notStrictEqual" && (isObject(actual) || isFunction(actual));
      const head = HEADS[isReference ? "notReferences" : operator] ?? "";
      const [first = "", ...more] = shortened(linesOf(actual));
      if (more.length === 0) return `${head}${first.length > 5 ? "\n\n" : " "}${first}`;
      return `${head}\n\n${[first, ...more].join("\n")}\n`;
    }
    case "deepEqual":
    case "notDeepEqual":
    case "==":
    case "!=":
      return looseDifference(operator, linesOf(actual).join("\n"), linesOf(expected).join("\n"));
    default:
      return "Failed";
  }
}

function withoutTrace(error: Error): object {
  const plain = Object.assign(Object.create(Object.getPrototypeOf(error) as object) as object, error);
  return Object.defineProperty(plain, "message", { value: error.message });
}

const shortened = (lines: string[]) => (lines.length > MOST_LINES ? [...lines.slice(0, LINES_OF_ONE), "..."] : lines);
const cut = (text: string, longest: number) => (text.length > longest ? `${text.slice(0, longest - 3)}...` : text);

function looseDifference(operator: string, one: string, other: string): string {
  if (operator === "notDeepEqual" && one === other) {
    return cut(`Expected "actual" not to be loosely deep-equal to:\n\n${one}`, 2 * LONGEST_LOOSE);
  }
  const [first, second] = [cut(one, LONGEST_LOOSE), cut(other, LONGEST_LOOSE)];
  if (!operator.endsWith("Equal")) return `${first} ${operator} ${second}`;
  const not = operator === "deepEqual" ? "" : "not ";
  return `Expected values ${not}to be loosely deep-equal:\n\n${first}\n\nshould ${not}loosely deep-equal\n\n${second}`;
}

function strictDifference(operator: string, actual: unknown, expected: unknown, said?: string): string {
  const [one, other] = [linesOf(actual), linesOf(expected)];
  const areReferences =
    operator === "strictEqual" &&
    ((isObject(actual) && isObject(expected)) || (isFunction(actual) && isFunction(expected)));
  const head = said || HEADS[areReferences ? "references" : operator];
  const [first = "", second = ""] = [one[0], other[0]];
  let mark = "";
  if (one.length === 1 && other.length === 1 && first !== second) {
    const length = first.length + second.length;
    const arePlain = !isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0);
    if (length <= LONGEST_SHORT && arePlain) return `${head}\n\n${first} !== ${second}\n`;
    const at = [...first].findIndex((sign, index) => sign !== second[index]);
    const differsAt = at < 0 ? first.length : at;
    if (length > LONGEST_SHORT && length < LINE_WIDTH && !areReferences && differsAt > 2) {
      mark = `\n  ${" ".repeat(differsAt)}^`;
    }
  }
  const whole = one.slice();
  const ending = takeEnding(one, other);
  if (one.length === 0 && other.length === 0) return `${HEADS.same}\n\n${shortened(whole).join("\n")}\n`;
  const comparison = new Comparison(one, other);
  const isCut = comparison.run();
  const skips = isCut || comparison.skips || ending.skips ? SKIPPED : "";
  const begin = `${head}\n+ actual - expected${skips}\n${comparison.text}`;
  if (isCut) return `${begin}\n...${comparison.held}\n...`;
  return `${begin}${comparison.held}${ending.text}${mark}`;
}

const LINES_AT_END = 3;

/** Takes the lines away that are the same at the end of both: the last of them are shown, and the first. */
function takeEnding(one: string[], other: string[]): { text: string; skips: boolean } {
  let count = 0;
  let text = "";
  let first = "";
  while (one.length > 0 && other.length > 0 && one.at(-1) === other.at(-1)) {
    const line = one.pop() ?? "";
    other.pop();
    if (count < LINES_AT_END) text = `\n  ${line}${text}`;
    else first = line;
    count += 1;
  }
  const skips = count > LINES_AT_END + 1;
  if (skips) text = `\n...${text}`;
  return { text: first === "" ? text : `\n  ${first}${text}`, skips };
}

/** Line n of one beside line n of the other. */
class Comparison {
  text = "";
  /** Expected lines, which follow all actual ones that differ in a row. */
  held = "";
  skips = false;
  #printed = 0;
  #same = 0;

  constructor(
    readonly one: string[],
    readonly other: string[],
  ) {}

  /** Whether there was more than is shown. */
  run(): boolean {
    const { one, other } = this;
    const most = Math.max(one.length, other.length);
    const longer = one.length < most ? other : one;
    for (let at = 0; at < most; at += 1) {
      const [mine, theirs] = [one[at], other[at]];
      if (mine === undefined || theirs === undefined) {
        this.#showBefore(longer, at);
        if (mine !== undefined) this.text += `\n+ ${mine}`;
        else this.held += `\n- ${theirs}`;
        this.#printed += 1;
      } else if (mine === theirs || mine === `${theirs},` || `${mine},` === theirs) {
        this.#keep(mine.length < theirs.length ? theirs : mine);
      } else {
        this.#showBefore(one, at);
        this.text += `\n+ ${mine}`;
        this.held += `\n- ${theirs}`;
        this.#printed += 2;
      }
      if (this.#printed > MOST_LINES && at < most - 2) return true;
    }
    return false;
  }

  /** A line that both have: the first two in a row are shown. */
  #keep(line: string): void {
    this.text += this.held;
    this.held = "";
    this.#same += 1;
    if (this.#same <= 2) this.#show(line);
  }

  /** Of the lines that both have before a difference the last ones. */
  #showBefore(lines: string[], at: number): void {
    const same = this.#same;
    this.#same = 0;
    if (same === 5) this.#show(lines[at - 3]);
    if (same > 5) {
      this.text += "\n...";
      this.skips = true;
    }
    if (same > 3) this.#show(lines[at - 2]);
    if (same > 2) this.#show(lines[at - 1]);
  }

  #show(line = ""): void {
    this.text += `\n  ${line}`;
    this.#printed += 1;
  }
}
