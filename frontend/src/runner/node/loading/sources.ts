// The files of a JavaScript program: found by the names that its other files have for them, and compiled once.

import { parse } from "es-module-lexer/minimal/js";

import type { Program } from "../../program";
import { HOME } from "../process";
import type { Place, Source } from "./traces";

/** A file as JavaScript. Throws a CompileError. */
export type Compile = (path: string, text: string) => { code: string; locate(place: Place): Place };

/** A file that does not compile; `report` is all that is to be said of it. */
export class CompileError extends SyntaxError {
  constructor(
    message: string,
    readonly report: string,
  ) {
    super(message);
  }
}

/** Tried in this order when no file has the name as it is written. */
const ENDINGS = [".js", ".mjs", ".cjs", ".json", ".ts", "/index.js", "/index.ts"];

export class Sources {
  readonly #made = new Map<string, Source>();
  /** The text of a file that the program wrote itself. */
  written: (path: string) => string | null = () => null;

  constructor(
    readonly program: Program,
    readonly compile: Compile,
  ) {}

  /** The file with which the program begins. */
  get entry(): Source {
    return this.get(this.program.entry);
  }

  get(path: string): Source {
    const known = this.#made.get(path);
    if (known) return known;
    const text = this.program.files[path] ?? this.written(path) ?? "";
    const source = { path, text, ...this.compile(path, text) };
    this.#made.set(path, source);
    return source;
  }

  /** The path of what a file calls by a name like `./util.js`; null if there is none. */
  find(name: string, from: string): string | null {
    const parts = name.startsWith("/") || name.startsWith("file:") ? [] : from.split("/").slice(0, -1);
    for (const part of withoutHome(name).split("/")) {
      if (part === ".." && parts.pop() === undefined) return null;
      if (part && part !== "." && part !== "..") parts.push(part);
    }
    const path = parts.join("/");
    const inTypeScript = path.replace(/\.([cm]?)js$/, ".$1ts");
    const tried = [path, inTypeScript, ...ENDINGS.map((ending) => (path ? path + ending : ending.slice(1)))];
    const own = tried.find((path) => Object.hasOwn(this.program.files, path));
    return own ?? tried.find((path) => this.written(path) !== null) ?? null;
  }
}

function withoutHome(name: string): string {
  const path = name.startsWith("file:") ? decodeURIComponent(name.replace(/^file:\/\//, "")) : name;
  return path.startsWith(`${HOME}/`) ? path.slice(HOME.length) : path;
}

/** What names a file rather than a package. */
export const isFileName = (name: string) => /^(\.{1,2}(\/|$)|\/|file:)/.test(name);

/** An export of nothing, which says only that this is a module. */
const EMPTY = /^export\s*\{\s*\}/m;

export type Kind = "module" | "script" | "json";

/** As Node decides it: by the ending, else by whether it has imports or exports. */
export function kindOf({ path, code }: Source): Kind {
  if (path.endsWith(".json")) return "json";
  if (/\.m[jt]s$/.test(path)) return "module";
  if (/\.c[jt]s$/.test(path)) return "script";
  try {
    const [imports, exports] = parse(code);
    const isModule = exports.length > 0 || imports.some(({ d: dynamic }) => dynamic < 0) || EMPTY.test(code);
    return isModule ? "module" : "script";
  } catch {
    return /^[^\S\r\n]*(import\s*[\w{*"']|export\s)/m.test(code) ? "module" : "script"; // whoever parses it next says where
  }
}
