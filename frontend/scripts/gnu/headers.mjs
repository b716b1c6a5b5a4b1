// libc++'s headers, changed where programs would else print other things than with g++ and its libstdc++: docs/decisions
// 0061. They stand before the compiler's own. A text that is not there as often as it is said ends the build.
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { entriesOf } from "../cpp-sysroot.mjs";
import { CONTAINERS } from "./containers.mjs";
import { ERRORS } from "./errors.mjs";
import { MESSAGES } from "./messages.mjs";
import { NUMBERS } from "./numbers.mjs";
import { PRINTING } from "./printing.mjs";
import { SORTING } from "./sorting.mjs";

const ROOT = "include/c++/v1/";

/** @param {string} clang The compiler's package. @returns {Record<string, string>} Texts by path. */
export function changedHeaders(clang) {
  const changes = new Map();
  for (const [path, some] of [CONTAINERS, ERRORS, MESSAGES, NUMBERS, PRINTING, SORTING].flatMap((each) =>
    Object.entries(each),
  ))
    changes.set(path, [...(changes.get(path) ?? []), ...some]);
  /** @type {Record<string, string>} */
  const changed = {};
  for (const { path, content } of entriesOf(readFileSync(join(clang, "gen/llvm-resources.tar")))) {
    const name = path.startsWith(ROOT) ? path.slice(ROOT.length) : "";
    const some = changes.get(name);
    if (some) changed[name] = withChanges(name, new TextDecoder().decode(content), some);
    changes.delete(name);
  }
  if (changes.size > 0) throw new Error(`libc++ has no ${[...changes.keys()].join(", ")}`);
  return changed;
}

function withChanges(
  /** @type {string} */ name,
  /** @type {string} */ text,
  /** @type {import("./changes.mjs").Changes[string]} */ changes,
) {
  let whole = text;
  for (const [from, to, times = 1] of changes) {
    const found = typeof from === "string" ? whole.split(from).length - 1 : [...whole.matchAll(from)].length;
    if (found !== times) throw new Error(`${name} has ${String(from)} ${found} times, not ${times}`);
    whole = whole.replaceAll(from, to);
  }
  return whole;
}
