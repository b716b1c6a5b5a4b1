// The module assert: claims that fail with Node's own sentences.

import { inspect, type InspectOptions } from "node-inspect-extracted";

import type { Program } from "../../program";
import { coded, wrongType } from "../errors";
import { traceFrom } from "../loading/traced";
import { differenceOf } from "./difference";
import { isDeepEqual } from "./equality";
import {
  ambiguous,
  comparison,
  emptyExpectation,
  errorMessage,
  isEmpty,
  type Maker,
  unlike,
  unmatched,
} from "./thrown";

const NOT_BOTH = 'The "actual" and "expected" arguments must be specified';

type Message = string | Error | undefined;
type Call = () => unknown;

interface Said {
  message?: Message;
  actual?: unknown;
  expected?: unknown;
  operator?: string;
  generatedMessage?: boolean;
}

export class AssertionError extends Error {
  constructor({ message, actual, expected, operator, generatedMessage = typeof message !== "string" }: Said) {
    super(differenceOf(operator ?? "fail", actual, expected, typeof message === "string" ? message : undefined));
    const said = { generatedMessage, code: "ERR_ASSERTION", actual, expected, operator };
    Object.assign(this, said);
    Object.defineProperty(this, "name", { value: "AssertionError", configurable: true, writable: true });
    this.traceFrom(AssertionError);
  }

  override toString(): string {
    return `${this.name} [ERR_ASSERTION]: ${this.message}`;
  }

  /** Its trace begins where `from` was called, and has its code beside its name. */
  traceFrom(from: object): void {
    traceFrom(this, from);
    const stack = String(this.stack).replace(/^AssertionError/, "AssertionError [ERR_ASSERTION]");
    Object.defineProperty(this, "stack", { value: stack, configurable: true, writable: true });
  }
}

/** Its values in short: the message compares them. */
Object.defineProperty(AssertionError.prototype, inspect.custom, {
  value(this: AssertionError & Said, _depth: number, options: InspectOptions) {
    const { actual, expected } = this;
    Object.assign(this, { actual: firstLines(actual), expected: firstLines(expected) });
    try {
      return inspect(this, { ...options, customInspect: false, depth: 0 });
    } finally {
      Object.assign(this, { actual, expected });
    }
  },
});

const MOST_LINES = 10;

function firstLines(value: unknown): unknown {
  if (typeof value !== "string") return value;
  const lines = value.split("\n");
  return lines.length > MOST_LINES ? `${lines.slice(0, MOST_LINES).join("\n")}\n...` : value;
}

const show = (value: unknown) => inspect(value);

const generatedBy = (said: string, message: Message) => ({
  message: message ?? said,
  generatedMessage: message === undefined,
});

