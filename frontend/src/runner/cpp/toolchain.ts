// From C++ source to a WebAssembly module: how clang and its linker are called, wherever they run.
// Nothing here knows of workers, pages or the network, so tests can use it in Node.

import type { Program } from "../program";
import { insteadOf } from "./absent";
import { shortened } from "./errors";
import { moreHeaders } from "./headers";
import { NAMES, namesHeader, takenIn, withNames, withoutNames } from "./names";
import { asRefused, asTaken } from "./refused";

/** Files by name, directories as nested trees: the file system that clang sees. */
export interface Tree {
  [name: string]: Tree | string | Uint8Array;
}

interface RunOptions {
  stdout: (bytes: Uint8Array | null) => void;
  stderr: (bytes: Uint8Array | null) => void;
  decodeASCII: boolean;
  synchronously: boolean;
  fetchProgress: () => void;
}

/** The part of @yowasp/clang that is used: one call is one process, which throws an Exit if its code is not 0. */
export interface Llvm {
  runLLVM(args: string[], files: Tree, options: RunOptions): Tree | Promise<Tree>;
}

/** Before the first run: without arguments the compiler only loads its files. */
export async function load(llvm: Llvm): Promise<void> {
  const only = llvm as unknown as { runLLVM(args: null, files: Tree, options: Partial<RunOptions>): Promise<void> };
  await only.runLLVM(null, {}, { fetchProgress: () => {} });
}

/** What scripts/cpp.mjs builds besides the compiler, by name. */
export interface Parts {
  /** The command lines, as clang's driver gave them at build time; `plain` compiles without the precompiled header. */
  commands: { compile: string[]; plain: string[]; link: string[] };
  /** Which names which headers of g++ bring: native/gnu/names.txt. */
  names: string;
  /** Object files of the exception runtime, the precompiled header, and a folder of headers. */
  files: Tree;
}

export type Built = { kind: "built"; program: Uint8Array; warnings: string } | { kind: "refused"; errors: string };

/**
 * A null pointer ends the program instead of reading address 0, and a division by zero ends it wherever the compiler
 * knows the divisor; recursion stays recursion, and what overflows goes around, as in a build to debug.
 */
const CHECKS = [
  ...["-fsanitize=null,integer-divide-by-zero", "-fsanitize-trap=null", "-fsanitize-minimal-runtime"],
  ...["-fno-optimize-sibling-calls", "-fwrapv"],
];

/**
 * Of what clang warns of by itself, that of which g++ -Wall does too: its own opinions (unqualified move, arrays of a
 * length that is known later) look like mistakes to people who have never seen them. Narrowing: see refused.ts.
 */
const WARNINGS = [
  "no-everything",
  ...["#warnings", "array-bounds", "constant-conversion", "deprecated-declarations", "division-by-zero", "format"],
  ...["delete-abstract-non-virtual-dtor", "delete-non-abstract-non-virtual-dtor"],
  ...["c++11-narrowing", "no-error=c++11-narrowing"],
  ...["integer-overflow", "macro-redefined", "memset-transposed-args", "nonnull", "nontrivial-memcall"],
  ...["parentheses", "return-stack-address", "return-type", "shift-count-negative", "shift-count-overflow"],
  ...["sizeof-pointer-memaccess", "switch", "tautological-compare", "unused-comparison", "writable-strings"],
].map((name) => `-W${name}`);
/** libc++ marks nearly all that it returns: what must be taken is said where the program marks something itself. */
const MARKED = /\bnodiscard\b/;

/** As the recorded command lines name what is compiled and linked. */
const MAIN = "main.cpp";
const OBJECT = "main.o";
const PROGRAM = "main.wasm";

/** A translation unit, whatever its folder. */
const UNIT = /\.(cpp|cc|cxx)$/i;
const MOST_UNITS = 12;

/**
 * The precompiled header declares more than the program included, which `using namespace std` may run into. Such errors
 * are tried again with the names that g++ would show, and then without the header: slower, for what is outside of `std`.
 */
