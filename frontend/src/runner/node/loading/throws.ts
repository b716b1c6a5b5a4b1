// Where a program throws: browsers tell of an error that nobody caught only where it was made.

import { parse } from "es-module-lexer/minimal/js";

/**
 * What may be a statement that throws an error: `throw error`, `throw new Error()`, also in parentheses, which may hold
 * calls. A method of this name has its body after them.
 */
const THROW =
  /(?<![\p{L}\p{N}_$.#])throw(?=[ \t]+(?!as\b)[\p{L}_$]|[ \t]*\([ \t]*(?:new\b|[\p{L}_$](?:[^(){}]|\([^(){}]*\))*\)(?!\s*\{)))/gu;
/** A word that the lexer finds in code alone, not in texts, comments or regular expressions. */
const FOUND = "import.meta";

/** Where the word `throw` stands in a code. */
export function throwsIn(code: string): number[] {
  const all = [...code.matchAll(THROW)].map(({ index }) => index);
  if (all.length === 0) return [];
  const [found] = parse(code.replace(THROW, FOUND));
  const starts = new Set(found.filter(({ d: dynamic }) => dynamic === -2).map(({ ss: start }) => start));
  return all.filter((index, before) => starts.has(index + before * (FOUND.length - "throw".length)));
}

/** The program sees its functions as it wrote them. `put`: what was put into them. */
export function hideIn(put: RegExp): void {
  const { toString } = Function.prototype;
  const own = {
    toString(this: unknown): string {
      return toString.call(this).replace(put, "");
    },
  };
  Object.defineProperty(Function.prototype, "toString", { value: own.toString, configurable: true, writable: true });
}
