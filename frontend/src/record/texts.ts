// The texts of a session as they were after each entry of the log, and who wrote which part of them. Every update is
// applied once, in slices; what it changed is kept by text (track.ts).
import * as Y from "yjs";

import type { Change } from "./authors";
import { type Moment, Track } from "./track";

export type { Moment } from "./track";

/** The root of the session's own text. Others have their files' ids in their names. */
export const CODE = "code";

export class Texts {
  /** Updates that could not be read, and are not in the texts. */
  damaged = 0;

  readonly #doc = new Y.Doc();
  readonly #tracks = new Map<string, Track>();
  readonly #by: string[] = [];
  /** The last text that was changed, by how many entries have happened. */
  readonly #changed: string[] = [CODE];
  readonly #writers = new Map<number, string>(); // by Yjs client id: whoever sent it first
  #fresh = new Map<string, Change[]>();

  constructor() {
    this.#trackOf(CODE);
  }

  /** Entries taken so far. */
  get length(): number {
    return this.#by.length;
  }

  /** Takes the next entry: an update of `by`, or null for one that changes no text. */
  take(update: Uint8Array | null, by: string): void {
    this.#fresh = new Map();
    const entry = this.#by.push(by) - 1;
    if (update) this.#apply(update, by);
    for (const [root, changes] of this.#fresh) this.#trackOf(root).take(entry, changes);
    this.#changed.push([...this.#fresh.keys()].at(-1) ?? this.#changed.at(-1) ?? CODE);
  }

  /** Whether this entry changed a text, and by how much: characters that came and went. */
  size(entry: number): { inserted: number; deleted: number } | null {
    const changes = [...this.#tracks.values()].flatMap((track) => track.changes(entry));
    if (changes.length === 0) return null;
    let [inserted, deleted] = [0, 0];
    for (const change of changes) {
      inserted += change.inserted.length;
      deleted += change.deleted;
    }
    return { inserted, deleted };
  }

  /** A text after the first `entries` entries, at most those taken so far. */
  at(entries: number, root = CODE): Moment {
    return this.#trackOf(root).at(this.#within(entries));
  }

  /** In which text the typing is at that moment. */
  changedAt(entries: number): string {
    return this.#changed[this.#within(entries)] ?? CODE;
  }

  dispose(): void {
    this.#doc.destroy();
  }

  #within(entries: number): number {
    return Math.max(0, Math.min(entries, this.length));
  }

  #trackOf(root: string): Track {
    const known = this.#tracks.get(root);
    if (known) return known;
    const text = this.#doc.getText(root);
    text.observe((event, transaction) => {
      this.#fresh.set(root, [...(this.#fresh.get(root) ?? []), ...this.#changesOf(event, transaction)]);
    });
    const track = new Track(
      () => text.toString(),
      (entry) => this.#by[entry] ?? "",
    );
    this.#tracks.set(root, track);
    return track;
  }

  #apply(update: Uint8Array, by: string): void {
    try {
      for (const struct of Y.decodeUpdate(update).structs) {
        if (!this.#writers.has(struct.id.client)) this.#writers.set(struct.id.client, by);
        // A text is heard only once it is known as one: before the update comes in.
        if (struct instanceof Y.Item && typeof struct.parent === "string") this.#trackOf(struct.parent);
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
    return by === null && writers.size > 1 ? this.#split(event.target, changes, transaction) : changes;
  }

  /** Several people's text in one change: the document knows which part came from whom. */
  #split(text: Y.Text, changes: Change[], transaction: Y.Transaction): Change[] {
    const runs: { at: number; length: number; by: string }[] = [];
    let at = 0;
    for (let item = text._start; item !== null; item = item.right) {
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
}