/** `files`: the program's texts, which a failed claim without a message quotes. */
export function makeAssert(files: Program["files"]) {
  const fail = (said: Said, from: Call | object): never => {
    if (said.message instanceof Error) throw said.message;
    const error = new AssertionError(said);
    error.traceFrom(from);
    throw error;
  };
  /** A claim about two values. */
  const claim = (operator: string, holds: (actual: unknown, expected: unknown) => boolean) => {
    const check = (...given: [actual?: unknown, expected?: unknown, message?: Message]) => {
      const [actual, expected, message] = given;
      if (given.length < 2) throw coded(TypeError, "ERR_MISSING_ARGS", NOT_BOTH, check);
      if (!holds(actual, expected)) fail({ message, actual, expected, operator }, check);
    };
    return Object.defineProperty(check, "name", { value: operator });
  };
  const falsy = (value: unknown, message: Message, from: object) => {
    const said: Said = { message: message ?? "", actual: value, expected: true, operator: "==" };
    if (message !== undefined) return fail(said, from);
    const error = new AssertionError(said);
    error.traceFrom(from);
    error.message = `The expression evaluated to a falsy value:\n\n  ${callAt(error, files)}\n`;
    Object.assign(error, { generatedMessage: true });
    error.traceFrom(from);
    throw error;
  };
  const ok = (value?: unknown, message?: Message) => {
    if (!value) falsy(value, message, ok);
  };
  const assert = (value?: unknown, message?: Message) => {
    if (!value) falsy(value, message, assert);
  };
  const strictEqual = claim("strictEqual", Object.is);
  const deepStrictEqual = claim("deepStrictEqual", (one, other) => isDeepEqual(one, other, true));
  const notStrictEqual = claim("notStrictEqual", (one, other) => !Object.is(one, other));
  const notDeepStrictEqual = claim("notDeepStrictEqual", (one, other) => !isDeepEqual(one, other, true));
  const match = (text: string, pattern: RegExp, message?: Message) => {
    if (pattern.test(text)) return;
    const said = unmatched(text, pattern);
    fail({ ...generatedBy(said, message), actual: text, expected: pattern, operator: "match" }, match);
  };
  const doesNotMatch = (text: string, pattern: RegExp, message?: Message) => {
    if (!pattern.test(text)) return;
    const said = `The input was expected to not match the regular expression ${show(pattern)}. Input:\n\n${show(text)}\n`;
    fail({ ...generatedBy(said, message), actual: text, expected: pattern, operator: "doesNotMatch" }, doesNotMatch);
  };
  const throws = (call: Call, expected?: unknown, message?: Message) => {
    if (typeof call !== "function") throw wrongType("fn", "of type function", call, throws);
    if (isEmpty(expected)) throw emptyExpectation(expected, throws);
    try {
      call();
    } catch (error) {
      return checkThrown(error, expected, message, "throws", throws);
    }
    missed("throws", "exception", expected, message, throws);
  };
  const rejects = async (call: Call | Promise<unknown>, expected?: unknown, message?: Message) => {
    if (isEmpty(expected)) throw emptyExpectation(expected, rejects);
    try {
      await (typeof call === "function" ? call() : call);
    } catch (error) {
      return checkThrown(error, expected, message, "rejects", rejects);
    }
    missed("rejects", "rejection", expected, message, rejects);
  };
  const missed = (operator: string, what: string, expected: unknown, message: Message, from: object) => {
    const kind = typeof expected === "function" && expected.name ? ` (${expected.name})` : "";
    const told = typeof expected === "string" ? expected : message;
    const said = `Missing expected ${what}${kind}${told ? `: ${String(told)}` : "."}`;
    fail({ message: said, expected, operator }, from);
  };
  const checkThrown = (error: unknown, expected: unknown, message: Message, operator: string, from: object) => {
    if (expected === undefined) return;
    if (typeof expected === "string") {
      if (errorMessage(error) === expected) throw ambiguous(expected, from);
      return;
    }
    const refuse = (said: string) => fail({ ...generatedBy(said, message), actual: error, expected, operator }, from);
    if (expected instanceof RegExp || typeof expected === "function") {
      const said = unlike(error, expected as RegExp | Maker);
      return said === null ? undefined : refuse(said);
    }
    const keys = Object.keys(expected as object);
    if (expected instanceof Error) keys.push("name", "message");
    const found = comparison(error as object, keys);
    const wanted = comparison(expected as object, keys, found);
    if (!isDeepEqual(found, wanted, true)) refuse(differenceOf("deepStrictEqual", found, wanted));
  };
  const strictly = { strictEqual, deepStrictEqual, notStrictEqual, notDeepStrictEqual };
  const shared = {
    ...{ AssertionError, ok, ...strictly, match, doesNotMatch, throws, rejects },
    fail: (message?: Message) => fail({ ...generatedBy("Failed", message), operator: "fail" }, shared.fail),
    ifError: (value: unknown) => {
      if (value === null || value === undefined) return;
      const told = value instanceof Error ? value.message : show(value);
      fail({ message: `ifError got unwanted exception: ${told}`, actual: value, operator: "ifError" }, shared.ifError);
    },
    doesNotThrow: (call: Call, message?: Message) => {
      try {
        call();
      } catch (error) {
        const told = `Got unwanted exception${typeof message === "string" ? `: ${message}` : "."}\nActual message: "${(error as Error).message}"`;
        fail({ message: told, actual: error, operator: "doesNotThrow" }, shared.doesNotThrow);
      }
    },
    doesNotReject: async (call: (() => Promise<unknown>) | Promise<unknown>) => {
      await (typeof call === "function" ? call() : call);
    },
  };
  const loosely = {
    equal: claim("==", (one, other) => one == other || (Number.isNaN(one) && Number.isNaN(other))),

    notEqual: claim("!=", (one, other) => one != other),
    deepEqual: claim("deepEqual", (one, other) => isDeepEqual(one, other, false)),
    notDeepEqual: claim("notDeepEqual", (one, other) => !isDeepEqual(one, other, false)),
  };
  const strictAssert = (value?: unknown, message?: Message) => {
    if (!value) falsy(value, message, strictAssert);
  };
  const strict = Object.assign(strictAssert, shared, {
    ...{ equal: strictEqual, deepEqual: deepStrictEqual, notEqual: notStrictEqual, notDeepEqual: notDeepStrictEqual },
  });
  Object.assign(strict, { strict });
  return Object.assign(assert, shared, loosely, { strict });
}

/** The call at the top of the error's trace, as it is written. */
function callAt(error: Error, files: Program["files"]): string {
  const [, path = "", line, column] =
    /^ {4}at (?:.*\()?(.+?\.[cm]?[jt]s):(\d+):(\d+)\)?$/m.exec(String(error.stack)) ?? [];
  const text = (files[path] ?? "")
    .split("\n")
    .slice(Number(line) - 1)
    .join("\n");
  const name = Number(column) - 1;
  const begin = name - (/[\w$.]*$/.exec(text.slice(0, name))?.[0].length ?? 0);
  let depth = 0;
  for (let at = name; at < text.length; at += 1) {
    if (text[at] === "(") depth += 1;
    if (text[at] === ")" && --depth === 0) return text.slice(begin, at + 1);
  }
  return text.slice(begin).split("\n")[0] ?? "";
}
