// Which names a program finds without declaring them: those of Node and of the language, not a browser's. Many of those
// are words that programs use for something of their own: `location`, `fonts`, `scheduler`.

import type { Builtin } from "../../node/loading/modules";

/** Newer Nodes have these of the language as well. */
const OF_THE_LANGUAGE = `
  AggregateError Array ArrayBuffer AsyncDisposableStack Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date
  DisposableStack Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity Int16Array
  Int32Array Int8Array Intl Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp
  Set SharedArrayBuffer String SuppressedError Symbol SyntaxError Temporal TypeError URIError Uint16Array Uint32Array
  Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet WebAssembly decodeURI decodeURIComponent encodeURI
  encodeURIComponent escape eval globalThis isFinite isNaN parseFloat parseInt undefined unescape`;
const OF_NODE = `
  AbortController AbortSignal Blob BroadcastChannel Buffer ByteLengthQueuingStrategy CompressionStream
  CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DecompressionStream Event EventTarget File FormData
  Headers MessageChannel MessageEvent MessagePort Performance PerformanceEntry PerformanceMark PerformanceMeasure
  PerformanceObserver PerformanceObserverEntryList PerformanceResourceTiming ReadableByteStreamController ReadableStream
  ReadableStreamBYOBReader ReadableStreamBYOBRequest ReadableStreamDefaultController ReadableStreamDefaultReader Request
  Response SubtleCrypto TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream
  TransformStreamDefaultController URL URLSearchParams WritableStream WritableStreamDefaultController
  WritableStreamDefaultWriter console process`;
/** Node shows these where it shows its global object, in this order. */
const SHOWN = `
  global clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone atob
  btoa performance fetch crypto`;
/** Whoever asks for a line as in a browser, whoever tries to get out and finds it closed, and what the runner needs. */
const OF_BROWSERS = `
  addEventListener close constructor dispatchEvent importScripts indexedDB onerror onrejectionhandled onunhandledrejection
  postMessage prompt readline removeEventListener self EventSource WebSocket Worker XMLHttpRequest`;

const words = (text: string) => text.trim().split(/\s+/);
const KEPT = new Set([OF_THE_LANGUAGE, OF_NODE, SHOWN, OF_BROWSERS].flatMap(words));

/** After all globals are there, before the program begins. */
export function keepNamesOfNode(builtin: Builtin): void {
  for (let on = self as object; on !== Object.prototype; on = Object.getPrototypeOf(on) as object)
    for (const name of Object.getOwnPropertyNames(on)) {
      const isOwn = / /.test(name); // of the runner: no program can write it
      if (!KEPT.has(name) && !isOwn) Reflect.deleteProperty(on, name);
      else if (on === self) Object.defineProperty(on, name, { enumerable: false });
    }
  const put = (name: PropertyKey, how: PropertyDescriptor) =>
    Object.defineProperty(self, name, { configurable: true, ...how });
  for (const name of words(SHOWN)) put(name, described(name));
  for (const name of ["setTimeout", "setImmediate"]) promised(name, builtin);
  put(Symbol.toStringTag, { value: "global" });
  put("constructor", { value: Object, writable: true });
}

/** As values, or as functions that give and take one: as Node has each. */
function described(name: string): PropertyDescriptor {
  let value: unknown = Reflect.get(self, name);
  Reflect.deleteProperty(self, name); // the last one put is shown last
  if (typeof value === "function") Object.defineProperty(value, "name", { value: name, configurable: true });
  const get = () => value;
  const set = (other: unknown) => void (value = other);
  if (name === "crypto") return { get, enumerable: true };
  if (["atob", "btoa", "performance"].includes(name)) return { get, set, enumerable: true };
  return { value, writable: true, enumerable: true };
}

/** What util.promisify makes of it. */
function promised(name: string, builtin: Builtin): void {
  const get = () => Reflect.get(builtin("timers/promises") ?? {}, name) as unknown;
  const on = Reflect.get(self, name) as object;
  Object.defineProperty(on, Symbol.for("nodejs.util.promisify.custom"), { get, enumerable: true });
}
