// What g++ compiles and clang refuses, written as clang takes it: on the lines of its errors, which stay where they are.
// And what g++ refuses and clang only warns of, as errors.

/** With what clang says below it. */
const ERROR = /^(\S[^\n]*?):(\d+):\d+: error: ((?:(?!^\S[^\n]*: error: ).*\n?)*)/gm;

/** `int a[n] = {0}, b[n][2] = {};`: its name, its lengths, and its values without braces in them. */
const ARRAY = /\b(\w+)((?:\s*\[(?:[^[\];={}]|\[[^[\];={}]*\])*\])+)\s*=\s*\{([^{}]*)\}/g;
const LENGTH = /\[(?:[^[\]]|\[[^\]]*\])*\]/g;

/** An array whose length is known later is made first and filled behind the line's next semicolon. */
function filledLater(line: string): string {
  const filling: string[] = [];
  const last = [...line.matchAll(ARRAY)].at(-1);
  const end = last ? line.indexOf(";", last.index + last[0].length) : -1;
  if (end < 0) return line;
  const without = line.slice(0, end).replace(ARRAY, (_, name: string, lengths: string, values: string) => {
    const one = name + "[0]".repeat(lengths.match(LENGTH)?.length ?? 1);
    const isPlain = `std::is_trivial_v<std::decay_t<decltype(${one})>>`;
    filling.push(` if (${isPlain}) __builtin_memset((void *)${name}, 0, sizeof(${name}));`);
    if (values.trim() && values.trim() !== "0")
      filling.push(` for (int __at = 0; auto __value : {${values}}) ${name}[__at++] = __value;`);
    return name + lengths;
  });
  return `${without};${filling.join("")}${line.slice(end + 1)}`;
}

/** By what clang says of a line: the line as it takes it. */
const WAYS: [says: RegExp, rewritten: (line: string) => string][] = [
  [/^variable-sized object may not be initialized/, filledLater],
  [
    /^(a type specifier is required for all declarations|no template named .main.)/,
    (line) => line.replace(/^(\s*)main(?=\s*\()/, "$1int main"),
  ],
  // `constexpr double PI = acos(-1.0);`: GNU's functions of <cmath> are known while it compiles.
  [
    /^constexpr variable .*\n(?:.*\n)*?.*note: non-constexpr function '(?:a?(?:cos|sin|tan)h?|atan2|cbrt|ceil|exp2?|fabs|floor|fmod|hypot|l?l?round|log(?:10|2)?|pow|sqrt|trunc)[fl]?(?:<[^'\n]*>)?'/,
    (line) => line.replace(/\bconstexpr\b/, "const"),
  ],
];

/** The texts to compile instead, or null if there is nothing in the errors that g++ would take. */
export function asTaken(texts: Readonly<Record<string, string>>, messages: string): Record<string, string> | null {
  const taken: Record<string, string> = {};
  for (const [, path = "", number, said = ""] of messages.matchAll(ERROR)) {
    const rewritten = WAYS.find(([says]) => says.test(said))?.[1];
    const text = taken[path] ?? texts[path];
    if (rewritten === undefined || text === undefined) continue;
    const lines = text.split("\n");
    const at = Number(number) - 1;
    const before = lines[at] ?? "";
    const line = rewritten(before);
    if (line === before) continue;
    lines[at] = line;
    taken[path] = lines.join("\n");
  }
  return Object.keys(taken).length > 0 ? { ...texts, ...taken } : null;
}

/** What clang warns of: of a number with a fraction it says the same whether it is known or not. */
const NARROWED =
  /^(\S[^\n]*?):(\d+):(\d+): warning: (?:constant expression evaluates to|(type)) (?=[^\n]*\bcannot be narrowed\b)/gm;
const KNOWN = /^[-+]?\.?\d/;

/** The messages with its errors, or null if g++ would take it: braces may not change a constant; of others it warns. */
export function asRefused(texts: Readonly<Record<string, string>>, messages: string): string | null {
  const said = messages.replace(NARROWED, (warning, path: string, line: string, column: string, ofAny?: string) => {
    const code = texts[path]?.split("\n")[Number(line) - 1]?.slice(Number(column) - 1) ?? "";
    return ofAny && !KNOWN.test(code) ? warning : warning.replace(" warning: ", " error: ");
  });
  return said === messages ? null : said.replace(/^\d+ warnings? generated\.\n/m, "");
}