const MAY_BE_OURS = /\bambiguous\b|\bredefinition\b|\bconflict/;

const noMain = (entry: string) => `${entry}: there is no main function: a program begins with int main() { ... }\n`;

/** `long` alone, in code; not `long long` or `long double`. */
const NARROW = /^(?![^\S\r\n]*(?:\/\/|\*)).*(?<!\blong\s+)\blong\b(?!\s+(?:long|double)\b)/m;
/** Without comments at the ends of lines, and with empty texts: words in them are nobody's types. */
const codeOf = (source = "") => source.replaceAll(/"(?:[^"\\\n]|\\.)*"|\/\/.*/g, '""');
const narrowLong = (path: string) =>
  `${path}: long has 32 bits here, as on Windows: write long long for numbers above 2147483647\n`;

const SHARED = /^(?![^\S\r\n]*(?:\/\/|\*)).*\bthread_local\b/m;
const sharedByThreads = (path: string) =>
  `${path}: thread_local is one for all threads here, so they see each other's value\n`;

/** Linked into programs that name them only. */
const SELDOM_LINKED = ["filesystem", "regex"];

/** setjmp needs a pass of the compiler more. */
const JUMPS = /\bsetjmp\b/;

/** Objects of the last program by their sources: what has not changed since is not compiled again. */
export type Objects = Map<string, { of: string; object: Uint8Array; messages: string }>;

/** Never throws for a mistake in a source; throws if the compiler itself breaks. */
export async function build(llvm: Llvm, parts: Parts, program: Program, kept: Objects = new Map()): Promise<Built> {
  const paths = Object.keys(program.files).filter((path) => UNIT.test(path));
  if (!paths.includes(program.entry)) paths.unshift(program.entry);
  if (paths.length > MOST_UNITS) {
    const errors = `A program has at most ${MOST_UNITS} files to compile; this one has ${paths.length}.\n`;
    return { kind: "refused", errors };
  }
  const others = Object.entries(program.files).filter(([path]) => !paths.includes(path));
  const headers = others.map((other) => other.join("\n")).join("\n");
  const files = withFiles(parts.files, program.files);
  const objects: [name: string, object: Uint8Array][] = [];
  let messages = "";
  let refused = false;
  for (const path of paths) {
    const of = `${program.files[path]}\0${headers}`;
    let made = kept.get(path);
    if (made?.of !== of) {
      const compiled = await compile(llvm, parts, { path, files, texts: program.files, of });
      made = compiled.object && { of, object: compiled.object, messages: compiled.messages };
      if (!made) messages += compiled.messages;
    }
    if (made) {
      kept.set(path, made);
      objects.push([objectOf(path), made.object]);
      messages += made.messages;
    } else {
      kept.delete(path);
      refused = true;
    }
  }
  for (const path of kept.keys()) if (!paths.includes(path)) kept.delete(path);
  if (refused) return { kind: "refused", errors: messages + insteadOf(messages) };
  if (!paths.some((path) => /\bmain\b/.test(program.files[path] ?? "")))
    return { kind: "refused", errors: noMain(program.entry) };
  const whole = [headers, ...paths.map((path) => program.files[path])].join("\n");
  const leftOut = SELDOM_LINKED.filter((name) => !whole.includes(name)).map((name) => `${name}.cpp.o`);
  const command = parts.commands.link
    .filter((word) => !leftOut.includes(word))
    .flatMap((word) => (word === OBJECT ? objects.map(([name]) => name) : [word]));
  const linked = await call(llvm, command, withFiles(parts.files, Object.fromEntries(objects)));
  const wasm = linked.files?.[PROGRAM];
  const narrow = paths.find((path) => NARROW.test(codeOf(program.files[path])));
  const shared = paths.find((path) => SHARED.test(program.files[path] ?? ""));
  messages += (narrow === undefined ? "" : narrowLong(narrow)) + (shared === undefined ? "" : sharedByThreads(shared));
  messages += linked.messages;
  if (!(wasm instanceof Uint8Array)) return { kind: "refused", errors: messages };
  return { kind: "built", program: wasm, warnings: messages };
}

