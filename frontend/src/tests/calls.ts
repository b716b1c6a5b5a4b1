// Cases that call a function: what is called, the marks by which a harness tells what came of each call, and whether that
// is right.

import { type Comparison, isEqualJson, type Json } from "./compare";
import type { Call } from "./harness/beside";
import { nodesOf } from "./harness/nodes";

/** A function gets `input` and returns `expected`; `{error: …}` means that it must fail. */
export interface CallCase {
  kind: "call";
  input: Readonly<Record<string, Json>>;
  expected: Json;
  /** The function, if it is another than the question's. */
  property?: string | null;
}

/** What a question says of its function. */
export interface Called {
  name: string;
  parameters: readonly string[];
  /** The parameter that is judged after the call, instead of what is returned. */
  result: string | null;
  /** Of the parameters, in their order, and of what is returned, where they are said. */
  types?: readonly string[];
  returns?: string;
}

export function callOf(called: Called, { property, input }: CallCase): Call {
  const { name, parameters, result } = called;
  const takes = parameters.map((_, at) => nodesOf(called.types?.[at]));
  const gives = givenBy(called);
  return {
    names: spellingsOf(property ?? name),
    args: parameters.map((parameter) => input[parameter] ?? null),
    judged: result === null ? null : parameters.indexOf(result),
    ...([...takes, gives].some(Boolean) ? { nodes: { takes, gives } } : {}),
  };
}

/** What is judged, if that is linked lists or trees. */
export const givenBy = ({ parameters, result, types, returns }: Called): string =>
  nodesOf(result === null ? returns : types?.[parameters.indexOf(result)]);

/** As it is written, then in snake_case and in camelCase. */
export function spellingsOf(name: string): string[] {
  const snake = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  const camel = name.replace(/(?<=[^_])_+([A-Za-z\d])/g, (_, letter: string) => letter.toUpperCase());
  return [...new Set([name, snake, camel])];
}

/** What came of a call. */
export type Came = { kind: "value"; value: Json } | { kind: "error"; message: string } | { kind: "missing" };

/** The program is loaded, and calls begin; or one is over. */
export type Mark = { kind: "ready" } | { kind: "came"; durationMs: number; came: Came };

const BEGIN = "\x1e";

/** Parts what a program prints from the marks between. */
export class Marks {
  #text = "";
  readonly #begin: string;

  constructor(nonce: string) {
    this.#begin = `${BEGIN}${nonce} `;
  }

  /** In order. */
  take(text: string): (string | Mark)[] {
    this.#text += text;
    const found: (string | Mark)[] = [];
    for (;;) {
      const at = this.#text.indexOf(this.#begin);
      const end = at < 0 ? -1 : this.#text.indexOf("\n", at);
      const printed = at < 0 ? this.#text.length - this.#begun() : at;
      if (printed > 0) found.push(this.#text.slice(0, printed));
      if (end < 0) {
        this.#text = this.#text.slice(printed);
        return found;
      }
      found.push(markOf(this.#text.slice(at + this.#begin.length, end)));
      this.#text = this.#text.slice(end + 1);
    }
  }

  /** How much of the text's end may be the beginning of a mark. */
  #begun(): number {
    const at = this.#text.lastIndexOf(BEGIN);
    return at >= 0 && this.#begin.startsWith(this.#text.slice(at)) ? this.#text.length - at : 0;
  }
}

function markOf(line: string): Mark {
  const [, what, ms, said = ""] = /^(\S+) (\S+) (.*)$/s.exec(line) ?? [];
  return what === "ready" ? { kind: "ready" } : { kind: "came", durationMs: Number(ms) || 0, came: cameOf(said) };
}

/** A program can know its marks and write others: they say no more than that its result is none. */
function cameOf(said: string): Came {
  try {
    const { value, error } = JSON.parse(said) as { value?: Json; error?: unknown };
    if (value !== undefined) return { kind: "value", value };
    return typeof error === "string" ? { kind: "error", message: error } : { kind: "missing" };
  } catch {
    return { kind: "missing" };
  }
}

/** Whether it is what was expected, as far as the language can tell (`alike`). */
export function isRight(expected: Json, came: Came, how: Comparison, alike: (value: Json) => Json): boolean {
  if (mustFail(expected)) return came.kind === "error";
  return came.kind === "value" && isEqualJson(alike(expected), alike(came.value), how);
}

export const mustFail = (expected: Json): boolean =>
  typeof expected === "object" && expected !== null && Object.keys(expected).join() === "error";
