// Where a program does not parse.

import type { Place } from "../../node/loading/traces";

declare function importScripts(url: string): void;

const soon = self.queueMicrotask.bind(self); // programs have one that passes on what is thrown
const WRAPS = { module: "(async()=>{'use strict';", script: "(function(){" };

/**
 * Browsers say it only for scripts whose error nobody catches: so the program is parsed once more as a script, inside a
 * function that nobody calls.
 */
export function findSyntaxError(code: string, isModule: boolean): Promise<Place | null> {
  const wrap = isModule ? WRAPS.module : WRAPS.script;
  const plain = isModule ? withoutImports(code) : code.replace(/^#!/, "//");
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
      importScripts(URL.createObjectURL(new Blob([`${wrap}${plain}\n})`], { type: "text/javascript" })));
      found(null);
    });
  });
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