/** `of`: all that it may include. A program of one file is compiled as that file alone. */
async function compile(
  llvm: Llvm,
  parts: Parts,
  given: { path: string; files: Tree; texts: Program["files"]; of: string },
): Promise<{ object?: Uint8Array; messages: string }> {
  const { path, of } = given;
  let { files, texts } = given;
  const more = [
    ...CHECKS,
    ...WARNINGS,
    MARKED.test(of) ? "-Wunused-result" : "-Wno-unused-result",
    ...(JUMPS.test(of) ? ["-mllvm", "-wasm-enable-sjlj"] : []),
    ...(Object.keys(texts).length === 1 ? [] : ["-iquote", "."]),
  ];
  const named = (command: string[]) =>
    command.map((word) => (word === MAIN ? path : word === OBJECT ? objectOf(path) : word));
  const { plain, compile: usual } = parts.commands;
  const compileBy = (command: string[], shown = files) => {
    const headers = [...moreHeaders(of, command === plain), ...(shown === files ? [] : ["-include", NAMES])];
    return call(llvm, [...named(command), ...more, ...headers], shown);
  };
  let compiled = await compileBy(usual);
  const taken = compiled.files === null ? asTaken(texts, compiled.messages) : null;
  if (taken) {
    texts = taken;
    files = withFiles(files, taken);
    compiled = await compileBy(usual);
  }
  const isOurs = () => compiled.files === null && MAY_BE_OURS.test(compiled.messages);
  if (isOurs()) {
    const own = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, withNames(text)]));
    const shown = () => withFiles(files, { ...own, [NAMES]: namesHeader(parts.names, of, takenIn(compiled.messages)) });
    compiled = await compileBy(usual, shown());
    if (isOurs() && !/\bambiguous\b/.test(compiled.messages)) compiled = await compileBy(plain, shown());
    compiled.messages = withoutNames(compiled.messages);
  }
  const refused = asRefused(texts, compiled.messages);
  if (refused !== null) compiled = { files: null, messages: refused };
  const object = objectOf(path)
    .split("/")
    .reduce<Tree[string] | undefined>(
      (tree, name) => (typeof tree === "object" && !(tree instanceof Uint8Array) ? tree[name] : undefined),
      compiled.files ?? undefined,
    );
  return { messages: shortened(compiled.messages), ...(object instanceof Uint8Array ? { object } : {}) };
}

/** Files of one name and two endings are two objects. */
const objectOf = (path: string) => (/\.cpp$/i.test(path) ? path.replace(UNIT, ".o") : `${path}.o`);

/** The tree with files in it, by their paths; what is given stays as it is. */
export function withFiles(tree: Tree, files: Readonly<Record<string, string | Uint8Array>>): Tree {
  const whole = { ...tree };
  const copied = new Set<Tree>();
  for (const [path, content] of Object.entries(files)) {
    const folders = path.split("/");
    const name = folders.pop() ?? path;
    let folder = whole;
    for (const part of folders) {
      const found = folder[part];
      const isFolder = typeof found === "object" && !(found instanceof Uint8Array);
      const own: Tree = isFolder && copied.has(found) ? found : { ...(isFolder ? found : {}) };
      copied.add(own);
      folder = folder[part] = own;
    }
    folder[name] = content;
  }
  return whole;
}

async function call(llvm: Llvm, command: string[], files: Tree): Promise<{ files: Tree | null; messages: string }> {
  const decoder = new TextDecoder();
  let messages = "";
  const print = (bytes: Uint8Array | null): void => {
    if (bytes) messages += decoder.decode(bytes, { stream: true });
  };
  const options = { stdout: print, stderr: print, decodeASCII: false, synchronously: true, fetchProgress: () => {} };
  try {
    return { files: await llvm.runLLVM(command, files, options), messages };
  } catch (error) {
    if (error instanceof Error && "code" in error && "files" in error) return { files: null, messages };
    throw error;
  }
}
