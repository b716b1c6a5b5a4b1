// Imports between the files of a program: browsers know no names of modules, so each name becomes the address of one.

import { parse } from "es-module-lexer/minimal/js";

import { Edits } from "./edits";
import { missing, type Builtin } from "./modules";
import { HOME } from "../process";
import { isFileName, kindOf, type Sources } from "./sources";
import { hideIn, throwsIn } from "./throws";
import type { Place, Source, Spot, Traces } from "./traces";

/** What the rewritten code calls, by the key under which it is among the globals. */
export interface Linked {
  /** One of Node's modules. */
  (name: string): unknown;
  /** A script of the program. */
  script(path: string): unknown;
  /** A dynamic import. */
  load(from: string, name: unknown): Promise<unknown>;
  meta(path: string): object;
  /** Takes what a `throw` throws, by its number. */
  throws: object;
}

/** How a file runs, and where a place in that is in the file's code. */
export interface Rewritten {
  code: string;
  back(place: Place): Place;
}

interface Import {
  source: Source;
  address: string;
  from: number;
  to: number;
}

export class Linker {
  /** All that was linked, a file after what it imports. */
  readonly linked: Source[] = [];
  readonly #addresses = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #imports: Import[] = [];
  readonly #linking: string[] = [];

  constructor(
    readonly sources: Sources,
    readonly traces: Traces,
    readonly builtin: Builtin,
    readonly key: string,
  ) {
    hideIn(new RegExp(` globalThis\\["${key}"\\]\\.throws\\[\\d+\\] =`, "g"));
  }

  /** The code with addresses for names, and with each `throw` telling what it throws; a script begins with `before`. */
  rewrite(source: Source, before = ""): Rewritten {
    const { code, path } = source;
    let imports: ReturnType<typeof parse>[0];
    let throws: number[];
    try {
      [imports] = parse(code);
      throws = throwsIn(code);
    } catch {
      [imports, throws] = [[], []]; // whoever parses it next says where
    }
    this.#linking.push(path);
    try {
      return this.#edited(source, before, imports, throws);
    } finally {
      this.#linking.pop();
      this.linked.push(source);
    }
  }

