// Traces of errors that name the program's own lines, and the report of an error that nobody caught, as Node writes it.

import { inspect } from "node-inspect-extracted";

import { addEmission, isEmitted, withoutOwn } from "../streams/emission";
import { showHidden } from "./hidden";
import { wrongJson } from "./json";

export interface Place {
  line: number;
  column: number;
}

/** A file of the program, and where its places are in what was written. */
export interface Source {
  /** What errors call it. */
  path: string;
  /** As it was written. */
  text: string;
  /** As it runs. */
  code: string;
  /** From a place in `code` to one in `text`. */
  locate(place: Place): Place;
}

/** A place in a file. */
export interface Spot extends Place {
  source: Source;
}

/** Where code runs from, by its address. */
type Addresses = Map<string, (place: Place) => Spot>;

/** What Node calls a text that JSON.parse was given. */
export const OF_JSON = "<anonymous_script>";

interface Site {
  toString(): string;
  isAsync?(): boolean;
  isConstructor?(): boolean;
  isToplevel?(): boolean;
  getTypeName?(): string | null;
  getFunctionName?(): string | null;
  getMethodName?(): string | null;
  getEnclosingLineNumber?(): number;
  getEnclosingColumnNumber?(): number;
}

/** Code that is in no function, before it waited: a module's. */
const isTop = (site: Site) =>
  !String(site).startsWith("async ") &&
  !site.getFunctionName?.() &&
  site.getEnclosingLineNumber?.() === 1 &&
  site.getEnclosingColumnNumber?.() === 1;

