// A program of one file or several: which of a session's files belong to it, and with which it begins.

export interface Program {
  /** The file with which it begins: a key of `files`. */
  entry: string;
  /** Texts by paths relative to the entry's folder, which is also the folder in which the program runs. */
  files: Readonly<Record<string, string>>;
  args?: readonly string[];
  /** Of a test: those of `files` that are its own, for a server that has the program already. */
  laid?: Readonly<Record<string, string>>;
}

export interface SourceFile {
  /** Folders before the name, with "/" between them. */
  path: string;
  text: string;
}

/** Languages that run, by the endings of their files. A file named main with such an ending begins a program. */
const RUNS: Readonly<Record<string, string>> = {
  ...{ py: "python", js: "javascript", ts: "typescript", sql: "sql" },
  ...{ lua: "lua", cpp: "cpp", rb: "ruby", java: "java" },
};

/** The language by which a file runs, by its id in the API; null for what only others read. */
export function languageOf(path: string): string | null {
  const ending = endingOf(path);
  return Object.hasOwn(RUNS, ending) ? (RUNS[ending] ?? null) : null;
}

/** The program that Run starts while `open` is the open file. `files`: the session's, its own main first. */
export function programOf(files: readonly SourceFile[], open: string): Program {
  return programFrom(
    files,
    entryFor(
      open,
      files.map(({ path }) => path),
    ),
  );
}

/**
 * The nearest main of the folder of `open` and those above it; the first of `paths` if there is none. Of several in one
 * folder: the open file itself, else one of its language, else the first.
 */
export function entryFor(open: string, paths: readonly string[]): string {
  const mains = paths.filter(isMain);
  for (let folder: string | null = folderOf(open); folder !== null; folder = folder ? folderOf(folder) : null) {
    const here = mains.filter((path) => folderOf(path) === folder);
    const alike = here.find((path) => path === open) ?? here.find((path) => endingOf(path) === endingOf(open));
    if (here[0] !== undefined) return alike ?? here[0];
  }
  return paths[0] ?? open;
}

/**
 * The program that begins with any file. Folders with a main of their own are other programs; so is the main beside the
 * entry in C++, where all files would be linked into one.
 */
export function programFrom(files: readonly SourceFile[], entry: string): Program {
  const folder = folderOf(entry);
  const within = (path: string, other: string) => other === "" || path.startsWith(`${other}/`);
  const others = new Set(
    files.filter(({ path }) => isMain(path) && within(path, folder)).map(({ path }) => folderOf(path)),
  );
  others.delete(folder);
  const isOther = (path: string) => languageOf(entry) === "cpp" && isMain(path) && path !== entry;
  const belongs = (path: string) =>
    within(path, folder) && !isOther(path) && ![...others].some((other) => within(path, other));
  const relative = (path: string) => (folder ? path.slice(folder.length + 1) : path);
  return {
    entry: relative(entry),
    // Of entries, so that a file may have any name.
    files: Object.fromEntries(
      files.filter(({ path }) => belongs(path)).map(({ path, text }) => [relative(path), text]),
    ),
  };
}

/** A program of one file, named as a session's own main. */
export function programOfText(text: string, language: string): Program {
  const ending = Object.keys(RUNS).find((ending) => RUNS[ending] === language) ?? "txt";
  const entry = language === "java" ? "Main.java" : `main.${ending}`;
  return { entry, files: { [entry]: text } };
}

const isMain = (path: string) => /(^|\/)main\.[^./]+$/i.test(path) && languageOf(path) !== null;

const folderOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf("/")));

const endingOf = (path: string) => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
