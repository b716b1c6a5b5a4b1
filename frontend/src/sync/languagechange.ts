// What a switch of language does to the text: whoever asked for it puts the new example in the place of an untouched one.
import type * as Y from "yjs";

import type { SessionEvent } from "./events";
import { type Language, starterFor, starterOf } from "./starter";

/** The page that asked for a language puts its example there as soon as it hears that it has it. */
const COMES_WITHIN_MS = 30_000;

export class LanguageChange {
  #requested: string | null = null;
  #coming: { starter: string; untilMs: number } | null = null;

  constructor(
    readonly text: Y.Text,
    readonly languages: () => readonly Language[],
  ) {
    text.observe(this.#changed);
  }

  requested(language: string): void {
    this.#requested = language;
  }

  /** The line is lost: whatever comes now was not asked for on it. */
  forget(): void {
    this.#requested = null;
  }

  happened(event: SessionEvent, canWrite: boolean): void {
    if (event.type !== "language" || !event.isYours || event.language !== this.#requested) return;
    const starter = starterFor(this.text.toString(), event.previous, event.language, this.languages());
    this.#requested = null;
    if (starter === null || !canWrite) return;
    // Without an origin, so that the undo manager takes it for an edit of this person, which it is.
    this.text.doc?.transact(() => {
      this.text.delete(0, this.text.length);
      this.text.insert(0, starter);
    });
  }

  /** By whomever, and also while the line was down. */
  switched(previous: string, next: string): void {
    if (previous === next) return;
    const starter = starterOf(next, this.languages());
    this.#coming =
      starter && starterOf(previous, this.languages()) ? { starter, untilMs: Date.now() + COMES_WITHIN_MS } : null;
  }

  /** An example that comes and finds none of the old one: somebody has begun to write in its place. So it goes again. */
  readonly #changed = (event: Y.YTextEvent, { local }: Y.Transaction) => {
    if (local || !this.#coming) return;
    const { starter, untilMs } = this.#coming;
    const at = event.delta.findIndex(({ insert }) => insert === starter);
    if (at === -1 && Date.now() < untilMs) return;
    this.#coming = null;
    if (at === -1 || event.delta.some((change) => change.delete)) return;
    const lengthOf = ({ retain, insert }: { retain?: number; insert?: unknown }) => retain ?? String(insert).length;
    const index = event.delta.slice(0, at).reduce((sum, change) => sum + lengthOf(change), 0);
    queueMicrotask(() => this.#remove(index, starter)); // when all others have seen this change
  };

  #remove(index: number, starter: string): void {
    if (this.text.toString().slice(index, index + starter.length) !== starter) return;
    this.text.doc?.transact(() => this.text.delete(index, starter.length), this); // nobody's edit: Undo leaves it
  }
}
