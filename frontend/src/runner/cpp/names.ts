// Which names `using namespace std;` brings. The precompiled header declares more than a program included, and libc++'s
// headers include more than libstdc++'s, so a name of the program's own may be ambiguous here and not with g++. Such a
// program is compiled again with a namespace of those names only that g++ would have shown it.

/** Stands for `std` in the program's directives: as long as it, so that columns stay. */
const SHOWN = "__s";
export const NAMES = "__names.h";
const DIRECTIVE = /(\busing\s+namespace\s+)std(?=\s*;)/g;

/** Two tables, from scripts/gnu/names.mjs: of headers, what else each brings; of names, the least headers that bring them. */
function tablesOf(text: string): [string[], string[]][][] {
  const words = (line = "") => line.trim().split(" ").filter(Boolean);
  return text.split("\n\n").map((table) =>
    table
      .trim()
      .split("\n")
      .map((line) => line.split(":"))
      .map(([by, what]) => [words(by), words(what)]),
  );
}

/** The standard headers that a source includes, C's by their names in C++. */
function includedIn(source: string): string[] {
  const found = [...source.matchAll(/^[ \t]*#\s*include\s*<([\w/+]+)(\.h)?>/gm)];
  return found.map(([, name = "", ending]) => (ending && !name.includes("/") ? `c${name}` : name));
}

/** What g++ shows of `std` to whom includes these headers; all of it with <bits/stdc++.h>. */
export function namesFrom(table: string, included: string[]): string[] {
  const [headers = [], names = []] = tablesOf(table);
  const others = new Map(headers.map(([[header = ""], brought]) => [header, brought]));
  const seen = new Set<string>();
  const see = (header: string): void => {
    if (seen.has(header)) return;
    seen.add(header);
    for (const other of others.get(header) ?? []) see(other);
  };
  for (const header of included) see(header);
  const isSeen = (by: string[]) => seen.has("bits/stdc++") || by.some((header) => seen.has(header));
  return names.flatMap(([by, group]) => (isSeen(by) ? group : []));
}

const NAMESPACE =
  /^(chrono|execution|filesystem|(\w+_)?literals|numbers|placeholders|pmr|ranges|regex_constants|rel_ops|this_thread|views)$/;
/** So that there is something to name, whatever was included. */
const DECLARED = `_LIBCPP_BEGIN_NAMESPACE_STD
namespace execution {} namespace numbers {} namespace pmr {} namespace regex_constants {} namespace rel_ops {}
namespace chrono {} namespace placeholders {} namespace this_thread {} namespace ranges { namespace views {} }
namespace views = ranges::views;
inline namespace literals {
inline namespace chrono_literals {} inline namespace complex_literals {}
inline namespace string_literals {} inline namespace string_view_literals {}
}
_LIBCPP_END_NAMESPACE_STD`;

/** Of the system, outside of `std`, by the headers that bring them. */
const SYSTEM = { cmath: ["j0", "j1", "jn", "y0", "y1", "yn"], cstring: ["index", "rindex"] };
const TAKEN = /error: redefinition of '(\w+)' as different kind of symbol/g;

/** Names of C, outside of all namespaces, that the compiler says the program declares as something else. */
export const takenIn = (messages: string): string[] => [...messages.matchAll(TAKEN)].map(([, name = ""]) => name);

/**
 * Included before the program, whose headers it includes. What is declared nowhere is not missed before somebody uses it.
 * `taken`, as far as the program did not include it, is called otherwise in the program.
 */
export function namesHeader(table: string, source: string, taken: string[]): string {
  const included = includedIn(source);
  const names = namesFrom(table, included);
  const system = Object.entries(SYSTEM).flatMap(([header, group]) => (included.includes(header) ? group : []));
  const seen = new Set(included.includes("bits/stdc++") ? taken : [...names, ...system]);
  const headers = included.map((name) => `#if __has_include(<${name}>)\n#include <${name}>\n#endif`);
  const own = names.map((name) =>
    NAMESPACE.test(name) ? `namespace ${name} = std::${name};` : `using std::${name} __attribute__((using_if_exists));`,
  );
  return [
    "#pragma GCC system_header",
    ...[...headers, DECLARED, `namespace ${SHOWN} {`, ...own, "using namespace std::literals;", "}"],
    ...taken.filter((name) => !seen.has(name)).map((name) => `#define ${name} __own_${name}`),
    "",
  ].join("\n");
}

/** A file whose `using namespace std;` brings those names only. */
export const withNames = (text: string): string => text.replace(DIRECTIVE, `$1${SHOWN}`);

/** The compiler's words, as of the program that was written. */
export function withoutNames(messages: string): string {
  const own = messages.replaceAll(/^\.\/__names\.h:.*: note: .*\n( .*\n)*/gm, "");
  return own.replaceAll(new RegExp(`\\b${SHOWN}\\b`, "g"), "std").replaceAll(/\b__own_(?=\w)/g, "");
}