  #edited(source: Source, before: string, imports: ReturnType<typeof parse>[0], throws: number[]): Rewritten {
    const { code, path } = source;
    const call = `globalThis[${JSON.stringify(this.key)}]`;
    const edits: Parameters<Edits["put"]>[] = [];
    const put = (...edit: Parameters<Edits["put"]>) => edits.push(edit);
    put(0, 0, before);
    if (before && code.startsWith("#!")) put(0, 2, "//");
    for (const { n: name, s: start, e: end, ss: from, se: to, d: dynamic, a: attributes } of imports) {
      if (dynamic === -2) put(from, to, `${call}.meta(${JSON.stringify(path)})`);
      else if (dynamic >= 0) put(from, dynamic + 1, `${call}.load(${JSON.stringify(path)},`);
      else if (name !== undefined) {
        const address = this.#addressIn(path, name);
        this.#imports.push({ source, address, from, to });
        put(start, end, address);
        if (attributes >= 0) put(end + 1, to, ""); // JSON comes as a module of JavaScript
      }
    }
    for (const at of throws) {
      const end = at + "throw".length;
      put(end, end, ` ${call}.throws[${this.traces.addThrow(source, at)}] =`);
    }
    const all = new Edits(code);
    for (const edit of edits.sort(([one], [other]) => one - other)) all.put(...edit);
    return { code: all.rewritten, back: (place) => all.back(place) };
  }

  addressOfModule(source: Source): string {
    const { code, back } = this.rewrite(source);
    const address = addressOf(code);
    this.traces.add(address, source, back);
    return address;
  }

  async load(from: string, name: unknown): Promise<unknown> {
    return import(/* @vite-ignore */ this.#addressIn(from, String(name)));
  }

  /** A browser's sentence about a module, with the name that the program has for it. */
  named(message: string): string {
    return message.replace(/blob:[^'"\s]+/g, (address) => this.#names.get(address) ?? address);
  }

  /** Where something is imported that a browser's sentence says is not there. */
  importOf(message: string): (Spot & { width: number }) | null {
    const [, address, name] = /'(blob:[^']+)' does not provide an export named '([^']+)'/.exec(message) ?? [];
    if (address === undefined || name === undefined) return null;
    for (const { source, from, to, ...one } of this.#imports) {
      if (one.address !== address) continue;
      const word = new RegExp(`(?<![\\w$])${name.replace(/\$/g, "\\$")}(?![\\w$])`).exec(source.code.slice(from, to));
      if (!word && name !== "default") continue;
      const lines = source.code.slice(0, from + (word?.index ?? "import ".length)).split("\n");
      const place = source.locate({ line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 });
      return { source, ...place, width: word?.[0].length ?? 1 };
    }
    return null;
  }

  #addressIn(from: string, name: string): string {
    const address = this.#addressOf(from, name);
    this.#names.set(address, name);
    return address;
  }

  #addressOf(from: string, name: string): string {
    if (/^(blob|data):/.test(name)) return name;
    if (!isFileName(name)) {
      const found = this.builtin(name);
      if (!found) throw missing(name, "import", from);
      return this.#kept(`node:${name.replace(/^node:/, "")}`, () => passOn(Object.keys(found), this.#call("", name)));
    }
    const path = this.sources.find(name, from);
    if (path === null) throw missing(name, "import", from);
    const at = this.#linking.indexOf(path);
    if (at >= 0) throw circle([...this.#linking.slice(at), path]);
    return this.#kept(path, () => this.#moduleOf(this.sources.get(path)));
  }

  /** An address that is made once. */
  #kept(name: string, make: () => string): string {
    const known = this.#addresses.get(name);
    if (known !== undefined) return known;
    const address = make();
    this.#addresses.set(name, address);
    return address;
  }

  #moduleOf(source: Source): string {
    const kind = kindOf(source);
    if (kind === "module") return this.addressOfModule(source);
    return passOn(kind === "json" ? [] : exportsOf(source.code), this.#call(".script", source.path));
  }

  #call(part: string, name: string): string {
    return `globalThis[${JSON.stringify(this.key)}]${part}(${JSON.stringify(name)})`;
  }
}

export const metaOf = (path: string) => ({
  ...{ url: `file://${encodeURI(`${HOME}/${path}`)}`, filename: `${HOME}/${path}` },
  dirname: `${HOME}/${path}`.replace(/\/[^/]*$/, ""),
});

function circle(paths: string[]): Error {
  const [first = "", ...rest] = paths;
  const told = `${first} imports ${rest.join(", which imports ")}`;
  return new Error(`Imports in a circle do not run here: ${told}. Move what they share into a file of its own.`);
}

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** A module that has what the expression gives. */
function passOn(names: string[], expression: string): string {
  const named = [...new Set(names)].filter((name) => IDENTIFIER.test(name) && name !== "default");
  const code = [
    `const found = ${expression};`,
    "export default found;",
    ...named.map((name, at) => `const _${at} = found.${name}; export { _${at} as ${name} };`),
  ];
  return addressOf(code.join("\n"));
}

/** The names that a script gives to others, as far as its text says them: what Node does, before it runs. */
function exportsOf(code: string): string[] {
  const single = [...code.matchAll(/\bexports\.([\p{L}_$][\p{L}\p{N}_$]*)\s*=(?!=)/gu)].map(([, name]) => name ?? "");
  const [, whole = ""] = /\bmodule\.exports\s*=\s*\{([^{}]*)/.exec(code) ?? [];
  return [...single, ...whole.split(",").map((part) => /^\s*([\p{L}_$][\p{L}\p{N}_$]*)/u.exec(part)?.[1] ?? "")];
}

export function addressOf(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}
