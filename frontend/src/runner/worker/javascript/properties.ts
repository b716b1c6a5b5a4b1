// Parameter properties of TypeScript's classes are their first fields, as its own compiler has it. (Sucrase sets them in
// the constructor alone: then they stand behind the other fields.)

import { parse } from "sucrase/dist/esm/parser/index.js";

const MODIFIERS = new Set(["public", "private", "protected", "readonly", "override"]);

/** The text with these fields at the beginning of each class that has some: no line is longer or shorter by one. */
export function declareProperties(text: string): string {
  if (!/\bconstructor\s*\([^]*?\b(public|private|protected|readonly|override)\b/.test(text)) return text;
  const { tokens } = parse(text, false, true, false);
  const wordAt = (at: number) => text.slice(tokens[at]?.start, tokens[at]?.end);
  const bodies = new Map<number, { begin: number; names: string[] }>(); // by what the parser calls the class
  const open: number[] = [];
  for (const [at, { contextId, end }] of tokens.entries()) {
    const word = wordAt(at);
    if (word === "class" && contextId != null) bodies.set(contextId, { begin: -1, names: [] });
    const body = contextId == null ? undefined : bodies.get(contextId);
    if (body && word === "{") {
      body.begin = end;
      open.push(contextId as number);
    } else if (body && word === "}") open.pop();
    if (word === "constructor" && wordAt(at + 1) === "(" && tokens[at + 1]?.contextId != null) {
      bodies.get(open.at(-1) ?? -1)?.names.push(...propertiesFrom(at + 1));
    }
  }
  /** Of the parameters that begin there. */
  function propertiesFrom(first: number): string[] {
    const names: string[] = [];
    let depth = 1;
    for (let at = first + 1; at < tokens.length && depth > 0; at += 1) {
      const word = wordAt(at);
      if (/^[([{]$|^\$\{$/.test(word)) depth += 1;
      if (/^[)\]}]$/.test(word)) depth -= 1;
      if (depth !== 1 || !["(", ","].includes(wordAt(at - 1)) || !MODIFIERS.has(word)) continue;
      let name = at + 1;
      while (MODIFIERS.has(wordAt(name))) name += 1;
      if (/^[\p{L}$_]/u.test(wordAt(name))) names.push(wordAt(name));
    }
    return names;
  }
  let declared = text;
  for (const { begin, names } of [...bodies.values()].sort((one, other) => other.begin - one.begin)) {
    if (names.length > 0) declared = `${declared.slice(0, begin)} ${names.join("; ")};${declared.slice(begin)}`;
  }
  return declared;
}
