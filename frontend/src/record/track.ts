// One text as it was after each entry of the log: its changes, with the whole state now and then, so that any moment is a
// few changes away.
import { Text } from "@codemirror/state";

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

const EMPTY: Kept = { entries: 0, text: Text.empty, authors: [] };

export class Track {
  /** By entry; most entries change other texts, or none. */
  readonly #changes: (readonly Change[] | undefined)[] = [];
  readonly #kept: Kept[] = [EMPTY];
  #end: Kept = EMPTY;
  #sinceKept = 0;
  #last: { asked: number; moment: Moment } | null = null;

  /** `truth`: the text as the document has it now; `byOf`: whose entry it is. */
  constructor(
    readonly truth: () => string,
    readonly byOf: (entry: number) => string,
  ) {}

  /** What the entry with this number, from 0, changed: a later one than those before. */
  take(entry: number, changes: readonly Change[]): void {
    this.#changes[entry] = changes;
    this.#end = { ...applied(this.#end, changes), entries: entry + 1 };
    if (++this.#sinceKept >= STATE_EVERY) this.#keep(entry);
  }

  changes(entry: number): readonly Change[] {
    return this.#changes[entry] ?? [];
  }

  /** After the first `asked` entries, at most those taken so far. */
  at(asked: number): Moment {
    if (this.#last?.asked === asked) return this.#last.moment;
    const kept = this.#keptBefore(asked);
    let state: { text: Text; authors: Authors } = kept;
    let from = kept.entries;
    if (this.#last && this.#last.asked <= asked && this.#last.asked > from) {
      state = this.#last.moment;
      from = this.#last.asked;
    }
    for (; from < asked; from += 1) state = applied(state, this.changes(from));
    const moment = { text: state.text, authors: state.authors, caret: this.#caretAt(asked) };
    this.#last = { asked, moment };
    return moment;
  }

  /** The document itself has the last word: where a change told less than happened, the difference goes in here. */
  #keep(entry: number): void {
    const truth = this.truth();
    if (this.#end.text.toString() !== truth) {
      const whole = { at: 0, deleted: this.#end.text.length, inserted: truth, by: "" };
      this.#changes[entry] = [...this.changes(entry), whole];
      this.#end = { ...applied(this.#end, [whole]), entries: entry + 1 };
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
    for (let entry = Math.min(asked, this.#changes.length) - 1; entry >= 0; entry -= 1) {
      const last = this.#changes[entry]?.at(-1);
      if (last) return { at: last.at + last.inserted.length, by: this.byOf(entry) };
    }
    return null;
  }
}
