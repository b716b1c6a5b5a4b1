// What C++ in the browser is made of, as an entry of scripts/runtimes/browser.mjs: the compiler, less of its headers, the
// precompiled header and the exception runtime. The names are those that src/runner/cpp/worker.ts expects.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import {
  CLANG,
  CLANG_VERSION,
  HEADER_SOURCES,
  PRECOMPILED,
  precompiledHeader,
  RUNTIME_SOURCES,
  runtimeParts,
} from "./cpp-parts.mjs";
import { lessOf } from "./cpp-sysroot.mjs";

const path = (/** @type {string} */ relative) => fileURLToPath(new URL(relative, import.meta.url));
const generated = (/** @type {string} */ name) => join(CLANG, "gen", name);
const modules = readdirSync(join(CLANG, "gen")).filter((name) => name.endsWith(".wasm"));
const PACKAGE = join(CLANG, "package.json");

/** @type {import("./runtimes/browser.mjs").Runtime} */
export const CPP = {
  name: "cpp",
  version: CLANG_VERSION,
  worker: path("../src/runner/cpp/worker.ts"),
  files: {
    ...Object.fromEntries(modules.map((name) => [name, generated(name)])),
    "clang.js": { key: [PACKAGE, path("cpp.mjs")], make: async () => compiler() },
    "llvm-resources.tar": {
      key: [PACKAGE, path("cpp-sysroot.mjs")],
      make: async () => lessOf(readFileSync(generated("llvm-resources.tar"))),
    },
    [PRECOMPILED]: { key: HEADER_SOURCES, make: precompiledHeader },
    "parts.json": { key: [...RUNTIME_SOURCES, path("cpp.mjs")], make: smallParts },
  },
};

/** It is imported from a blob, whose address is no base for others; the worker answers for the name given here. */
function compiler() {
  const bundle = readFileSync(generated("bundle.js"), "utf8");
  return Buffer.from(bundle.replaceAll("import.meta.url", '"https://clang.invalid/"'));
}

/** All that is small in one file. */
async function smallParts() {
  const { commands, names, files } = await runtimeParts();
  const { include, ...objects } = files;
  const encoded = Object.entries(objects).map(([name, bytes]) => [name, Buffer.from(bytes).toString("base64")]);
  return Buffer.from(JSON.stringify({ commands, names, texts: { include }, objects: Object.fromEntries(encoded) }));
}
