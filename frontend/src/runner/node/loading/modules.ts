// Scripts that require each other, as in Node: whose modules are in the library; of others nothing is here.

import { HOME } from "../process";
import { isFileName, kindOf, type Sources } from "./sources";
import type { Source } from "./traces";

/** Loads one of Node's modules; undefined if Node has none of this name. */
export type Builtin = (name: string) => object | undefined;

/** The function that Node makes of a script. */
export type Main = (exports: unknown, require: unknown, module: object, filename: string, dirname: string) => void;

const NPM =
  "Packages of npm do not run here, only what comes with Node itself. Write the part that you need into this file.";
const FILES = "This program has no such file.";

/** What is missing, as Node says it, and what to do instead. `stack`: who asks for it, and who asked for that. */
export function missing(name: string, kind: "require" | "import", ...stack: string[]): Error {
  const isFile = isFileName(name) || /^https?:/.test(name);
  const what = kind === "import" && !isFile ? "package" : "module";
  const from = kind === "import" ? ` imported from ${stack[0]}` : `\nRequire stack:\n- ${stack.join("\n- ")}`;
  const error = new Error(`Cannot find ${what} '${name}'${from}\n${isFile ? FILES : NPM}`);
  if (kind === "import") return Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
  return Object.assign(error, { code: "MODULE_NOT_FOUND", requireStack: stack });
}

export interface Module {
  id: string;
  path: string;
  exports: unknown;
  filename: string;
  loaded: boolean;
  children: Module[];
  paths: string[];
  require?: unknown;
}

export class Scripts {
  readonly main: Module;
  readonly #cache: Record<string, Module> = {};

  constructor(
    readonly sources: Sources,
    readonly builtin: Builtin,
    readonly compile: (source: Source) => Main,
  ) {
    const { entry } = sources.program;
    sources.written = (path) => writtenText(builtin, path);
    this.main = this.#module(entry, [entry], ".");
    this.#cache[this.main.filename] = this.main;
  }

  /** What a script has for others; it runs when it is first asked for. */
  load(path: string, stack: string[]): unknown {
    const known = this.#cache[`${HOME}/${path}`];
    if (known) return known.exports;
    const source = this.sources.get(path);
    const kind = kindOf(source);
    if (kind === "module") throw requiredModule(path, stack[0] ?? "");
    const module = this.#module(path, [path, ...stack]);
    this.#cache[module.filename] = module;
    try {
      if (kind === "json") module.exports = parsed(source);
      else run(this.compile(source), module);
    } catch (error) {
      Reflect.deleteProperty(this.#cache, module.filename);
      throw error;
    }
    module.loaded = true;
    return module.exports;
  }

  /** The module `module`: modules that are imported make their own `require`. */
  readonly module = {
    createRequire: (from: string | URL) => {
      const path = decodeURI(String(from)).replace(/^file:\/\//, "");
      const own = path.startsWith(`${HOME}/`) ? path.slice(HOME.length + 1) : this.sources.program.entry;
      return this.#requireFor(own, [own]);
    },
    isBuiltin: (name: string) => this.builtin(name) !== undefined,
  };

  #module(path: string, stack: string[], id = `${HOME}/${path}`): Module {
    const filename = `${HOME}/${path}`;
    const folder = filename.slice(0, filename.lastIndexOf("/"));
    const module: Module = { id, path: folder, exports: {}, filename, loaded: false, children: [], paths: [] };
    module.require = this.#requireFor(path, stack);
    return module;
  }

  #requireFor(from: string, stack: string[]): unknown {
    const { builtin } = this;
    const pathOf = (name: string) => (isFileName(name) ? this.sources.find(name, from) : null);
    const require = (name: string) => {
      const path = pathOf(name);
      if (path !== null) return this.load(path, stack);
      const found = builtin(name);
      if (!found) throw missing(name, "require", ...stack);
      return found;
    };
    const resolve = (name: string) => {
      const path = pathOf(name);
      if (path === null && !builtin(name)) throw missing(name, "require", ...stack);
      return path === null ? name : `${HOME}/${path}`;
    };
    const more = { cache: this.#cache, extensions: {}, resolve };
    return Object.defineProperty(Object.assign(require, more), "main", { get: () => this.main, enumerable: true });
  }
}

/** What a program wrote to a file; null if there is none. */
function writtenText(builtin: Builtin, path: string): string | null {
  try {
    const fs = builtin("fs") as { readFileSync(path: string, encoding: string): string };
    return fs.readFileSync(`${HOME}/${path}`, "utf8");
  } catch {
    return null;
  }
}

/** What a script finds under names of its own. */
export const namesOf = (module: Module) => {
  const { exports, filename, path, require } = module;
  return { require, module, exports, __filename: filename, __dirname: path };
};

/** A module that asks for a name which only scripts have is told so. */
export function ofScripts(error: unknown): unknown {
  const [said, name] = (error instanceof ReferenceError && NAMES_OF_SCRIPTS.exec(error.message)) || [];
  if (said === undefined) return error;
  const told = `${said} in ES module scope${name === "require" ? ", you can use import instead" : ""}`;
  const stack = String((error as Error).stack).replace(said, told);
  return Object.assign(error as Error, { message: told, stack });
}

const NAMES_OF_SCRIPTS = /^(require|module|exports|__filename|__dirname) is not defined$/;

/** Calls a script's function as Node does. */
export function run(main: Main, module: Module): void {
  main.call(module.exports, module.exports, module.require, module, module.filename, module.path);
}

function requiredModule(path: string, from: string): Error {
  const what = `${path} has imports or exports, so ${from} cannot require() it`;
  return Object.assign(new Error(`${what}: write import instead, or module.exports in ${path}.`), {
    code: "ERR_REQUIRE_ESM",
  });
}

function parsed({ path, text }: Source): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof Error) error.message = `${HOME}/${path}: ${error.message}`;
    throw error;
  }
}
