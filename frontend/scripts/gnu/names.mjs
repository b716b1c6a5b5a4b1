// Which names of the standard library which header of g++ brings along: `node scripts/gnu/names.mjs` asks g++ and writes
// src/runner/cpp/native/gnu/names.txt. The names are those that libc++ exports as a module, and those that it has still.
import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { CLANG } from "../cpp-parts.mjs";
import { entriesOf } from "../cpp-sysroot.mjs";

const NAMESPACES = [
  ...["chrono", "execution", "filesystem", "numbers", "placeholders", "pmr", "ranges", "regex_constants", "rel_ops"],
  ...["literals", "chrono_literals", "complex_literals", "string_literals", "string_view_literals"],
  ...["this_thread", "views"],
];
/** No longer of the language, though of both libraries: see FLAGS of scripts/cpp-parts.mjs. */
const REMOVED = [
  ...["random_shuffle", "unary_function", "binary_function", "unary_negate", "binary_negate", "not1", "not2"],
  ...["binder1st", "binder2nd", "bind1st", "bind2nd", "ptr_fun", "mem_fun", "mem_fun_ref", "auto_ptr"],
  ...["pointer_to_unary_function", "pointer_to_binary_function"],
];
const FILE = fileURLToPath(new URL("../../src/runner/cpp/native/gnu/names.txt", import.meta.url));

/** Names by the header that libc++ says they are of. */
const homes = new Map(NAMESPACES.map((name) => [name, name]));
for (const { path, content } of entriesOf(readFileSync(`${CLANG}/gen/llvm-resources.tar`))) {
  const home = /^share\/.*\/std\/(\w+)\.inc$/.exec(path)?.[1];
  if (home === undefined) continue;
  const using = /^\s*using std::((?!operator)\w+)\s*(?:_LIBCPP_USING_IF_EXISTS)?;/gm;
  for (const [, name] of new TextDecoder().decode(content).matchAll(using))
    if (!homes.has(name) || home === "print") homes.set(name, home); // they are of <ostream>, too
}
const names = [...homes.keys(), ...REMOVED].sort();

/** What of them a program sees with a header of g++. */
function broughtBy(/** @type {string} */ header) {
  const lines = names.map((name) =>
    NAMESPACES.includes(name) ? `namespace own_${name} = std::${name};` : `using std::${name};`,
  );
  const input = [`#include <${header}>`, ...lines].join("\n");
  const command = ["-std=c++20", "-fmax-errors=0", "-fsyntax-only", "-x", "c++", "-"];
  const { stderr } = spawnSync("g++", command, { input, encoding: "utf8", maxBuffer: 1 << 28 });
  if (/No such file/.test(stderr)) return null;
  const wrong = new Set([...stderr.matchAll(/^<stdin>:(\d+):\d+: error/gm)].map(([, line]) => Number(line) - 2));
  return new Set(names.filter((_, at) => !wrong.has(at)));
}

const folder = "/usr/include/c++/" + execFileSync("g++", ["-dumpversion"], { encoding: "utf8" }).trim();
const files = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile() && !one.name.includes("."));
/** @type {Map<string, Set<string>>} */
const brought = new Map();
for (const header of files.map(({ name }) => name).sort()) {
  const found = broughtBy(header);
  const own = names.filter((name) => homes.get(name) === header);
  const isLater = own.length > 0 && own.every((name) => !found?.has(name)); // as <expected>, of C++23
  if (found && found.size > 0 && !isLater) brought.set(header, found);
}

const isIn = (/** @type {string} */ one, /** @type {string} */ other) =>
  [...brought.get(one)].every((name) => brought.get(other).has(name));
const kinds = [...brought.keys()].sort((one, other) => brought.get(one).size - brought.get(other).size);
const least = (/** @type {string[]} */ of) =>
  of.filter(
    (one, at) => !of.some((other, before) => before !== at && isIn(other, one) && !(isIn(one, other) && at < before)),
  );

/** @type {Map<string, string[]>} */
const groups = new Map();
for (const name of names) {
  const by = least(kinds.filter((header) => brought.get(header)?.has(name)));
  const key = by.length > 0 ? by.join(" ") : (homes.get(name) ?? "");
  groups.set(key, [...(groups.get(key) ?? []), name]);
}
const includes = kinds.map((header, at) => {
  const lower = kinds.filter(
    (other, before) => other !== header && isIn(other, header) && (before < at || !isIn(header, other)),
  );
  const highest = lower.filter((one) => !lower.some((other) => other !== one && isIn(one, other) && !isIn(other, one)));
  return `${header}: ${highest.join(" ")}`;
});
const told = [...groups].map(([key, group]) => `${key}: ${group.join(" ")}`);
writeFileSync(FILE, `${includes.join("\n")}\n\n${told.join("\n")}\n`);
