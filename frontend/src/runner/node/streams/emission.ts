// Where an event "error" was emitted that nobody listened to: what Node adds to the trace of such an error.

import { isHidden, withHidden } from "../loading/hidden";
import { traceFrom } from "../loading/traced";

const EMITTED = Symbol.for("codesala.emitted"); // two scripts have this module: the worker and the library

interface Emission {
  stack?: string;
  maker: string | undefined;
}

/** `from`: the function that emitted it. */
export function noteEmission(error: Error, emitter: object, from: object): void {
  const maker = (emitter.constructor as { name?: string } | undefined)?.name;
  const emission: Emission = { maker };
  traceFrom(emission, from);
  Object.defineProperty(error, EMITTED, { value: emission, configurable: true });
}

/** An emitter threw it, since nobody listened. */
export function isEmitted(error: unknown): boolean {
  return error instanceof Error && (EMITTED in error || Reflect.get(error, "code") === "ERR_UNHANDLED_ERROR");
}

/** A frame of Node's own: an error without frames is shown in brackets, and in Node such an error has this one. */
const OWN = "    at emitErrorNT (node:internal)";

export const withoutOwn = (told: string) => told.replace(`\n${OWN}`, "");

/** Of an error that ends the program. */
export function addEmission(error: Error): void {
  const emission = Reflect.get(error, EMITTED) as Emission | undefined;
  if (!emission) return;
  const on = emission.maker === undefined || emission.maker === "EventEmitter" ? "" : ` on ${emission.maker} instance`;
  const frames = withoutCommon(framesOf(emission.stack), framesOf(error.stack));
  const isBare = frames.length === 0 && framesOf(error.stack).length === 0;
  error.stack = [String(error.stack), `Emitted 'error' event${on} at:`, ...(isBare ? [OWN] : frames)].join("\n");
}

const framesOf = (stack: unknown) =>
  String(stack)
    .split("\n")
    .filter((line) => line.startsWith("    at "));

const FEWEST_COMMON = 4;

function withoutCommon(own: string[], others: string[]): string[] {
  const [these, those] = [withHidden(own), withHidden(others)];
  for (const [at, frame] of these.entries()) {
    const from = those.indexOf(frame);
    if (from < 0) continue;
    let length = 1;
    while (at + length < these.length && these[at + length] === those[from + length]) length += 1;
    if (length < FEWEST_COMMON) continue;
    const kept = [...these.slice(0, at + 1), "    [... lines matching original stack trace ...]"];
    return [...kept, ...these.slice(at + length - 1)].filter((line) => !isHidden(line));
  }
  return own;
}
