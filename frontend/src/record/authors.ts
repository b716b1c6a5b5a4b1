// Changes of a text, and who wrote which part of it: runs of one author, one after the other, over the whole text.
import { Text } from "@codemirror/state";

/** At `at`, so many characters went, and this came, written by `by`. Each counts from where the one before it left. */
export interface Change {
  at: number;
  deleted: number;
  inserted: string;
  by: string;
}

export interface Run {
  length: number;
  /** A participant, or empty: the starter code. */
  by: string;
}
export type Authors = readonly Run[];

/** The state after these changes; the one given stays as it is. */
export function applied<S extends { text: Text; authors: Authors }>(
  state: S,
  changes: readonly Change[],
): { text: Text; authors: Authors } {
  let { text, authors } = state;
  for (const change of changes) {
    const to = Math.min(change.at + change.deleted, text.length);
    text = text.replace(Math.min(change.at, text.length), to, Text.of(change.inserted.split("\n")));
    authors = spliced(authors, change);
  }
  return { text, authors };
}

function spliced(authors: Authors, { at, deleted, inserted, by }: Change): Run[] {
  const after: Run[] = [];
  const add = (length: number, by: string) => {
    if (length <= 0) return;
    const last = after.at(-1);
    if (last?.by === by) after[after.length - 1] = { length: last.length + length, by };
    else after.push({ length, by });
  };
  const end = at + deleted;
  let from = 0;
  let isIn = false;
  for (const run of authors) {
    const to = from + run.length;
    add(Math.min(to, at) - from, run.by);
    if (!isIn && to > at) {
      add(inserted.length, by);
      isIn = true;
    }
    add(to - Math.max(from, end), run.by);
    from = to;
  }
  if (!isIn) add(inserted.length, by);
  return after;
}
