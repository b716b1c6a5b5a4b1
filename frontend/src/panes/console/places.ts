// Places in the code that a line of output speaks of, in the manner of each language.

export interface Place {
  /** Where in the line it is said. */
  from: number;
  to: number;
  /** Of the program's files; null: the one with which it began. */
  path: string | null;
  line: number;
  column: number;
}

/**
 * `File "main.py", line 3`, `main.cpp:3:7:`, `Main.java:3`, `main.js:3:7`, `main.rb:3:in`. What is called main begins the
 * program; others are files of the program by their paths, or of some library, and then lead nowhere.
 */
const FILE = /\b[Mm]ain\.[a-z]+(?:"?, line |:)(\d{1,6})(?::(\d{1,4}))?/g;
/** Java calls the file after its class; what is Java's own has its module's name before it, like `java.base/`. */
const JAVA = /(?<=^|^\s*at [\w.$<>]{1,200}\()(?!Main\.)\w+\.java:(\d{1,6})/g;
/** In what went wrong, a line alone is one of the code too. */
const LINE = /\bline (\d{1,6})\b/gi;
const FOREIGN_CHARS = 200; // further back no file is looked for: a line may be built to be read for long
const FOREIGN_FILE = /\b[\w./-]+\.\w+"?, $/;

/** Before a path: where programs have their files, in one language or another. */
const HOME = String.raw`(?<![\w./-])(?:/home/(?:pyodide|me)/|\.?/)?`;

/** `paths`: the program's files, relative to the folder in which it runs. */
export function placesIn(text: string, isError: boolean, paths: readonly string[] = []): Place[] {
  const places: Place[] = [];
  const add = (found: RegExpExecArray, path: string | null, line?: string, column = "1") => {
    const [from, to] = [found.index, found.index + found[0].length];
    if (line !== undefined && !places.some((one) => one.from < to && from < one.to))
      places.push({ from, to, path, line: Number(line), column: Number(column) });
  };
  if (paths.length > 0)
    for (const found of text.matchAll(patternOf(paths))) add(found, found[1] ?? null, found[2], found[3]);
  for (const found of text.matchAll(FILE)) add(found, null, found[1], found[2]);
  if (!isError) return places.sort(inOrder);
  for (const found of text.matchAll(JAVA)) {
    const [name = ""] = found[0].split(":");
    add(found, paths.find((path) => `/${path}`.endsWith(`/${name}`)) ?? null, found[1]);
  }
  for (const found of text.matchAll(LINE)) {
    if (!FOREIGN_FILE.test(text.slice(Math.max(0, found.index - FOREIGN_CHARS), found.index)))
      add(found, null, found[1]);
  }
  return places.sort(inOrder);
}

const inOrder = (one: Place, other: Place) => one.from - other.from;

/** The longest first: a path may end with another. */
function patternOf(paths: readonly string[]): RegExp {
  const escaped = paths.map((path) => path.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const any = escaped.sort((one, other) => other.length - one.length).join("|");
  return new RegExp(`${HOME}(${any})(?:"?, line |:)(\\d{1,6})(?::(\\d{1,4}))?`, "g");
}
