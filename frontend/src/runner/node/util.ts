// The module util.

import { Buffer } from "buffer";
import { format, formatWithOptions, inspect, stripVTControlCharacters } from "node-inspect-extracted";

import { makeParseArgs } from "./arguments";
import { wrongType } from "./errors";
import type { Process } from "./process";
import { isDeepEqual } from "./testing/equality";

type Callback = (error: unknown, value?: unknown) => void;
type Plain = (...values: unknown[]) => unknown;

const custom = Symbol.for("nodejs.util.promisify.custom");

function promisify(call: Plain): Plain {
  if (typeof call !== "function") throw wrongType("original", "of type function", call, promisify);
  const own = Reflect.get(call, custom) as Plain | undefined;
  if (own) return own;
  const promising = function (this: unknown, ...values: unknown[]) {
    return new Promise((done, failed) => {
      const answer: Callback = (error, value) => (error ? failed(error as Error) : done(value));
      Reflect.apply(call, this, [...values, answer]);
    });
  };
  return Object.defineProperties(promising, Object.getOwnPropertyDescriptors(call));
}

function callbackify(call: (...values: unknown[]) => Promise<unknown>) {
  if (typeof call !== "function") throw wrongType("original", "of type function", call, callbackify);
  const answering = (...values: unknown[]) => {
    const answer = values.pop() as Callback;
    call(...values).then(
      (value) => queueMicrotask(() => answer(null, value)),
      (error: unknown) => queueMicrotask(() => answer(error || falsy(error))),
    );
  };
  return Object.defineProperty(answering, "name", { value: `${call.name}Callbackified` });
}

const program = () => Reflect.get(self, "process") as unknown as Process;

/** Warns at the first call; of what has a code, once a program. */
const warned = new Set<string>();
function deprecate(call: Plain, message: string, code?: string): Plain {
  let hasWarned = false;
  const deprecated = function (this: unknown, ...values: unknown[]): unknown {
    if (!hasWarned && !warned.has(code ?? "")) program().emitWarning(message, "DeprecationWarning", code);
    hasWarned = true;
    if (code) warned.add(code);
    return new.target ? Reflect.construct(call, values, new.target) : Reflect.apply(call, this, values);
  };
  return Object.defineProperties(Object.setPrototypeOf(deprecated, call) as Plain, {
    name: { value: call.name },
    prototype: { value: call.prototype as object },
  });
}

/** What is no error cannot say that something failed. */
const falsy = (reason: unknown) =>
  Object.assign(new Error("Promise was rejected with falsy value"), { code: "ERR_FALSY_VALUE_REJECTION", reason });

const tag = (value: unknown) => Object.prototype.toString.call(value).slice(8, -1);
const is = (name: string) => (value: unknown) => tag(value) === name;
const boxed = (name: string) => (value: unknown) => typeof value === "object" && tag(value) === name;
const isTyped = (value: unknown) => ArrayBuffer.isView(value) && !(value instanceof DataView);

const TYPED = [
  ...[
    "Uint8Array",
    "Uint8ClampedArray",
    "Uint16Array",
    "Uint32Array",
    "Int8Array",
    "Int16Array",
    "Int32Array",
    "Float32Array",
  ],
  ...["Float64Array", "BigInt64Array", "BigUint64Array"],
];

const types = {
  isPromise: (value: unknown) => value instanceof Promise,
  isRegExp: is("RegExp"),
  isDate: is("Date"),
  isMap: (value: unknown) => value instanceof Map,
  isSet: (value: unknown) => value instanceof Set,
  isWeakMap: (value: unknown) => value instanceof WeakMap,
  isWeakSet: (value: unknown) => value instanceof WeakSet,
  isNativeError: (value: unknown) => value instanceof Error,
  isAsyncFunction: is("AsyncFunction"),
  isGeneratorFunction: (value: unknown) => /GeneratorFunction$/.test(tag(value)),
  isGeneratorObject: is("Generator"),
  isTypedArray: isTyped,
  isArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isAnyArrayBuffer: (value: unknown) => value instanceof ArrayBuffer,
  isBoxedPrimitive: (value: unknown) => value instanceof Number || value instanceof String || value instanceof Boolean,
  isProxy: (value: unknown) =>
    (Reflect.get(Proxy, Symbol.for("codesala.proxies")) as WeakSet<object>).has(value as object),
  ...{ isArgumentsObject: is("Arguments"), isMapIterator: is("Map Iterator"), isSetIterator: is("Set Iterator") },
  ...{ isDataView: is("DataView"), isSharedArrayBuffer: is("SharedArrayBuffer"), isNumberObject: boxed("Number") },
  ...{ isStringObject: boxed("String"), isBooleanObject: boxed("Boolean"), isBigIntObject: boxed("BigInt") },
  ...Object.fromEntries(TYPED.map((name) => [`is${name}`, is(name)])),
  ...{ isArrayBufferView: ArrayBuffer.isView, isModuleNamespaceObject: is("Module") },
  isSymbolObject: (value: unknown) => typeof value === "object" && tag(value) === "Symbol",
};

const isOf = (name: string) => (value: unknown) => typeof value === name;
const isObject = (value: unknown) => typeof value === "object" && value !== null;

/** What old programs ask. */
const OLD = {
  ...{ isArray: Array.isArray, isBuffer: Buffer.isBuffer, isDate: types.isDate, isRegExp: types.isRegExp },
  ...{ isBoolean: isOf("boolean"), isNumber: isOf("number"), isString: isOf("string"), isSymbol: isOf("symbol") },
  ...{ isUndefined: isOf("undefined"), isFunction: isOf("function"), isObject, isError: types.isNativeError },
  isNull: (value: unknown) => value === null,
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isPrimitive: (value: unknown) => !isObject(value) && typeof value !== "function",
};

const debuglog = () => Object.assign(() => undefined, { enabled: false });

const COLOURS: Record<string, [number, number]> = {
  ...{ bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27] },
  ...{ black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39] },
  ...{ cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39] },
};

const styleText = (names: string | string[], text: string) =>
  [names].flat().reduce((inner, name) => {
    const [from = 0, to = 0] = COLOURS[name] ?? [];
    return `\u001b[${from}m${inner}\u001b[${to}m`;
  }, text);

// The console is of another script, and shows by the same defaults.
Object.defineProperty(self, Symbol.for("codesala.defaults"), { value: inspect.defaultOptions });

export const util = {
  ...{ inspect, format, formatWithOptions, stripVTControlCharacters, types, styleText },
  promisify: Object.assign(promisify, { custom }),
  callbackify,
  inherits(maker: Plain, parent: Plain) {
    if (typeof maker !== "function") throw wrongType("ctor", "of type function", maker, util.inherits);
    if (typeof parent !== "function") throw wrongType("superCtor", "of type function", parent, util.inherits);
    Object.defineProperty(maker, "super_", { value: parent, writable: true, configurable: true });
    Object.setPrototypeOf(maker.prototype, parent.prototype as object);
  },
  deprecate,
  parseArgs: makeParseArgs(() => program().argv),
  ...{ debuglog, debug: debuglog, ...OLD },
  isDeepStrictEqual: (one: unknown, other: unknown) => isDeepEqual(one, other, true),
  toUSVString: (text: string) => new TextDecoder().decode(new TextEncoder().encode(text)),
  TextEncoder,
  TextDecoder,
};
