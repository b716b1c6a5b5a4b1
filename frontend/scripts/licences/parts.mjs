// What the page brings besides modules: the font, and what runs programs. Vite lists modules by itself.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** @typedef {{name: string, version: string, identifier: string, text: string}} Licence */

const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const read = (/** @type {string} */ name) => readFileSync(path(name), "utf8");
const versionOf = (/** @type {string} */ name) => JSON.parse(read(`node_modules/${name}/package.json`)).version;

/** @returns {Licence} Texts of the package itself, or of licences/ where it brings none. */
const part = (
  /** @type {string} */ name,
  /** @type {string} */ version,
  /** @type {string} */ identifier,
  /** @type {string[]} */ ...texts
) => ({ name, version, identifier, text: texts.map(read).join("\n\n") });

const font = "@fontsource/jetbrains-mono";
const clang = versionOf("@yowasp/clang");
const ruby = "@ruby/3.4-wasm-wasi";
const pyodide = versionOf("pyodide");

export const FONT = part("JetBrains Mono", versionOf(font), "OFL-1.1", `node_modules/${font}/LICENSE`);

export const RUNTIME_PARTS = [
  part("CPython", `in Pyodide ${pyodide}`, "PSF-2.0", "licences/PSF-2.0.txt"),
  part("Emscripten", "in Pyodide, sql.js and Wasmoon", "MIT", "licences/Emscripten.txt"),
  part("musl", "in Emscripten, wasi-libc and so in each of these", "MIT", "licences/musl.txt"),
  // Its wheel's own file says only that, and where the terms are: they are the first part of LLVM's.
  part("sortedcontainers", "2.4.0", "Apache-2.0", "licences/sortedcontainers.txt", "licences/LLVM.txt"),
  part("tzdata", "2026.6", "Apache-2.0", "licences/tzdata.txt", "licences/LLVM.txt"),
  part("sql.js", versionOf("sql.js"), "MIT", "node_modules/sql.js/LICENSE"),
  part("SQLite", "in sql.js and Pyodide", "blessing", "licences/SQLite.txt"),
  part("Wasmoon", versionOf("wasmoon"), "MIT", "node_modules/wasmoon/LICENSE"),
  part("Lua", `in Wasmoon ${versionOf("wasmoon")}`, "MIT", "licences/Lua.txt"),
  part("ruby.wasm", versionOf(ruby), "MIT", `node_modules/${ruby}/dist/LICENSE`),
  part("Ruby, with wasi-libc, wasi-vfs and zlib", "in ruby.wasm", "Ruby", `node_modules/${ruby}/dist/NOTICE`),
  part("YoWASP Clang", clang, "ISC", "licences/LLVM.txt"),
  part("LLVM, Clang, libc++", `in YoWASP Clang ${clang}`, "Apache-2.0 WITH LLVM-exception", "licences/LLVM.txt"),
  part(
    "TypeScript",
    versionOf("typescript"),
    "Apache-2.0",
    "node_modules/typescript/LICENSE.txt",
    "node_modules/typescript/ThirdPartyNoticeText.txt",
  ),
];

/** Of modules whose packages bring none. @type {Record<string, string>} */
export const MISSING_TEXTS = {
  pyodide: read("licences/MPL-2.0.txt"),
  "@ruby/wasm-wasi": read(`node_modules/${ruby}/dist/LICENSE`),
};
