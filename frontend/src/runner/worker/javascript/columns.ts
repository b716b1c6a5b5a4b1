// Where a place in a line without types is in the line that had them: both are compared word by word.
// (Sucrase's own source maps lose all columns behind an empty piece of a template string.)

import type { Place } from "../../node/loading/traces";

const LONGEST = 2_000; // words; in a longer line the column is left as it is

const wordsOf = (line: string) => line.match(/[\p{L}\p{N}_$]+|\s+|./gu) ?? [];

export function columnLocator(source: string, code: string): (place: Place) => Place {
  const [sources, codes] = [source.split("\n"), code.split("\n")];
  return ({ line, column }) => ({ line, column: columnIn(sources[line - 1] ?? "", codes[line - 1] ?? "", column) });
}

function columnIn(source: string, code: string, column: number): number {
  const [ones, others] = [wordsOf(source), wordsOf(code)];
  if (source === code || ones.length * others.length > LONGEST ** 2) return column;
  // The longest common sequence of words from each pair on.
  const common = Array.from({ length: ones.length + 1 }, () => new Uint16Array(others.length + 1));
  const at = (one: number, other: number) => common[one]?.[other] ?? 0;
  for (let one = ones.length - 1; one >= 0; one -= 1) {
    for (let other = others.length - 1; other >= 0; other -= 1) {
      const row = common[one];
      const isSame = ones[one] === others[other];
      if (row) row[other] = isSame ? at(one + 1, other + 1) + 1 : Math.max(at(one + 1, other), at(one, other + 1));
    }
  }
  let [one, other, from, to] = [0, 0, 1, 1];
  while (one < ones.length && other < others.length) {
    const [word = "", found = ""] = [ones[one], others[other]];
    if (word === found && at(one, other) === at(one + 1, other + 1) + 1) {
      if (column < from + found.length) return to + column - from;
      [one, other, from, to] = [one + 1, other + 1, from + found.length, to + word.length];
    } else if (at(one + 1, other) >= at(one, other + 1)) [one, to] = [one + 1, to + word.length];
    else if (column < from + found.length) return to;
    else [other, from] = [other + 1, from + found.length];
  }
  return to;
}
