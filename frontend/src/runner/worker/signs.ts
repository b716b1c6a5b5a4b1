// Signs of a pasted text that no keyboard writes: what an error means that names such a line.

import type { Program } from "../program";

interface Habit {
  /** What runs from here to the line's end is a comment. */
  comment: RegExp;
  /** A text or a pattern, in which every sign may stand. */
  literals: RegExp;
  /** What else the error must be: other errors may name a line in the middle of a text of several lines. */
  kind?: RegExp;
  /** The language itself reads other spaces as spaces. */
  takesSpaces?: true;
}

const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const QUOTED_OR_PATTERN = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|\/(?:[^/\\]|\\.)+\//g;
const SCRIPT: Habit = { comment: /\/\/.*/, literals: QUOTED_OR_PATTERN, kind: /SyntaxError/, takesSpaces: true };
const CPP: Habit = { comment: /\/\/.*/, literals: QUOTED, takesSpaces: true };

const HABITS: Record<string, Habit> = {
  ...{ js: SCRIPT, mjs: SCRIPT, cjs: SCRIPT, ts: SCRIPT, mts: SCRIPT, cts: SCRIPT },
  ...{ cpp: CPP, cc: CPP, cxx: CPP, h: CPP, hpp: CPP },
  py: { comment: /#.*/, literals: QUOTED, kind: /SyntaxError|IndentationError|TabError/ },
  rb: { comment: /#.*/, literals: QUOTED_OR_PATTERN, kind: /SyntaxError|NameError/ },
  lua: { comment: /--.*/, literals: QUOTED },
  sql: { comment: /--.*/, literals: QUOTED },
};

const PLACE = /(?:File "([^"\n]+)", line |^([^\s:,]+)(?:, line |:))(\d+)/gm;
const PROMPT = /^(?:>>>|\.\.\.|>|irb\S*[>*]|sqlite>|mysql>)(?= )/;
const SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/;
const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/;
const FULL_WIDTH = /[\uff01-\uff5e]/;

const INSTEAD: [RegExp, string, string][] = [
  [/[\u201c-\u201f\u00ab\u00bb]/, "a curly quote", 'write "'],
  [/[\u2018-\u201b\u2032\u00b4]/, "a curly quote", "write '"],
  [/[\u2010-\u2015\u2212]/, "a dash", "write -"],
  [/\u00d7/, "a sign of arithmetic", "write *"],
  [/\u00f7/, "a sign of arithmetic", "write /"],
  [/\u2264/, "a sign of mathematics", "write <="],
  [/\u2265/, "a sign of mathematics", "write >="],
  [/\u2260/, "a sign of mathematics", "write !="],
  [/\u2026/, "an ellipsis in one sign", "write ..."],
  [/\u037e/, "a Greek question mark", "write ;"],
];

/** A sentence below the errors of a program that failed, or nothing. */
export function signsIn({ files }: Program, errors: string): string {
  for (const [, quoted, plain, line] of errors.matchAll(PLACE)) {
    const path = quoted ?? plain ?? "";
    const text = files[path]?.split(/\r\n?|\n/)[Number(line) - 1];
    const habit = HABITS[path.split(".").at(-1) ?? ""];
    const found = text === undefined || !habit || habit.kind?.test(errors) === false ? "" : signOf(text, habit);
    if (found) return `${path}, line ${line}: ${found}\n`;
  }
  return "";
}

function signOf(line: string, { comment, literals, takesSpaces }: Habit): string {
  const prompt = PROMPT.exec(line)?.[0];
  if (prompt) return `"${prompt}" is a shell's prompt. Delete it where a line begins with it.`;
  for (const sign of line.replace(literals, '""').replace(comment, "")) {
    const name = `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
    const instead = INSTEAD.find(([pattern]) => pattern.test(sign));
    if (instead) return `${sign} (${name}) is ${instead[1]}: ${instead[2]} instead.`;
    if (FULL_WIDTH.test(sign)) return `${sign} (${name}) is a wide sign: write ${sign.normalize("NFKC")} instead.`;
    if (INVISIBLE.test(sign)) return `there is an invisible sign (${name}): delete it, or write the line anew.`;
    if (SPACE.test(sign) && !takesSpaces)
      return `there is a space of another kind (${name}): write the line's spaces anew.`;
  }
  return "";
}
