// What a switch of language does to the text: whoever asked for it puts the new example in the place of an untouched one.
import type * as Y from "yjs";

import { steadyMs } from "./clock";
import type { SessionEvent } from "./events";
import { type Language, starterFor, starterOf } from "./starter";

/** The page that asked for a language puts its example there as soon as it hears that it has it. */
const COMES_WITHIN_MS = 30_000;

export class LanguageChange {
  #coming: { starter: string; former: number; untilMs: number } | null = null;
  /** The text before the next change, while an example may come. */
  #before = "";
  /** Whether this page's person has written anything since an example of theirs was put in. */
  #hasWritten = false;

  constructor(
    readonly text: Y.Text,
    readonly languages: () => readonly Language[],
  ) {
    text.observe(this.#changed);
  }

  happened(event: SessionEvent, canWrite: boolean): void {
    if (event.type !== "language" || !event.isYours) return;
    const starter = starterFor(this.text.toString(), event.previous, event.language, this.languages());
    if (starter === null || !canWrite) return;
    // Without an origin, so that the undo manager takes it for an edit of this person, which it is.
    this.text.doc?.transact(() => {
      this.text.delete(0, this.text.length);
      this.text.insert(0, starter);
    });
    this.#hasWritten = false;
  }

  /** By whomever, and also while the line was down. */
  switched(previous: string, next: string): void {
    if (previous === next) return;
    const [former, starter] = [previous, next].map((id) => starterOf(id, this.languages()));
    this.#coming = former && starter ? { starter, former: former.length, untilMs: steadyMs() + COMES_WITHIN_MS } : null;
    this.#before = this.#coming ? this.text.toString() : "";
  }

  /**
   * An example that comes and finds little of the old one: somebody has begun to write in its place. So it goes again, and
   * what was left of the old one, which is theirs by now (whoever types over a selection keeps its last line break), stays.
   */
  readonly #changed = ({ delta }: Y.YTextEvent, { local }: Y.Transaction) => {
    this.#hasWritten ||= local;
    if (!this.#coming) return;
    const before = this.#before;
    this.#before = this.text.toString();
    const { starter, former, untilMs } = this.#coming;
    const isHere = delta.some(({ insert }) => insert === starter);
    if (local || (!isHere && steadyMs() < untilMs)) return;
    this.#coming = null;
    if (!isHere) return;
    const left = delta.reduce((sum, change) => sum + (change.delete ?? 0), 0);
    // Of several who see it, the one who wrote brings back what was left.
    if (left > 0 && (left * 2 > former || !this.#hasWritten)) return;
    const after = this.#before;
    // When all others have seen this change.
    queueMicrotask(() => this.text.toString() === after && this.#takeBack(delta, starter, before));
  };

  #takeBack(delta: Y.YTextEvent["delta"], starter: string, before: string): void {
    const takeBack = () => {
      let [index, place] = [0, 0];
      for (const { retain = 0, insert, delete: left = 0 } of delta) {
        if (insert === starter) this.text.delete(index, starter.length);
        else index += retain + (insert === undefined ? 0 : String(insert).length);
        if (left) this.text.insert(index, before.slice(place, place + left));
        index += left;
        place += retain + left;
      }
    };
    this.text.doc?.transact(takeBack, this); // nobody's edit: Undo leaves it
  }
}
