// Builds what C++ needs besides the compiler: object files of the exception runtime, the precompiled header, and the two
// command lines of a run. All with the compiler of @yowasp/clang itself, so nothing prebuilt is checked in.
// Results are kept in .cache by the hash of everything that goes into them; a second build only reads them.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { changedHeaders } from "./gnu/headers.mjs";

const frontend = fileURLToPath(new URL("../", import.meta.url));
const native = join(frontend, "src/runner/cpp/native");
export const CLANG = join(frontend, "node_modules/@yowasp/clang");
export const CLANG_VERSION = JSON.parse(readFileSync(join(CLANG, "package.json"), "utf8")).version;

const SOURCES = [
  "throwing.cpp",
  "personality.cpp",
  "failing.cpp",
  "threads.cpp",
  "locks.cpp",
  "tag.s",
  "stack.s",
  "formatting.cpp",
  "filesystem.cpp",
  "frees.cpp",
  "nulls.cpp",
  "numbers.cpp",
  "processors.cpp",
  "random.cpp",
  "regex.cpp",
  "errors.cpp",
];
const HEADERS = ["exceptions.hpp", "threads.hpp"];
const EVERYTHING = "everything.hpp";
/** By their paths in /include, which stands before the compiler's own headers. */
const INCLUDED = {
  ...Object.fromEntries([EVERYTHING, "bits/stdc++.h", "__assertion_handler"].map((name) => [name, name])),
  "assert.h": "libc/assert.h",
  "__errno.h": "libc/errno.h",
  "__errno_values.h": "libc/errno_values.h",
  "limits.h": "libc/limits.h",
  "pthread.h": "libc/pthread.h",
  ...Object.fromEntries(
    ["errors", "hash", "numbers", "random", "sizes", "sort", "thrown"].map((name) => [
      `__gnu/${name}.h`,
      `gnu/${name}.h`,
    ]),
  ),
};
export const PRECOMPILED = "everything.pch";

/** The header must be precompiled with the flags of the compile, or clang refuses it. */
const LANGUAGE = ["-std=c++23", "-fwasm-exceptions", "-O1"];
const FLAGS = [
  ...LANGUAGE,
  // Indexing past the end of a vector is a message, not a wrong number: see native/__assertion_handler.
  "-D_LIBCPP_HARDENING_MODE=_LIBCPP_HARDENING_MODE_FAST",
  // What libstdc++ still has, though the language has not: unary_function, bind2nd, auto_ptr, not1; gnu/random.h.
  ...["UNARY_BINARY_FUNCTION", "BINDERS", "AUTO_PTR"].map((name) => `-D_LIBCPP_ENABLE_CXX17_REMOVED_${name}`),
  "-D_LIBCPP_ENABLE_CXX20_REMOVED_NEGATORS",
  // clock(), signal() and getpid() are single-threaded emulations on WASI.
  "-D_WASI_EMULATED_PROCESS_CLOCKS",
  "-D_WASI_EMULATED_SIGNAL",
  "-D_WASI_EMULATED_GETPID",
  "-fno-color-diagnostics",
  "-isystem/include",
];
const LIBRARIES = [
  ...["process-clocks", "signal", "getpid"].map((name) => `-lwasi-emulated-${name}`),
  "-lsetjmp",
  "-lc-printscan-long-double", // without it a program that prints a long double ends
];
const STACK_BYTES = 8 << 20;
/** A larger allocation fails with std::bad_alloc. */
const MEMORY_BYTES = 512 << 20;
/**
 * Functions that native/nulls.cpp and frees.cpp call after a look at their pointers; errors.cpp has that of errno, and
 * processors.cpp those that count processors.
 */
const WRAPPED = [
  ...["strlen", "strcmp", "strncmp", "strcpy", "strcat", "strchr", "strstr", "atoi", "atof"],
  ...["vfscanf", "vfprintf", "fgetc", "fgets", "fputs", "fclose"],
  ...["malloc", "calloc", "realloc", "aligned_alloc", "posix_memalign", "free"],
  ...["strerror", "sysconf", "_ZNSt3__26thread20hardware_concurrencyEv"],
];
const LINK = [
  "-Wl,--stack-first", // an overflow runs out of bounds, rather than into the program's data
  `-Wl,-z,stack-size=${STACK_BYTES}`,
  `-Wl,--max-memory=${MEMORY_BYTES}`,
  "-Wl,--strip-all",
  ...WRAPPED.map((name) => `-Wl,--wrap=${name}`),
];

const inSources = (/** @type {string[]} */ names) => names.map((name) => join(native, name));
/** The same of those that the precompiled header has not. */
const LATER = { regex: "later/regex" };
const NAMES = "gnu/names.txt";
const GNU = ["headers", "changes", "containers", "errors", "messages", "numbers", "printing", "sorting"].map(
  (name) => `gnu/${name}.mjs`,
);
const TOOLS = [
  join(CLANG, "package.json"),
  ...[import.meta.url, ...GNU].map((name) => fileURLToPath(new URL(name, import.meta.url))),
];
/** The files that decide what the precompiled header is. */
export const HEADER_SOURCES = [...inSources(Object.values(INCLUDED)), ...TOOLS];
/** The same for everything else. */
export const RUNTIME_SOURCES = [
  ...inSources([...SOURCES, ...HEADERS, NAMES, ...Object.values({ ...INCLUDED, ...LATER })]),
  ...TOOLS,
];

