// A form of the library while it is filled in: what is typed, what of it is saved, and what stands in the way. Nothing that
// was typed is thrown away but by whoever typed it.
import type { Outcome } from "../../../api/client";
import type { Keeping } from "./keeping";
import { problemsIn, type Problems } from "./problems";

/** As the server has it. */
export interface Saved<D> {
  draft: D;
  version: number;
}

export interface Calls<D> {
  read(): Promise<Outcome<Saved<D>>>;
  /** `version`: the one that it is based on; null for what is new. */
  save(draft: D, version: number | null): Promise<Outcome<Saved<D>>>;
}

export type Told =
  | { kind: "saved"; version: number }
  | { kind: "kept" }
  | { kind: "refused"; detail: string | null }
  | { kind: "failed" };

const KEEP_MS = 300;

export class Form<D extends object> {
  draft: D = $state() as D;
  isReady = $state(false);
  isUnreachable = $state(false);
  isBusy = $state(false);
  /** This device has what stands here. */
  isKept = $state(true);
  /** It could not be saved as it was sent once. */
  wasRefused = $state(false);
  told = $state.raw<Told | null>(null);
  /** By the fields of what was sent last. */
  problems = $state.raw<Problems>({});
  /** What somebody else saved meanwhile. */
  theirs = $state.raw<Saved<D> | null>(null);
  /** As the server has it; null for what is new. */
  version = $state<number | null>(null);
  /** The text of what the server has, or of an empty form. */
  #base = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly keeping: Keeping<D>,
    readonly calls: Calls<D>,
    readonly empty: D,
  ) {
    this.draft = structuredClone(empty);
    this.#base = JSON.stringify(empty);
  }

  /** All that stands in the form. */
  readonly text = $derived(JSON.stringify(this.draft));

  get isChanged(): boolean {
    return this.isReady && this.text !== this.#base;
  }

  async open(isNew: boolean): Promise<void> {
    this.isUnreachable = false;
    const outcome = isNew ? null : await this.calls.read();
    if (outcome && outcome.kind !== "done") {
      this.isUnreachable = true;
      return;
    }
    if (outcome) this.#take(outcome.value);
    const kept = this.keeping.get();
    if (kept && JSON.stringify(kept.draft) !== this.#base) {
      this.draft = kept.draft;
      this.version = kept.version; // saving tells if there is a newer one by now
      this.told = { kind: "kept" };
    }
    this.isReady = true;
  }

  /** Keeps it soon: to be called whenever `text` is another. */
  edited(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(), KEEP_MS);
  }

  /** Keeps it now; false if leaving it would lose it. */
  keep(): boolean {
    clearTimeout(this.#timer);
    if (!this.isReady) return true;
    const draft = $state.snapshot(this.draft) as D;
    return (this.isKept = this.keeping.set(this.isChanged ? { draft, version: this.version } : null));
  }

  async save(): Promise<boolean> {
    if (this.isBusy) return false;
    [this.isBusy, this.told, this.problems, this.theirs] = [true, null, {}, null];
    const sent = this.text;
    const outcome = await this.calls.save($state.snapshot(this.draft) as D, this.version);
    if (outcome.kind === "refused" && outcome.code === "outdated") {
      const now = await this.calls.read();
      if (now.kind === "done") this.theirs = now.value;
      else this.told = { kind: "failed" };
    } else if (outcome.kind === "done") {
      const typed = this.text === sent ? null : ($state.snapshot(this.draft) as D);
      this.#take(outcome.value);
      if (typed) this.draft = typed; // while it was sent
      this.told = { kind: "saved", version: outcome.value.version };
      this.keep();
    } else {
      this.problems = problemsIn(outcome);
      this.wasRefused = true;
      this.told = outcome.kind === "refused" ? { kind: "refused", detail: outcome.detail } : { kind: "failed" };
    }
    this.isBusy = false;
    return outcome.kind === "done";
  }

  /** What stands here becomes the next version after theirs. */
  async saveMine(): Promise<void> {
    if (this.theirs) this.version = this.theirs.version;
    await this.save();
  }

  takeTheirs(): void {
    if (!this.theirs) return;
    this.#take(this.theirs);
    [this.theirs, this.told, this.problems] = [null, null, {}];
    this.keep();
  }

  /** Back to what the server has. */
  async discard(): Promise<void> {
    if (this.version === null) this.draft = structuredClone(this.empty);
    else {
      const outcome = await this.calls.read();
      if (outcome.kind !== "done") {
        this.told = { kind: "failed" };
        return;
      }
      this.#take(outcome.value);
    }
    [this.theirs, this.told, this.problems] = [null, null, {}];
    this.keep();
  }

  #take({ draft, version }: Saved<D>): void {
    [this.draft, this.version, this.#base] = [draft, version, JSON.stringify(draft)];
  }
}

/** What differs, by fields: theirs as text. */
export function differences<D extends object>(mine: D, theirs: D): { field: string; text: string }[] {
  return (Object.keys(theirs) as (keyof D & string)[])
    .filter((field) => JSON.stringify(mine[field]) !== JSON.stringify(theirs[field]))
    .map((field) => {
      const value: unknown = theirs[field];
      return { field, text: typeof value === "string" ? value : JSON.stringify(value, null, 2) };
    });
}
