// Errors as Node's own functions throw them: with a code that stands beside the name, and what was received.

import { inspect } from "node-inspect-extracted";

import { traceFrom } from "./loading/traced";

/** An error of this code; its trace begins with what called `from`. */
export function coded(Kind: ErrorConstructor, code: string, message: string, from?: object): Error {
  const error = new Kind(message);
  if (from) traceFrom(error, from);
  const stack = String(error.stack).replace(error.name, `${error.name} [${code}]`);
  Object.defineProperty(error, "stack", { value: stack, configurable: true, writable: true });
  const toString = () => `${error.name} [${code}]: ${error.message}`;
  Object.defineProperty(error, "toString", { value: toString, configurable: true, writable: true });
  return Object.assign(error, { code });
}

/** What waits until a signal ends it fails with. */
export const abortedBy = (signal?: AbortSignal): Error => new AbortError(signal);

class AbortError extends Error {
  readonly code = "ABORT_ERR";

  constructor(signal?: AbortSignal) {
    super("The operation was aborted", { cause: signal?.reason });
    this.name = "AbortError";
  }
}

/** Where streams, which are a package, find it: scripts/runtimes/packages.mjs. */
Object.defineProperty(globalThis, Symbol.for("codesala.coded"), { value: coded, configurable: true });

export const WHAT_IS_WRITTEN = "of type string or an instance of Buffer, TypedArray, or DataView";

/** `expected`: "of type number", "an instance of Array". */
export function wrongType(name: string, expected: string, value: unknown, from?: object): Error {
  const what = name.endsWith(" argument")
    ? `The ${name}`
    : `The "${name}" ${name.includes(".") ? "property" : "argument"}`;
  return coded(TypeError, "ERR_INVALID_ARG_TYPE", `${what} must be ${expected}. Received ${received(value)}`, from);
}

export function outOfRange(name: string, range: string, value: unknown, from?: object): Error {
  const message = `The value of "${name}" is out of range. It must be ${range}. Received ${withLines(value)}`;
  return coded(RangeError, "ERR_OUT_OF_RANGE", message, from);
}

/** What was given instead, as Node names it. */
export function received(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "function") return value.name ? `function ${value.name}` : "function ";
  if (typeof value === "object") {
    const { name } = (value.constructor as { name?: string } | undefined) ?? {};
    return name ? `an instance of ${name}` : inspect(value, { depth: -1 });
  }
  const shown = inspect(value, { colors: false });
  return `type ${typeof value} (${shown.length > LONGEST ? `${shown.slice(0, LONGEST - 3)}...` : shown})`;
}

const LONGEST = 28; // characters of a value that is quoted

/** Large numbers in groups of three digits. */
function withLines(value: unknown): string {
  if (typeof value === "bigint" || (Number.isInteger(value) && Math.abs(value as number) > 2 ** 32)) {
    const digits = String(value).replace(/\B(?=(\d{3})+$)/g, "_");
    return typeof value === "bigint" ? `${digits}n` : digits;
  }
  return inspect(value);
}

export type Method = (this: unknown, ...values: unknown[]) => unknown;
export type Check = (this: unknown, from: Method, ...values: unknown[]) => void;

/** The method refuses what Node's refuses, before it begins. */
export function check(on: object, name: string, refuse: Check): void {
  const call = Reflect.get(on, name) as Method;
  const { [name]: checked = call } = {
    [name](this: unknown, ...values: unknown[]) {
      Reflect.apply(refuse, this, [checked, ...values]);
      return Reflect.apply(call, this, values);
    },
  };
  Object.defineProperty(on, name, { value: checked });
}