/** Half a minute the first time. @returns {Promise<Uint8Array>} */
export function precompiledHeader() {
  return kept(PRECOMPILED, HEADER_SOURCES, async () => {
    // Templates that the headers themselves use are instantiated here, once: hello compiles in a third of the time.
    const command = [
      ...FLAGS,
      "-fpch-instantiate-templates",
      "-x",
      "c++-header",
      `/include/${EVERYTHING}`,
      "-o",
      PRECOMPILED,
    ];
    return (await clang(command, { include: includeFolder() }))[PRECOMPILED];
  });
}

/** The small parts. @returns {Promise<{commands: import('../src/runner/cpp/toolchain.ts').Parts['commands'], names: string, files: Record<string, any>}>} */
export async function runtimeParts() {
  /** @type {Record<string, Uint8Array>} */
  const objects = {};
  for (const source of SOURCES)
    objects[`${source}.o`] = await kept(`${source}.o`, RUNTIME_SOURCES, () => compile(source));
  const files = { include: includeFolder(), ...objects };
  return { commands: await commandLines(Object.keys(objects)), names: read(NAMES), files };
}

/** All of it, as in src/runner/cpp/toolchain.ts; `files` is what clang finds in its current directory. */
export async function cppParts() {
  const { commands, names, files } = await runtimeParts();
  return { commands, names, files: { ...files, [PRECOMPILED]: await precompiledHeader() } };
}

/** What was made before from the same files. @param {string[]} sources @param {() => Promise<Uint8Array>} make */
async function kept(/** @type {string} */ name, sources, make) {
  const hash = createHash("sha256");
  for (const path of sources) hash.update(path).update("\0").update(readFileSync(path)).update("\0");
  const path = join(frontend, ".cache/cpp", `${name}-${hash.digest("hex").slice(0, 12)}`);
  if (!existsSync(path)) {
    const content = await make();
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, content);
    renameSync(`${path}.${process.pid}`, path);
  }
  return new Uint8Array(readFileSync(path));
}

/** What stands before the compiler's own headers, as /include. */
function includeFolder() {
  const own = Object.entries({ ...INCLUDED, ...LATER }).map(([path, name]) => [path, read(name)]);
  const tree = {};
  for (const [path, text] of [...own, ...Object.entries(changedHeaders(CLANG))]) {
    const folders = path.split("/");
    const name = folders.pop();
    folders.reduce((folder, part) => (folder[part] ??= {}), tree)[name] = text;
  }
  return tree;
}

function read(/** @type {string} */ name) {
  return readFileSync(join(native, name), "utf8");
}

async function compile(/** @type {string} */ source) {
  const files = Object.fromEntries([source, ...HEADERS].map((name) => [name, read(name)]));
  const flags = source.endsWith(".s") ? ["-mexception-handling"] : [...FLAGS, "-O2", "-Wall", "-Wextra", "-Werror"];
  const made = await clang([...flags, "-c", source, "-o", "out.o"], { ...files, include: includeFolder() });
  return made["out.o"];
}

/** Asks clang's driver once instead of in each run. @param {string[]} objects */
async function commandLines(objects) {
  const empty = Object.fromEntries(["main.cpp", "main.o", PRECOMPILED, ...objects].map((name) => [name, ""]));
  const compiling = [...FLAGS, "-include-pch", PRECOMPILED, "-c", "main.cpp", "-o", "main.o"];
  const linking = [...LINK, "main.o", ...objects, ...LIBRARIES, "-o", "main.wasm"];
  const [compile, link] = await Promise.all([driver(compiling, empty), driver(linking, empty)]);
  const header = compile.indexOf("-include-pch");
  const plain = compile.toSpliced(header, 2);
  // Its headers cannot have changed, so their thousand files need not be looked at.
  compile.splice(header, 0, "-fno-validate-pch");
  return { compile, plain, link };
}

/** The command that clang would run. @param {string[]} args @param {Record<string, any>} files */
async function driver(args, files) {
  const printed = [];
  await clang(["-###", ...args], files, (text) => printed.push(text));
  const line = printed
    .join("")
    .split("\n")
    .find((line) => line.startsWith(' "'));
  if (!line) throw new Error(`clang gave no command:\n${printed.join("")}`);
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, word]) => word.replaceAll(/\\(.)/g, "$1")).filter(Boolean);
}

async function clang(args, files, print = null) {
  const { runClang } = await import("@yowasp/clang");
  let messages = "";
  const decoder = new TextDecoder();
  const take = (/** @type {Uint8Array | null} */ bytes) => {
    if (bytes) messages += decoder.decode(bytes, { stream: true });
  };
  const options = { stdout: take, stderr: take, fetchProgress: () => {}, decodeASCII: false };
  try {
    return await runClang(["clang++", ...args], files, options);
  } catch (error) {
    throw new Error(`clang++ ${args.join(" ")}\n${messages}`, { cause: error });
  } finally {
    print?.(messages);
  }
}
