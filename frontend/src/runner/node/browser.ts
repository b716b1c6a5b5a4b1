// What Node has of a browser, where this one has it otherwise or not at all.

import type { Builtin } from "./loading/modules";

const NO_NETWORK =
  "There is no network here: programs run alone in the browser. Use a function that returns the same data.";
const MOUTHFUL = /^Failed to execute '\w+' on '\w+': /; // of a browser's own errors

/** Before the program begins. */
export function addToBrowser(builtin: Builtin): void {
  const put = (on: object, name: string, value: unknown) =>
    Object.defineProperty(on, name, { value, configurable: true, writable: true, enumerable: false });
  put(self, "fetch", function fetch() {
    return Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: new Error(NO_NETWORK) }));
  });
  const { structuredClone: clone } = self;
  put(self, "structuredClone", function structuredClone(...values: Parameters<typeof clone>): unknown {
    try {
      return clone(...values) as unknown;
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      throw new DOMException(error.message.replace(MOUTHFUL, ""), error.name);
    }
  });
  if (!("randomUUID" in self.crypto)) {
    put(self.crypto, "randomUUID", () => (builtin("crypto") as { randomUUID(): string }).randomUUID());
  }
}
