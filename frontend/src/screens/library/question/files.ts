// Files of a question while they are written: a list, so that two may have one name until that is mended.

export interface FileDraft {
  path: string;
  text: string;
}

export type PathProblem = "missing" | "twice";

export const filesFrom = (files: Readonly<Record<string, string>>): FileDraft[] =>
  Object.entries(files).map(([path, text]) => ({ path, text }));

/** As they are sent. A single empty file is none: it is where one would begin. */
export function filesOf(files: readonly FileDraft[]): Record<string, string> {
  return files.length === 1 && files[0]?.text === "" ? {} : sent(files);
}

/** The same of those that nobody has to begin with. */
export const sent = (files: readonly FileDraft[]): Record<string, string> =>
  Object.fromEntries(files.map(({ path, text }) => [path.trim(), text]));

/** Why a file cannot be saved by its name; all else of names the server says. */
export function pathProblem(files: readonly FileDraft[], place: number): PathProblem | null {
  const path = files[place]?.path.trim().toLowerCase();
  if (path === undefined) return null;
  if (!path) return "missing";
  return files.slice(0, place).some((other) => other.path.trim().toLowerCase() === path) ? "twice" : null;
}

export const hasPathProblem = (files: readonly FileDraft[]): boolean =>
  files.some((_, place) => pathProblem(files, place) !== null);

/** What the program of a language begins with. */
export const mainOf = (language: string, ending: string): string =>
  language === "java" ? "Main.java" : `main.${ending}`;

/** A name that no file of the list has. */
export function freshPath(files: readonly FileDraft[], main: string, ending: string): string {
  const taken = new Set(files.map(({ path }) => path.trim().toLowerCase()));
  const names = [main, `util.${ending}`, ...Array.from({ length: 40 }, (_, at) => `util-${at + 2}.${ending}`)];
  return names.find((name) => !taken.has(name.toLowerCase())) ?? "";
}
