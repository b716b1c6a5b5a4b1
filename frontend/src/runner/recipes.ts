// The languages that run in the sandbox, but for what their workers know: names, habits, how their programs read input.

import { Either } from "./either";
import type { Runtime } from "./runtime";
import { sandboxed } from "./sandbox";
import { filesOf } from "./files";

const FRESH = { isFreshEachRun: true, isInterruptible: false };

export function python(): Runtime {
  return sandboxed({
    name: "python",
    title: "Python",
    version: `Python 3.14 (Pyodide ${filesOf("python").version})`,
    habits: { isFreshEachRun: true, isInterruptible: true },
    readsInput: /\binput\s*\(|\bstdin\b|\bfileinput\b/,
    canWait: ({ isIsolated, hasJspi }, text) => isIsolated || (hasJspi && !/\bstdin\b|\bfileinput\b/.test(text)),
    // A snapshot that was made without JSPI cannot wait by it: then Python starts from its library, slowly.
    files: (all, { isIsolated, hasJspi }) => (!isIsolated && hasJspi ? all.filter((name) => name !== SNAPSHOT) : all),
  });
}

const SNAPSHOT = "python.snapshot";
const JS_INPUT = /\b(readline|prompt|stdin|readSync)\b|\breadFileSync\s*\(\s*0/;

export function javascript(): Runtime {
  const version = `JavaScript (this browser's own, with Node's modules)`;
  return sandboxed({ name: "javascript", title: "JavaScript", version, habits: FRESH, readsInput: JS_INPUT });
}

/**
 * What has to be rewritten, not only left out, and what Sucrase does not read or compiles to something else. The page
 * itself looks for it in what anybody wrote: none may begin at many places of a text and read far from each.
 */
const COMPILED = [
  // Decorators, namespaces and the old kinds of import and export.
  /(^|[;{}])[ \t]*(@[\w(]|(export\s+)?(namespace|module)\s+[\w.]+\s*\{|(export\s+)?import\s+\w+\s*=|export\s*=)/m,
  /[(,]\s*@\w|\baccessor\s+\w/,
  /(^|[;{}])[ \t]*(await\s+)?using\s+[\w$]+\s*=/m,
  /\b(as|satisfies)\s+(number|bigint|any|string)\s*</, // x as number < 5
  /\?\s*\((?:[^()]|\([^()]*\))*\)\s*:\s*(async\s+)?\w+\s*=>/, // yes ? (a) : b => c
  /\benum\s+(\w+)\s*\{[^{}]*(`|[{,\s]\1\s*[=,}])/, // a text in `...`, a member with the name of all
  /\benum\s+\w+\s*\{(?=[^{}]*["'])[^{}]*(=\s*[A-Za-z_$]|["']\s*\+)/, // texts that are not written, but computed
];
const isCompiled = (text: string) => COMPILED.some((found) => found.test(text));

export function typescript(): Runtime {
  const compiler = filesOf("typescript-compiled").version;
  const version = `TypeScript without type checks (Sucrase ${filesOf("typescript").version}, TypeScript ${compiler})`;
  const recipe = { title: "TypeScript", version, habits: FRESH, readsInput: JS_INPUT };
  return new Either(
    version,
    sandboxed({ ...recipe, name: "typescript" }),
    () => sandboxed({ ...recipe, name: "typescript-compiled" }),
    ({ files }) => Object.keys(files).some((path) => /\.[cm]?ts$/.test(path) && isCompiled(files[path] ?? "")),
  );
}

export function sql(): Runtime {
  return sandboxed({
    name: "sql",
    title: "SQLite",
    version: `SQLite (sql.js ${filesOf("sql").version})`,
    habits: FRESH,
    readsInput: /$^/,
  });
}

export function lua(): Runtime {
  return sandboxed({
    name: "lua",
    title: "Lua",
    version: `Lua 5.4 (Wasmoon ${filesOf("lua").version})`,
    habits: FRESH,
    readsInput: /\bio\s*\.\s*(read|lines|stdin)\b/,
  });
}

export function ruby(): Runtime {
  return sandboxed({
    name: "ruby",
    title: "Ruby",
    version: `Ruby 3.4 (ruby.wasm ${filesOf("ruby").version})`,
    habits: FRESH,
    readsInput: /\b(gets|readlines?|STDIN|\$stdin|ARGF)\b|\$</,
  });
}
