// The text as it was after each entry of the log, and who wrote which part of it. Every update is applied once, in
// slices; what it changed is kept, with the whole state now and then, so that any moment is a few changes away.
import { Text } from "@codemirror/state";
import * as Y from "yjs";

import { applied, type Authors, type Change } from "./authors";

/** A kept state each so many changes: what a seek has to apply at most. */
const STATE_EVERY = 128;

/** The text after an entry. */
export interface Moment {
  text: Text;
  authors: Authors;
  /** Where the last change before it ended; null before the first. */
  caret: { at: number; by: string } | null;
}

interface Kept {
  /** How many entries are in it. */
  entries: number;
  text: Text;
  authors: Authors;
}

export class Texts {
  /** Updates that could not be read, and are not in the text. */
  damaged = 0;

  readonly #doc = new Y.Doc();
  readonly #shared = this.#doc.getText("code");
  readonly #changes: (readonly Change[] | null)[] = [];
  readonly #by: string[] = [];
  readonly #writers = new Map<number, string>(); // by Yjs client id: whoever sent it first
  readonly #kept: Kept[] = [{ entries: 0, text: Text.empty, authors: [] }];
  #end: Kept = { entries: 0, text: Text.empty, authors: [] };
  #sinceKept = 0;
  #fresh: Change[] | null = null;
  #last: { asked: number; moment: Moment } | null = null;

  constructor() {
    this.#shared.observe((event, transaction) => {
      this.#fresh = [...(this.#fresh ?? []), ...this.#changesOf(event, transaction)];
    });
  }

  /** Entries taken so far. */
  get length(): number {
    return this.#changes.length;
  }

  /** Takes the next entry: an update of `by`, or null for one that changes no text. */
  take(update: Uint8Array | null, by: string): void {
    this.#fresh = null;
    this.#by.push(by);
    if (update) this.#apply(update, by);
    const changes: Change[] | null = this.#fresh;
    this.#changes.push(changes);
    this.#end = { ...applied(this.#end, changes ?? []), entries: this.length };
    if (changes && ++this.#sinceKept >= STATE_EVERY) this.#keep();
  }

  /** Whether this entry changed the text, and by how much: characters that came and went. */
  size(entry: number): { inserted: number; deleted: number } | null {
    const changes = this.#changes[entry];
    if (!changes || changes.length === 0) return null;
    let [inserted, deleted] = [0, 0];
    for (const change of changes) {
      inserted += change.inserted.length;
      deleted += change.deleted;
    }
    return { inserted, deleted };
  }

  /** After the first `entries` entries, at most those taken so far. */
  at(entries: number): Moment {
    const asked = Math.max(0, Math.min(entries, this.length));
    if (this.#last?.asked === asked) return this.#last.moment;
    let state: { text: Text; authors: Authors } = this.#keptBefore(asked);
    let from = this.#keptBefore(asked).entries;
    if (this.#last && this.#last.asked <= asked && this.#last.asked > from) {
      state = this.#last.moment;
      from = this.#last.asked;
    }
    for (; from < asked; from += 1) state = applied(state, this.#changes[from] ?? []);
    const moment = { text: state.text, authors: state.authors, caret: this.#caretAt(asked) };
    this.#last = { asked, moment };
    return moment;
  }

  /** What the next entry changes, for who shows the text before it. */
  changes(entry: number): readonly Change[] {
    return this.#changes[entry] ?? [];
  }

  dispose(): void {
    this.#doc.destroy();
  }

  #apply(update: Uint8Array, by: string): void {
    try {
      for (const struct of Y.decodeUpdate(update).structs) {
        if (!this.#writers.has(struct.id.client)) this.#writers.set(struct.id.client, by);
      }
      Y.applyUpdate(this.#doc, update);
    } catch {
      this.damaged += 1;
    }
  }

  /** Inserted text belongs to whoever wrote it: an update may carry another's, or wait for one that comes later. */
  #changesOf(event: Y.YTextEvent, transaction: Y.Transaction): Change[] {
    const writers = new Set<string>();
    for (const [client, clock] of transaction.afterState) {
      if ((transaction.beforeState.get(client) ?? 0) < clock) writers.add(this.#writers.get(client) ?? "");
    }
    const [only] = writers;
    const by = writers.size === 1 && only !== undefined ? only : null;
    const changes: Change[] = [];
    let at = 0;
    for (const { retain, insert, delete: deleted } of event.delta) {
      if (retain) at += retain;
      else if (deleted) changes.push({ at, deleted, inserted: "", by: "" });
      else if (typeof insert === "string") {
        changes.push({ at, deleted: 0, inserted: insert, by: by ?? "" });
        at += insert.length;
      }
    }
    return by === null && writers.size > 1 ? this.#split(changes, transaction) : changes;
  }

  /** Several people's text in one change: the document knows which part came from whom. */
  #split(changes: Change[], transaction: Y.Transaction): Change[] {
    const runs: { at: number; length: number; by: string }[] = [];
    let at = 0;
    for (let item = this.#shared._start; item !== null; item = item.right) {
      if (item.deleted || !item.countable) continue;
      const { client, clock } = item.id;
      const known = (transaction.beforeState.get(client) ?? 0) - clock;
      if (known < item.length) {
        const old = Math.max(0, known);
        runs.push({ at: at + old, length: item.length - old, by: this.#writers.get(client) ?? "" });
      }
      at += item.length;
    }
    return changes.flatMap((change) => {
      const end = change.at + change.inserted.length;
      if (change.inserted === "") return [change];
      return runs
        .filter((run) => run.at < end && run.at + run.length > change.at)
        .map((run) => {
          const from = Math.max(run.at, change.at);
          const to = Math.min(run.at + run.length, end);
          const inserted = change.inserted.slice(from - change.at, to - change.at);
          return { at: from, deleted: 0, inserted, by: run.by };
        });
    });
  }

  /** The document itself has the last word: where a change told less than happened, the difference goes in here. */
  #keep(): void {
    const truth = this.#shared.toString();
    if (this.#end.text.toString() !== truth) {
      const whole = { at: 0, deleted: this.#end.text.length, inserted: truth, by: "" };
      this.#changes[this.length - 1] = [...(this.#changes[this.length - 1] ?? []), whole];
      this.#end = { ...applied(this.#end, [whole]), entries: this.length };
    }
    this.#kept.push(this.#end);
    this.#sinceKept = 0;
  }

  #keptBefore(asked: number): Kept {
    let [low, high] = [0, this.#kept.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#kept[middle]?.entries ?? Infinity) <= asked) low = middle;
      else high = middle - 1;
    }
    return this.#kept[low] ?? this.#end;
  }

  #caretAt(asked: number): Moment["caret"] {
    for (let entry = asked - 1; entry >= 0; entry -= 1) {
      const last = this.#changes[entry]?.at(-1);
      if (last) return { at: last.at + last.inserted.length, by: this.#by[entry] ?? "" };
    }
    return null;
  }
}
