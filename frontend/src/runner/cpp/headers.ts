// Headers that a program gets besides those that it includes, so that it compiles as with g++: what <bits/stdc++.h> has
// elsewhere, what libstdc++'s headers bring along and libc++'s do not, and what the precompiled header shows to who asks.

/** Not in the precompiled header, which they would make large: included for the programs that use what is in them. */
const SELDOM: Readonly<Record<string, RegExp>> = {
  thread: /\b(j?thread|this_thread)\b/,
  future: /\b(future|promise|async|packaged_task)\b/,
  condition_variable: /\bcondition_variable/,
  shared_mutex: /\bshared_(mutex|lock|timed_mutex)\b/,
  atomic: /\batomic/,
  semaphore: /\b(counting|binary)_semaphore\b/,
  latch: /\blatch\b/,
  barrier: /\bbarrier\b/,
  regex: /\bs?regex|\b[sc]match\b/,
  valarray: /\bvalarray\b/,
  csignal: /\bSIG[A-Z]+\b|\bsig_atomic_t\b/,
  cfloat: /\b(DBL|FLT|LDBL)_[A-Z]/,
  cinttypes: /\b(PRI|SCN)[diouxX](8|16|32|64|MAX|PTR)\b/,
  charconv: /\bfrom_chars/,
  source_location: /\bsource_location\b/,
  csetjmp: /\bsetjmp\b/,
  typeindex: /\btype_index\b/,
  coroutine: /\bco_(await|yield|return)\b|\bcoroutine_handle\b/,
  stop_token: /\bstop_(token|source|callback)\b/,
  "unistd.h": /\b(u?sleep|getpid|isatty)\s*\(/,
  memory_resource: /\b(monotonic_buffer|(un)?synchronized_pool)_resource\b/,
};

const TEXT = ["cctype", "cstdint", "cstdio", "cstdlib", "cwchar", "string", "string_view"];
const STREAM = [...TEXT, "cerrno", "ctime", "exception", "istream", "ostream", "stdexcept", "system_error", "typeinfo"];
const THREAD = [...STREAM, "atomic", "chrono", "limits", "memory", "semaphore", "stop_token", "tuple", "unistd.h"];
/** What libstdc++'s headers include of others: `g++ -std=c++20 -H`, of g++ 12. */
const BROUGHT: Readonly<Record<string, string[]>> = {
  ...Object.fromEntries(["iostream", "fstream", "sstream", "iterator"].map((name) => [name, STREAM])),
  ...Object.fromEntries(["string", "bitset"].map((name) => [name, TEXT])),
  algorithm: ["cstdlib"],
  functional: ["algorithm", "array", "cstdlib", "tuple", "unordered_map", "vector"],
  random: [...TEXT, "bit", "cmath", "limits", "numeric", "vector"],
  chrono: [...STREAM, "limits", "sstream"],
  iomanip: [...STREAM, "locale", "sstream"],
  memory: [...STREAM, "climits", "tuple", "unistd.h"],
  complex: [...STREAM, "cmath", "sstream"],
  regex: [...STREAM, "algorithm", "deque", "functional", "locale", "map", "memory", "sstream", "vector"],
  ranges: [...STREAM, "array", "optional", "span", "tuple"],
  map: ["tuple"],
  unordered_map: ["tuple"],
  queue: ["deque", "vector"],
  stack: ["deque"],
  numeric: ["limits"],
  cmath: ["cstdlib", "limits"],
  mutex: [...STREAM, "chrono", "tuple"],
  thread: THREAD,
  condition_variable: [...THREAD, "mutex", "thread"],
  future: [...THREAD, "condition_variable", "functional", "mutex", "thread"],
};

/** In the precompiled header, and seen by who includes it: native/everything.hpp. By the functions that are in it. */
const SHOWN: Readonly<Record<string, string>> = { print: "print", println: "print", format: "format" };

/** Whoever names them with `std::` sees them, as does a program that includes all and has none of its own. */
function isShown(name: string, source: string, hasAll: boolean): boolean {
  if (new RegExp(String.raw`\bstd::${name}\b`).test(source)) return true;
  const isOwn = new RegExp(String.raw`^(?!return\b|else\b)\S[^;(){}\n]*[\s*&]${name}\s*[(=]`, "m").test(source);
  return hasAll && !isOwn && new RegExp(String.raw`(?<![.:>\w])${name}\s*\(`).test(source);
}

/** The compiler's arguments for a source with all that it may include; more without the precompiled header. */
export function moreHeaders(source: string, isPlain = false): string[] {
  const hasAll = source.includes("bits/stdc++.h");
  const included = [...source.matchAll(/^[^\S\r\n]*#\s*include\s*<(\w+)>/gm)].map(([, name]) => name ?? "");
  const brought = new Set(included.flatMap((name) => BROUGHT[name] ?? []));
  const seldom = Object.entries(SELDOM).filter(([name, use]) => (hasAll || brought.has(name)) && use.test(source));
  const shown = Object.entries(SHOWN).filter(([name]) => isShown(name, source, hasAll));
  const names = [...seldom.map(([name]) => name), ...shown.map(([, header]) => header)];
  const all = new Set([...(isPlain ? brought : []), ...names]);
  return [...all].filter((name) => !included.includes(name)).flatMap((name) => ["-include", name]);
}
