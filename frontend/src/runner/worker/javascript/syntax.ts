// Where a program does not parse, and how much of that is marked.

import type { Place } from "../../node/loading/traces";

declare function importScripts(url: string): void;

const soon = self.queueMicrotask.bind(self); // programs have one that passes on what is thrown
const WRAPS = { module: "(async()=>{'use strict';", script: "(function(){" };

/** `message`: what the engine says of the program itself, where it says something else of the function. */
interface Found extends Place {
  message?: string;
}

/**
 * Browsers say it only for scripts whose error nobody catches: so the program is parsed once more as a script, inside a
 * function that nobody calls.
 */
export function findSyntaxError(code: string, isModule: boolean): Promise<Found | null> {
  const wrap = isModule ? WRAPS.module : WRAPS.script;
  const plain = isModule ? withoutImports(code) : code.replace(/^#!/, "//");
  const brace = braceTooMany(wrap, plain);
  if (brace) return Promise.resolve({ ...brace, message: "Unexpected token '}'" });
  const last = code.split("\n").length;
  return new Promise((found) => {
    self.onerror = (_message, _file, line = 0, column = 0) => {
      if (line > last)
        found({ line: last, column: (code.split("\n").at(-1)?.length ?? 0) + 1 }); // missed after the end
      else found(line > 0 ? { line, column: line === 1 ? Math.max(1, column - wrap.length) : column } : null);
      return true;
    };
    setTimeout(() => found(null), 500);
    soon(() => {
      parse(`${wrap}${plain}\n})`);
      found(null);
    });
  });
}

const parse = (code: string) => importScripts(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));

const MOST_BRACES = 500; // are tried

/** A brace that closes the function around the program is one too many. */
function braceTooMany(wrap: string, code: string): Place | null {
  for (const { index } of [...code.matchAll(/\}/g)].slice(0, MOST_BRACES)) {
    try {
      parse(`${wrap}${code.slice(0, index + 1)})`);
    } catch {
      continue;
    }
    const lines = code.slice(0, index).split("\n");
    return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
  }
  return null;
}

const SIGN = /^([\p{L}\p{N}_$]+|["'].*|=>|\?\?=?|\.\.\.|\*\*=?|&&=?|\|\|=?|[=!]==?|[<>]{1,3}=?|[-+*/%&|^]=|\+\+|--)/u;
/** What is marked of what stands there; its first sign alone where none matches. */
const MARKED: [message: RegExp, text: RegExp][] = [
  [/has already been declared/, /^./],
  [/^Invalid or unexpected token|numeric separator/i, /^(["'].*|.)/],
  [/^Invalid regular expression/, /^\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\])+\/\w*/],
  [/^Invalid left-hand side in assignment/, /^.*?(?=\s*[-+*/%&|^?<>]*=(?!=))/],
  [/^Invalid left-hand side expression/, /^[^;,)\s]+/],
  [/^Invalid shorthand property/, /^[^,}]*[^,}\s]/],
  [/./, SIGN],
];

/** How many signs of a text the engine marks, from where it found the error. */
export function markedIn(text: string, message: string): number {
  const [, marked] = MARKED.find(([said]) => said.test(message)) ?? [];
  return Math.max(1, marked?.exec(text)?.[0].length ?? 1);
}

/** Spaces instead of what stands only at the top of a module; all else stays where it is. */
function withoutImports(code: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, " ");
  return code
    .replace(/^(import|export)\b[^;'"=(]*?(['"])[^'"\n]*\2(\s*with\s*\{[^}]*\})?;?/gm, blank)
    .replace(/^export\s*\{[^}]*\};?/gm, blank)
    .replace(/\bimport\.meta\b/g, "import_meta")
    .replace(/^export\s+(default\s+)?(?=\S)/gm, blank);
}
