// Places in the code that a line of output speaks of, in the manner of each language.

export interface Place {
  /** Where in the line it is said. */
  from: number;
  to: number;
  line: number;
  column: number;
  /** Of the program's files; without, the one with which it begins. */
  path?: string;
}

/**
 * `File "main.py", line 3`, `main.cpp:3:7:`, `Main.java:3`, `main.js:3:7`, `main.rb:3:in`. The room's code is one file
 * called main; others are of some library, and lead nowhere.
 */
const FILE = /\b[Mm]ain\.[a-z]+(?:"?, line |:)(\d{1,6})(?::(\d{1,4}))?/g;
/** Java calls the file after its class; what is Java's own has its module's name before it, like `java.base/`. */
const JAVA = /(?<=^|^\s*at [\w.$<>]{1,200}\()(?!Main\.)\w+\.java:(\d{1,6})/g;
/** In what went wrong, a line alone is one of the code too. */
const LINE = /\bline (\d{1,6})\b/gi;
const FOREIGN_CHARS = 200; // further back no file is looked for: a line may be built to be read for long
const FOREIGN_FILE = /\b[\w./-]+\.\w+"?, $/;

/** What follows a file's name: where in it. */
const IN_FILE = /(?:"?, line |:)(\d{1,6})(?::(\d{1,4}))?/g;
/** What stands before a file's name: neither a part of it nor a folder of somebody else's. */
const BEFORE = /(?:^|[^\w/\\.-]|(?:^|[^\w.])\.\/)$/;

/** `paths`: of the program, where it has several files. */
export function placesIn(text: string, isError: boolean, paths: readonly string[] = []): Place[] {
  const places: Place[] = paths.length > 0 ? ownPlaces(text, paths) : [];
  const add = (found: RegExpExecArray) => {
    const place = placeOf(found);
    if (!places.some((one) => one.from < place.to && place.from < one.to)) places.push(place);
  };
  for (const found of text.matchAll(FILE)) add(found);
  if (!isError) return sorted(places);
  for (const found of text.matchAll(JAVA)) add(found);
  for (const found of text.matchAll(LINE)) {
    const place = placeOf(found);
    const isKnown = places.some((one) => one.from < place.to && place.from < one.to);
    if (!isKnown && !FOREIGN_FILE.test(text.slice(Math.max(0, place.from - FOREIGN_CHARS), place.from)))
      places.push(place);
  }
  return sorted(places);
}

const sorted = (places: Place[]): Place[] => places.sort((one, other) => one.from - other.from);

/** Java tells of a file without its folder. */
function ownPlaces(text: string, paths: readonly string[]): Place[] {
  const places: Place[] = [];
  for (const found of text.matchAll(IN_FILE)) {
    const before = text.slice(Math.max(0, found.index - FOREIGN_CHARS), found.index);
    const isNamed = (name: string) => before.endsWith(name) && BEFORE.test(before.slice(0, -name.length));
    const path =
      paths.find(isNamed) ??
      paths.find((one) => before.endsWith("java") && isNamed(one.slice(one.lastIndexOf("/") + 1)));
    if (path === undefined) continue;
    const name = isNamed(path) ? path : path.slice(path.lastIndexOf("/") + 1);
    places.push({ ...placeOf(found), from: found.index - name.length, path });
  }
  return places;
}

function placeOf(found: RegExpExecArray): Place {
  const from = found.index;
  return { from, to: from + found[0].length, line: Number(found[1]), column: Number(found[2] ?? 1) };
}
