// What Node has of a browser, where this one has it otherwise or not at all.

import type { Builtin } from "./loading/modules";
import { traceFrom } from "./loading/traced";
import type { Turns } from "./turns/turns";

const NO_NETWORK =
  "There is no network here: programs run alone in the browser. Use a function that returns the same data.";
const MOUTHFUL = /^Failed to execute '\w+' on '\w+': /; // of a browser's own errors

/** Before the program begins. */
export function addToBrowser(builtin: Builtin, turns: Turns): void {
  const put = (on: object, name: string, value: unknown) =>
    Object.defineProperty(on, name, { value, configurable: true, writable: true, enumerable: false });
  hearPorts(put, turns);
  for (const { prototype } of [Blob, Response, Request]) waitForContent(prototype, turns);
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
  put(self, "URL", urlsOfNode());
  abortAsNodeDoes(put);
  if (!("randomUUID" in self.crypto)) {
    put(self.crypto, "randomUUID", () => (builtin("crypto") as { randomUUID(): string }).randomUUID());
  }
  const subtle = () => (builtin("crypto") as { subtle: unknown }).subtle;
  Object.defineProperty(self.crypto, "subtle", { get: subtle, configurable: true });
}

type Heard = (value: unknown) => void;

/** Ports are emitters as well: one that somebody hears so keeps the program going until it is closed. */
function hearPorts(put: (on: object, name: string, value: unknown) => void, turns: Turns): void {
  const open = new WeakSet<MessagePort>();
  const { prototype } = MessagePort;
  const { close } = prototype;
  const listen = (isOnce: boolean) =>
    function (this: MessagePort, name: string, heard: Heard) {
      const hear = (event: Event) => turns.run(() => heard((event as MessageEvent).data));
      this.addEventListener(name, hear, { once: isOnce });
      this.start();
      if (!open.has(this)) turns.begin();
      open.add(this);
      return this;
    };
  put(prototype, "on", listen(false));
  put(prototype, "once", listen(true));
  put(prototype, "close", function (this: MessagePort) {
    close.call(this);
    if (open.delete(this)) turns.settle();
  });
}

/** What reads the content keeps the program going until it is there. */
function waitForContent(prototype: object, turns: Turns): void {
  for (const name of ["text", "json", "arrayBuffer", "bytes", "blob", "formData"]) {
    const read = Object.getOwnPropertyDescriptor(prototype, name)?.value as (() => Promise<unknown>) | undefined;
    if (!read) continue;
    const { [name]: waiting } = {
      [name](this: unknown) {
        return turns.during(Reflect.apply(read, this, []) as Promise<unknown>);
      },
    };
    Object.defineProperty(prototype, name, { value: waiting });
  }
}

/** The browser's addresses, whose errors say what Node's do. */
function urlsOfNode(): typeof URL {
  const made: typeof URL = new Proxy(self.URL, {
    construct(target, values: [string, string?], asked) {
      try {
        return Reflect.construct(target, values, asked) as URL;
      } catch {
        const [input, base] = values;
        const error = new TypeError("Invalid URL");
        return raise(Object.assign(error, { code: "ERR_INVALID_URL", input: String(input) }, base && { base }));
      }
    },
  });
  Object.defineProperty(made.prototype, "constructor", { value: made });
  return made;
}

function raise(error: Error): never {
  throw error;
}

/** What is aborted without a reason has Node's. */
function abortAsNodeDoes(put: (on: object, name: string, value: unknown) => void): void {
  const made = (message: string, name: string) => {
    const error = new DOMException(message, name);
    traceFrom(error, made);
    return error;
  };
  const aborted = () => made("This operation was aborted", "AbortError");
  const { AbortController, AbortSignal } = self;
  const { abort } = AbortController.prototype;
  put(AbortController.prototype, "abort", function (this: AbortController, reason: unknown = aborted()) {
    abort.call(this, reason);
  });
  const { abort: already, timeout } = AbortSignal;
  put(AbortSignal, "abort", (reason: unknown = aborted()) => already.call(AbortSignal, reason));
  put(AbortSignal, "timeout", (ms: number) => {
    const late = new AbortController();
    const stop = () => late.abort(made("The operation was aborted due to timeout", "TimeoutError"));
    timeout.call(AbortSignal, ms).addEventListener("abort", stop);
    return late.signal;
  });
}
