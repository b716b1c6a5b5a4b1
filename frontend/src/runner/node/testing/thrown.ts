// How what was thrown is held against what a claim expects of it.

import { inspect } from "node-inspect-extracted";

import { coded } from "../errors";

export type Maker = ErrorConstructor & ((error: unknown) => unknown);

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

const isMaker = (expected: Maker) => expected.prototype instanceof Error;

export const unmatched = (text: unknown, pattern: RegExp) =>
  `The input did not match the regular expression ${inspect(pattern)}. Input:\n\n${inspect(text)}\n`;

/** What is said of an error that a pattern, a class or a function that decides does not take; null if it does. */
export function unlike(error: unknown, expected: RegExp | Maker): string | null {
  if (expected instanceof RegExp) return expected.test(String(error)) ? null : unmatched(String(error), expected);
  if (expected.prototype !== undefined && error instanceof expected) return null;
  const isError = error instanceof Error;
  if (isMaker(expected)) {
    const what = isError ? error.name : inspect(error, { depth: -1 });
    const more = isError ? `\n\nError message:\n\n${error.message}` : "";
    return `The error is expected to be an instance of "${expected.name}". Received "${what}"${more}`;
  }
  const answer: unknown = Reflect.apply(expected, {}, [error]);
  if (answer === true) return null;
  const name = expected.name ? `"${expected.name}" ` : "";
  const caught = isError ? `\n\nCaught error:\n\n${String(error)}` : "";
  return `The ${name}validation function is expected to return "true". Received ${inspect(answer)}${caught}`;
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
