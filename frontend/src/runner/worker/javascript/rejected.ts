// What Node says of a promise that was rejected with something that is no error, when nobody handled it.

import { isNative } from "../../node/loading/traces";

const SAID =
  "This error originated either by throwing inside of an async function without a catch block, or by rejecting a " +
  "promise which was not handled with .catch(). The promise rejected with the reason";

/** What tells itself where it comes from. */
export const isLikeError = (reason: unknown): boolean =>
  isNative(reason) ||
  reason instanceof DOMException ||
  (typeof reason === "object" && reason !== null && Object.hasOwn(reason, "stack"));

export function unhandled(reason: unknown): { error: Error; report: string } {
  const error = new Error(`${SAID} "${described(reason)}".`);
  error.name = "UnhandledPromiseRejection";
  Object.assign(error, { code: "ERR_UNHANDLED_REJECTION" });
  return { error, report: `${error.name}: ${error.message} {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n` };
}

/** An object by the name of its class, as the engine does it: without asking the object. */
function described(reason: unknown): string {
  if (typeof reason !== "object" || reason === null) return String(reason);
  const { toString, constructor: Maker } = reason as { toString?: unknown; constructor?: unknown };
  if (toString === Error.prototype.toString) return Error.prototype.toString.call(reason);
  const isNamed = toString === Object.prototype.toString && typeof Maker === "function" && Maker.name !== "";
  return isNamed ? `#<${Maker.name}>` : Object.prototype.toString.call(reason);
}
