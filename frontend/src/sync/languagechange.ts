// A language that this page asked for: when it comes, an untouched example becomes that of the new language.
import type * as Y from "yjs";

import type { SessionEvent } from "./events";
import { type Language, starterFor } from "./starter";

export class LanguageChange {
  #requested: { language: string; languages: readonly Language[] } | null = null;

  constructor(readonly text: Y.Text) {}

  requested(language: string, languages: readonly Language[]): void {
    this.#requested = { language, languages };
  }

  /** The line is lost: whatever comes now was not asked for on it. */
  forget(): void {
    this.#requested = null;
  }

  happened(event: SessionEvent, canWrite: boolean): void {
    if (event.type !== "language" || !event.isYours || event.language !== this.#requested?.language) return;
    const starter = starterFor(this.text.toString(), event.previous, event.language, this.#requested.languages);
    this.#requested = null;
    if (starter === null || !canWrite) return;
    // Without an origin, so that the undo manager takes it for an edit of this person, which it is.
    this.text.doc?.transact(() => {
      this.text.delete(0, this.text.length);
      this.text.insert(0, starter);
    });
  }
}
