// Where a program's modules come from: Node's own are in the library, and nothing else is here.

import { parse } from "es-module-lexer/minimal/js";

import type { Program } from "./traces";

/** Loads one of Node's modules; undefined if Node has none of this name. */
export type Builtin = (name: string) => object | undefined;

const NPM =
  "Packages of npm do not run here, only what comes with Node itself. Write the part that you need into this file.";
const FILES = "There is only this one file here. Put what you need from others into it.";

/** What is missing, as Node says it, and what to do instead. */
export function missing(name: string, kind: "require" | "import", file = "main.js"): Error {
  const isFile = /^(\.{0,2}\/|file:|https?:)/.test(name);
  const what = kind === "import" && !isFile ? "package" : "module";
  const from = kind === "import" ? ` imported from ${file}` : "\nRequire stack:\n- main.js";
  const error = new Error(`Cannot find ${what} '${name}'${from}\n${isFile ? FILES : NPM}`);
  if (kind === "import") return Object.assign(error, { code: "ERR_MODULE_NOT_FOUND" });
  return Object.assign(error, { code: "MODULE_NOT_FOUND", requireStack: ["main.js"] });
}

export function makeRequire(builtin: Builtin, main: object): NodeJS.Require {
  const require = (name: string) => {
    const found = builtin(name);
    if (!found) throw missing(name, "require");
    return found;
  };
  const resolve = (name: string) => {
    if (!builtin(name)) throw missing(name, "require");
    return name;
  };
  return Object.assign(require, { main, cache: {}, extensions: {}, resolve }) as unknown as NodeJS.Require;
}

export interface Rewritten {
  code: string;
  /** It has imports or exports, so Node takes it for a module. */
  isModule: boolean;
}

/** Browsers know no names of modules: each becomes the address of a module that passes on what Node's has. */
export function rewriteImports({ code, file }: Program, builtin: Builtin, key: string): Rewritten {
  let found: ReturnType<typeof parse>;
  try {
    found = parse(code);
  } catch {
    return { code, isModule: /^\s*(import\s*[\w{*"']|export\s)/m.test(code) }; // whoever parses it next says where
  }
  const [imports, exports] = found;
  let rewritten = "";
  let at = 0;
  for (const { n: name, s: start, e: end, d: dynamic } of imports) {
    if (name === undefined || dynamic === -2) continue;
    const isDynamic = dynamic >= 0;
    if (!isDynamic && !isAddress(name) && !builtin(name)) throw missing(name, "import", file);
    const address = addressOf(name, builtin, key);
    rewritten += code.slice(at, start) + (isDynamic ? JSON.stringify(address) : address);
    at = end;
  }
  const isModule = exports.length > 0 || imports.some(({ d: dynamic }) => dynamic < 0);
  return { code: rewritten + code.slice(at), isModule };
}

const addresses = new Map<string, string>();

/** A browser's sentence about a module, with the name that the program has for it. */
export function nameModules(message: string): string {
  return message.replace(/blob:[^'"\s]+/g, (address) => addresses.get(address) ?? address);
}

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

const isAddress = (name: string) => /^(blob|data):/.test(name);

function addressOf(name: string, builtin: Builtin, key: string): string {
  if (isAddress(name)) return name;
  const found = builtin(name);
  const from = `self[${JSON.stringify(key)}](${JSON.stringify(name)})`;
  const names = found ? Object.keys(found).filter((name) => IDENTIFIER.test(name) && name !== "default") : [];
  const code = [
    `const found = ${from};`,
    "export default found;",
    ...names.map((name, at) => `const _${at} = found.${name}; export { _${at} as ${name} };`),
  ];
  const address = URL.createObjectURL(new Blob([code.join("\n")], { type: "text/javascript" }));
  addresses.set(address, name);
  return address;
}