/** Node's engine names these by what they are called as, too. */
const ACCESSOR = /^((?:async )?(?:get|set) (\S+)) \(/;

/** … and these by what a class is to it. */
const BUILT_IN_STATIC =
  /^(?:Array|Object|String|Symbol|BigInt)\.((?:from|of|keys|values|entries|assign|fromEntries|definePropert(?:y|ies)|create|setPrototypeOf|freeze|raw|keyFor|as(?:Int|Uint)N) \(<anonymous>\))/;

/** Node names each frame of what was compiled, with a source map. */
function nameOf(site: Site): string {
  const how = site.isAsync?.() ? "async " : site.isConstructor?.() ? "new " : "";
  const on = site.isToplevel?.() ? null : site.getTypeName?.();
  return `${how}${on ? `${on}.` : ""}${(site.getFunctionName?.() ?? site.getMethodName?.()) || "<anonymous>"}`;
}

/** Made by the engine as an error, not only with an error's prototype. */
export const isNative = (value: unknown): value is Error =>
  value instanceof Error &&
  (Object.prototype.toString.call(value) === "[object Error]" ||
    (Symbol.toStringTag in value && !(value instanceof DOMException)));

export class Traces {
  readonly #addresses: Addresses = new Map();

  readonly #sources = new Map<string, Source>();

  /** Each `throw` of the program gives its error to the setter of its number. */
  readonly throws = {};
  #countOfThrows = 0;
  /** Frames of what modules do at their top level. */
  readonly #tops = new Set<string>();
  readonly #thrown = new WeakMap<Error, () => Spot>();

  constructor() {
    const prepare = (error: unknown, sites: Site[]) =>
      [headOf(error), ...sites.map((site) => this.#frame(site)).filter((frame) => frame !== null)].join("\n");
    if ("captureStackTrace" in Error) Object.assign(Error, { prepareStackTrace: prepare });
    showHidden((frame) => this.#tops.has(frame));
  }

  /** What runs from this address is a file of the program; `back` goes to the place in its code. */
  add(address: string, source: Source, back: (place: Place) => Place): void {
    this.#sources.set(source.path, source);
    this.#addresses.set(address, (place) => ({ ...source.locate(back(place)), source }));
  }

  /** The number of a `throw` that stands at this index of the code. */
  addThrow(source: Source, index: number): number {
    const spot = () => ({ ...source.locate(placeIn(source.code, index)), source });
    let isOwn: boolean | null = null;
    const set = (error: unknown) => {
      if (error instanceof Error && (isOwn ??= isWritten(spot()))) this.#thrown.set(error, spot);
    };
    this.#countOfThrows += 1;
    Object.defineProperty(this.throws, this.#countOfThrows, { set });
    return this.#countOfThrows;
  }

  /** What is left to say of the error is where it was made. */
  forgetThrow(error: unknown): void {
    if (error instanceof Error) this.#thrown.delete(error);
  }

  /** Null for what is not of the program. */
  spot(address: string, place: Place): Spot | null {
    return this.#addresses.get(address)?.(place) ?? null;
  }

  /** Null: a frame of the runtime's own. */
  #frame(site: Site): string | null {
    const written = String(site);
    const found = /(blob:.*?):(\d+):(\d+)\)?$/.exec(written);
    const [, address = "", line, column] = found ?? [];
    if (!found) return written.includes("://") ? null : `    at ${written.replace(BUILT_IN_STATIC, "Function.$1")}`;
    const at = this.spot(address, { line: Number(line), column: Number(column) });
    if (!at) return null;
    const place = `${at.source.path}:${at.line}:${at.column}`;
    const isCompiled = /\.[cm]?ts$/.test(at.source.path);
    const named = written.replace(ACCESSOR, "$1 [as $2] (").replace(`${address}:${line}:${column}`, place);
    const frame = `    at ${isCompiled ? `${nameOf(site)} (${place})` : named}`;
    if (isTop(site)) this.#tops.add(frame);
    return frame;
  }

  /** The first of the program's places in an error's trace; of JSON that does not parse, the one in it. */
  topOf(error: unknown): Spot | null {
    if (!(error instanceof Error)) return null;
    const wrong = wrongJson(error);
    if (wrong)
      return { ...wrong, source: { path: OF_JSON, text: wrong.text, code: wrong.text, locate: (place) => place } };
    const [first] = /^ {4}at .*$/m.exec(String(error.stack)) ?? [];
    if (first?.startsWith("    at async ")) return null; // the runtime made it
    for (const [, path = "", line, column] of String(error.stack).matchAll(
      /^ {4}at (?:.*\()?(.+?):(\d+):(\d+)\)?$/gm,
    )) {
      const source = this.#sources.get(path);
      if (source) return { source, line: Number(line), column: Number(column) };
    }
    return null;
  }

  /** Where an error was thrown last; null if an emitter threw it. */
  thrownAt(error: unknown): Spot | null {
    if (isEmitted(error)) return null;
    return (error instanceof Error && this.#thrown.get(error)?.()) || this.topOf(error);
  }

  /** What Node writes of an error that nobody caught, thrown at `place`. */
  report(error: unknown, place: Spot | null): string {
    const isError = error instanceof Error;
    const where = place ? `${this.excerpt(place, 1)}\n${isNative(error) ? "\n" : ""}` : "";
    const isOfText = error instanceof EvalError && POLICY.test(error.message);
    if (isError) addEmission(error);
    const told = typeof error === "string" ? error : withoutOwn(inspect(error, isError ? UNCAUGHT : {}));
    return `${where}${isOfText ? told.replace(POLICY, "code from text is refused") : told}\n${isOfText ? CODE_OF_TEXT : ""}`;
  }

  /** The file and line, what stands there, and a mark below it. */
  excerpt({ source, line, column }: Spot, width: number): string {
    const text = source.text.split("\n")[line - 1] ?? "";
    const before = text.slice(0, column - 1).replace(/[^\t]/g, " ");
    const mark = width > 0 && column > text.length ? "" : `\n${before}${"^".repeat(width)}`; // none where nothing stands
    return `${source.path}:${line}\n${text}${mark}`;
  }
}

/** Node looks deeper into what ends a program, and asks nothing of it. */
const UNCAUGHT = { customInspect: false, depth: 5 };

/** Else a function that the compiler put there throws it again. */
const isWritten = ({ source, line }: Spot) => source.text.split("\n")[line - 1]?.includes("throw") ?? false;

function placeIn(code: string, index: number): Place {
  const lines = code.slice(0, index).split("\n");
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}

const POLICY = /Evaluating a string .*Content Security Policy.*\n?/;
const CODE_OF_TEXT =
  "eval() and new Function() do not run here. JSON.parse reads data; a few lines of a parser read formulas.\n";

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return "Error";
  }
}
