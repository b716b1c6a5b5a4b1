// When something that is being typed is sent: soon after the last key, one request at a time, the newest text always.

export type SaveState =
  | { kind: "saved" }
  | { kind: "saving" }
  /** No answer, or one that asks for patience; tried again by itself. */
  | { kind: "waiting" }
  /** Nothing but a change helps: see `because`. */
  | { kind: "held"; because: Hold };

export type Hold =
  | { kind: "too-long" }
  /** Another host changed the same words: see `Draft.theirs`. */
  | { kind: "conflict" }
  /** The server said no, with a sentence if it has one. */
  | { kind: "refused"; detail: string | null };

export type Attempt =
  | { kind: "done" }
  /** Something changed on the way: look at the newest text at once. */
  | { kind: "again" }
  | { kind: "later"; afterMs: number | null }
  | { kind: "held"; because: Hold };

export interface Clock {
  nowMs(): number;
  /** Returns what calls it off. */
  after(ms: number, act: () => void): () => void;
}

export const pageClock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, act) => {
    const timer = setTimeout(act, ms);
    return () => clearTimeout(timer);
  },
};

/** Sent so long after the last key, … */
export const QUIET_MS = 700;
/** … and in the midst of typing after so long. */
export const LONGEST_MS = 4_000;
export const FIRST_RETRY_MS = 2_000;
export const LAST_RETRY_MS = 30_000;

export class Saving {
  #state: SaveState = { kind: "saved" };
  #edits = 0;
  #savedEdits = 0;
  #unsavedSinceMs = 0;
  #failures = 0;
  #calledOff: (() => void) | null = null;
  #sending: Promise<void> | null = null;
  #isDisposed = false;

  /** `save` reads the newest text when it is called, and is never called while an earlier call goes on. */
  constructor(
    private readonly save: () => Promise<Attempt>,
    private readonly changed: (state: SaveState) => void,
    private readonly clock: Clock,
  ) {}

  get state(): SaveState {
    return this.#state;
  }

  get isUnsaved(): boolean {
    return this.#edits !== this.#savedEdits;
  }

  get isSending(): boolean {
    return this.#sending !== null;
  }

  /** Something was typed. */
  edited(): void {
    if (!this.isUnsaved) this.#unsavedSinceMs = this.clock.nowMs();
    this.#edits += 1;
    if (this.#state.kind === "waiting") return; // keys are no reason to ask a server more often that does not answer
    this.#become({ kind: "saving" });
    this.#sendAfter(Math.min(QUIET_MS, Math.max(0, this.#unsavedSinceMs + LONGEST_MS - this.clock.nowMs())));
  }

  /** Sends at once what is unsaved: the field was left, the network is back, somebody asks for it. */
  hurry(): void {
    if (this.isUnsaved && !this.#isDisposed) void this.#send();
  }

  /** Sends what is unsaved, and tells whether all that was typed until now is saved. */
  async finish(): Promise<boolean> {
    const edits = this.#edits;
    while (this.#savedEdits < edits && !this.#isDisposed) {
      const failures = this.#failures;
      await this.#send();
      if (this.#state.kind === "held" || this.#failures > failures) break;
    }
    return this.#savedEdits >= edits;
  }

  /** Sends what is unsaved once more, behind what is on its way. What is unsaved then stays so. */
  async close(): Promise<void> {
    await this.finish();
    this.#isDisposed = true;
    this.#calledOff?.();
  }

  #send(): Promise<void> {
    this.#sending ??= this.#attempt().finally(() => (this.#sending = null));
    return this.#sending;
  }

  async #attempt(): Promise<void> {
    this.#calledOff?.();
    const edits = this.#edits;
    if (this.#state.kind !== "waiting") this.#become({ kind: "saving" });
    const attempt = await this.save();
    if (this.#isDisposed) return;
    const wasEdited = edits !== this.#edits;
    switch (attempt.kind) {
      case "done":
        this.#failures = 0;
        this.#savedEdits = edits;
        this.#unsavedSinceMs = this.clock.nowMs();
        this.#become({ kind: wasEdited ? "saving" : "saved" });
        if (wasEdited) this.#sendAfter(QUIET_MS);
        break;
      case "again":
        this.#sendAfter(0);
        break;
      case "held":
        this.#failures = 0;
        this.#become(attempt);
        if (wasEdited) this.#sendAfter(QUIET_MS);
        break;
      case "later":
        this.#failures += 1;
        this.#become({ kind: "waiting" });
        this.#sendAfter(attempt.afterMs ?? Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#failures - 1)));
        break;
    }
  }

  #sendAfter(ms: number): void {
    this.#calledOff?.();
    this.#calledOff = this.clock.after(ms, () => void this.#send());
  }

  #become(state: SaveState): void {
    this.#state = state;
    this.changed(state);
  }
}
