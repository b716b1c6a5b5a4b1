// What each language in the browser is made of. A file is a path, or a function that makes it (kept by `key`).
//
// One entry a language: its files are served from runtimes/<name>/<version>-<checksum>/, and its worker is worker.js there.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { CPP } from "../cpp.mjs";
import { NUMBERS, numberErrorsAsLinux } from "./errors.mjs";
import { widenFrame } from "./frames.mjs";
import { limitMemory } from "./memory.mjs";
import { makeSnapshot } from "./snapshot.mjs";
import { typescriptCompiler } from "./typescript.mjs";

const packages = (/** @type {string} */ path) => fileURLToPath(new URL(`../../node_modules/${path}`, import.meta.url));
const worker = (/** @type {string} */ name) =>
  fileURLToPath(new URL(`../../src/runner/worker/${name}`, import.meta.url));
const versionOf = (/** @type {string} */ name) =>
  JSON.parse(readFileSync(packages(`${name}/package.json`), "utf8")).version;

/**
 * @typedef {string | {entry: string} | {key: string[], make: () => Promise<Uint8Array>}} Source  A path, a script to
 *   bundle, or content and the files that it depends on.
 * @typedef {{name: string, version: string, worker: string, files: Record<string, Source>}} Runtime
 */

const here = (/** @type {string} */ name) => fileURLToPath(new URL(name, import.meta.url));

/** A program of a package, with a limit of memory. @returns {Source} */
function limited(/** @type {string} */ path) {
  const make = () => Promise.resolve(limitMemory(readFileSync(packages(path))));
  return { key: [packages(path), here("memory.mjs")], make };
}

/** Python frees what hangs on each other in a chain of any length, and reports Linux's errors. @returns {Source} */
function interpreter(/** @type {string} */ path) {
  const make = () =>
    Promise.resolve(
      limitMemory(numberErrorsAsLinux(widenFrame(readFileSync(packages(path)), "_Py_Dealloc", "__stack_pointer", 256))),
    );
  return { key: [packages(path), ...["memory.mjs", "frames.mjs", "errors.mjs"].map(here), NUMBERS], make };
}

const vendored = (/** @type {string} */ name) => fileURLToPath(new URL(`../../vendor/${name}`, import.meta.url));
const WHEEL = vendored("sortedcontainers-2.4.0-py2.py3-none-any.whl");

/** Node's modules, loaded into a worker when a program asks for one. */
const LIBRARY = {
  "library.js": { entry: fileURLToPath(new URL("../../src/runner/node/library.ts", import.meta.url)) },
};

/** @type {Runtime[]} */
export const RUNTIMES = [
  { name: "javascript", version: "1", worker: worker("javascript/javascript.ts"), files: LIBRARY },
  { name: "typescript", version: versionOf("sucrase"), worker: worker("javascript/typescript.ts"), files: LIBRARY },
  {
    name: "typescript-compiled", // what a program needs of it decides: src/runner/recipes.ts
    version: versionOf("typescript"),
    worker: worker("javascript/typescript_compiled.ts"),
    files: { ...LIBRARY, "typescript.js": typescriptCompiler() },
  },
  {
    name: "python",
    version: versionOf("pyodide"),
    worker: worker("python/python.ts"),
    files: {
      "pyodide.asm.mjs": packages("pyodide/pyodide.asm.mjs"),
      "pyodide.asm.wasm": interpreter("pyodide/pyodide.asm.wasm"),
      "python_stdlib.zip": packages("pyodide/python_stdlib.zip"),
      "sortedcontainers.whl": WHEEL,
      "tzdata.whl": vendored("tzdata-2026.6-py2.py3-none-any.whl"),
      "python.snapshot": {
        key: [packages("pyodide/pyodide.asm.wasm"), WHEEL, here("snapshot.mjs")],
        make: () => makeSnapshot(packages("pyodide"), WHEEL),
      },
    },
  },
  {
    name: "sql",
    version: versionOf("sql.js"),
    worker: worker("sql/sql.ts"),
    files: { "sql.wasm": limited("sql.js/dist/sql-wasm-browser.wasm") },
  },
  {
    name: "lua",
    version: versionOf("wasmoon"),
    worker: worker("lua/lua.ts"),
    // Not called .wasm: Wasmoon wants the bytes.
    files: { "lua.bin": limited("wasmoon/dist/glue.wasm") },
  },
  {
    name: "ruby",
    version: versionOf("@ruby/wasm-wasi"),
    worker: worker("ruby/ruby.ts"),
    files: { "ruby.wasm": limited("@ruby/3.4-wasm-wasi/dist/ruby+stdlib.wasm") },
  },
  CPP,
];
