// What stands where a statement is wrong, with a mark below it, as SQLite's shell shows it.

const LONGEST = 78; // characters
const MOST_BEFORE = 50; // characters
const LEAST_FOR_LEFT = 25; // from here on what is said stands to the left of the mark

/** Errors whose place SQLite knows, with the word that stands there. */
const PLACED = [
  /^near "([^]+)": syntax error$/,
  /^no such column: (?:\w+\.)*?((?:\w+\.)?\w+)$/,
  /^no such function: (\w+)$/,
  /^ambiguous column name: ((?:\w+\.)?\w+)$/,
  /^misuse of (?:aggregate|window)(?: function|:) (\w+)\(\)$/,
  /^wrong number of arguments to function (\w+)\(\)$/,
  /^unrecognized token: "([^]+)"$/,
  /^(?:table|view) (\w+) already exists$/,
];

/** "" if the place is not known. `place`: of the word in the statement. */
export function excerptOf(statement: string, message: string, place: (word: string) => number): string {
  const [word] = PLACED.flatMap((pattern) => pattern.exec(message)?.slice(1) ?? []);
  let offset = word === undefined ? -1 : place(word);
  if (offset < 0) return "";
  const skipped = Math.max(0, offset - MOST_BEFORE);
  offset -= skipped;
  const line = statement
    .slice(skipped, skipped + LONGEST)
    .replace(/\s/g, " ")
    .trimEnd();
  const mark =
    offset < LEAST_FOR_LEFT
      ? `${" ".repeat(offset)}^--- error here`
      : `${" ".repeat(offset - "error here ---".length)}error here ---^`;
  return `\n  ${line}\n  ${mark}`;
}

/**
 * Where a word or sign stands by itself in a statement that is wrong there. `failsSo`: whether a beginning of it is wrong
 * in the same way. What is misused is so behind WHERE, where there is one.
 */
export function placeOf(
  word: string,
  statement: string,
  failsSo: (part: string) => boolean,
  isMisused = false,
): number {
  if (!word) return -1;
  const plain = statement.replace(/'[^']*'/g, (text) => " ".repeat(text.length));
  const [before, after] = [/^\w/.test(word) ? "(?<![\\w.])" : "", /\w$/.test(word) ? "(?!\\w)" : ""];
  const pattern = new RegExp(`${before}${word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}${after}`, "g");
  const from = isMisused ? plain.search(/\bwhere\b/i) : 0;
  const places = [...plain.matchAll(pattern)].map(({ index }) => index).filter((index) => index >= from);
  const first = places.find((place) => failsSo(statement.slice(0, place + word.length)));
  return first ?? places[0] ?? statement.indexOf(word);
}
