// How what was thrown is held against what a claim expects of it.

import { inspect } from "node-inspect-extracted";

import { coded } from "../errors";

type Maker = ErrorConstructor & ((error: unknown) => unknown);

export const errorMessage = (error: unknown) => (error instanceof Error ? error.message : error);

export const isEmpty = (expected: unknown) =>
  typeof expected === "object" &&
  expected !== null &&
  !(expected instanceof Error || expected instanceof RegExp) &&
  Object.keys(expected).length === 0;

export const emptyExpectation = (expected: unknown, from: object) =>
  coded(
    TypeError,
    "ERR_INVALID_ARG_VALUE",
    `The argument 'error' may not be an empty object. Received ${inspect(expected)}`,
    from,
  );

/** The message of a claim, where the error's own was meant. */
export const ambiguous = (text: string, from: object) =>
  coded(
    TypeError,
    "ERR_AMBIGUOUS_ARGUMENT",
    `The "error/message" argument is ambiguous. The error message "${text}" is identical to the message.`,
    from,
  );

const isMaker = (expected: unknown) => typeof expected === "function" && expected.prototype instanceof Error;
const answer = (error: unknown, expected: unknown) => Reflect.apply(expected as Maker, {}, [error]) as unknown;

/** `expected`: a pattern, a class or a function that decides. */
export function isAsExpected(error: unknown, expected: RegExp | ((...values: never[]) => unknown) | object): boolean {
  if (expected instanceof RegExp) return expected.test(String(error));
  if ((expected as Maker).prototype !== undefined && error instanceof (expected as Maker)) return true;
  return !isMaker(expected) && answer(error, expected) === true;
}

/** What is said of an error that is otherwise. */
export function unlike(error: unknown, expected: unknown): string | undefined {
  if (expected instanceof RegExp) {
    return `The input did not match the regular expression ${inspect(expected)}. Input:\n\n${inspect(String(error))}\n`;
  }
  if (typeof expected !== "function") return undefined;
  if (isMaker(expected)) {
    const isError = error instanceof Error;
    const what = isError ? error.name : inspect(error, { depth: -1 });
    const more = isError ? `\n\nError message:\n\n${error.message}` : "";
    return `The error is expected to be an instance of "${expected.name}". Received "${what}"${more}`;
  }
  if (expected.prototype !== undefined && error instanceof expected) return undefined;
  const name = expected.name ? `"${expected.name}" ` : "";
  const caught = error instanceof Error ? `\n\nCaught error:\n\n${String(error)}` : "";
  return `The ${name}validation function is expected to return "true". Received ${inspect(answer(error, expected))}${caught}`;
}

/** So it is called where the two are shown. */
class Comparison {
  [key: string]: unknown;
}

/** These properties alone; a pattern that one matches stands for it. */
export function comparison(of: object, keys: string[], found?: object): object {
  const made = new Comparison();
  for (const key of keys) {
    if (!(key in of)) continue;
    const value: unknown = Reflect.get(of, key);
    const other: unknown = found && Reflect.get(found, key);
    const isMatched = value instanceof RegExp && typeof other === "string" && value.test(other);
    Reflect.set(made, key, isMatched ? other : value);
  }
  return made;
}
