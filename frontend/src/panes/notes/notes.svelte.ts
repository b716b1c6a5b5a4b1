// The private notes of a session as the pane shows them: read from the server, changed here, saved one by one.
import { SvelteMap } from "svelte/reactivity";

import type { Outcome } from "../../api/client";
import type { Note, PrivateApi } from "../../api/private";
import {
  changesOf,
  type Choice,
  chosen,
  type Draft,
  isEmpty,
  isInDoubt,
  isTooLong,
  isUnsaved,
  inOrder,
  momentOf,
  isoOf,
  newDraft,
  versionOf,
  type Words,
} from "./drafts";
import { openKept, readDrafts, type TabStore } from "./kept";
import { meetAll, type Told } from "./meeting";
import { attemptOf, isOutOfReach, isOverruled } from "./outcomes";
import { type Attempt, type Clock, type SaveState, Saving } from "./saving";

export type Reading = "loading" | "there" | "unreachable" | "refused";

const SAVED: SaveState = { kind: "saved" };

export class NotesModel {
  /** By their moments, newest first. Deleted ones stay, to be brought back, until they are dismissed. */
  drafts = $state.raw<readonly Draft[]>([]);
  reading = $state<Reading>("loading");
  told = $state.raw<Told | null>(null);
  readonly #states = new SvelteMap<string, SaveState>();
  readonly hasUnsaved = $derived(this.drafts.some(isUnsaved));
  readonly isWaiting = $derived([...this.#states.values()].some((state) => state.kind === "waiting"));

  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- nothing that is shown depends on it
  readonly #savings = new Map<string, Saving>();
  /** Requests are counted: a list that was asked for before a note was saved here may not know of it. */
  #asked = 0;
  #taken = 0;
  readonly #kept;

  constructor(
    readonly api: PrivateApi,
    sessionId: string,
    store: TabStore | null,
    readonly clock: Clock,
  ) {
    this.#kept = openKept(store, `notes.${sessionId}`, readDrafts);
    const drafts = this.#kept.get() ?? [];
    this.drafts = drafts;
    for (const draft of drafts) if (isUnsaved(draft)) this.#savingOf(draft.key).edited();
  }

  stateOf(key: string): SaveState {
    return this.#states.get(key) ?? SAVED;
  }

  /** Something was typed into it in this page. */
  wasChanged(key: string): boolean {
    return this.#states.has(key);
  }

  /** Reads what is there; also what other hosts did. */
  async refresh(): Promise<void> {
    await this.#list();
  }

  /** A note of this moment. One that is still empty takes the new moment instead. Returns its key. */
  begin(momentMs: number, author: string | null): string {
    const empty = this.drafts.find((draft) => draft.noteId === null && !draft.isDeleted && isEmpty(draft));
    const draft = newDraft(empty?.key ?? freshKey(), momentMs, author);
    this.drafts = inOrder([draft, ...this.drafts.filter(({ key }) => key !== draft.key)]); // where it stays
    return draft.key;
  }

  edit(key: string, words: Partial<Words>): void {
    this.#change(key, (draft) => ({ ...draft, ...words }));
    this.#savingOf(key).edited();
  }

  /** The field was left: no reason to wait longer. */
  leave(key: string): void {
    this.#savings.get(key)?.hurry();
  }

  choose(key: string, choice: Choice): void {
    this.#change(key, (draft) => chosen(draft, choice));
    this.#saveNow(key);
  }

  /** Goes at once, and comes back by `restore`. One that was never written in leaves nothing behind. */
  remove(key: string): void {
    const draft = this.#draft(key);
    if (!draft) return;
    this.#change(key, (one) => ({ ...one, isDeleted: true }));
    if (draft.noteId === null && isEmpty(draft)) this.dismiss(key);
    else this.#saveNow(key);
  }

  restore(key: string): void {
    this.#change(key, (draft) => ({ ...draft, isDeleted: false }));
    this.#saveNow(key);
  }

  /** No longer shows a note that is deleted on the server. */
  dismiss(key: string): void {
    this.drafts = this.drafts.filter((draft) => draft.key !== key || isUnsaved(draft));
  }

  /** Tries everything again at once: the network is back, the tab is left, somebody asks. */
  hurry(): void {
    for (const saving of this.#savings.values()) saving.hurry();
  }

  /** The pane goes: see `Saving.close`. */
  async close(): Promise<void> {
    await Promise.all([...this.#savings.values()].map((saving) => saving.close()));
  }

  #draft(key: string): Draft | undefined {
    return this.drafts.find((draft) => draft.key === key);
  }

  #change(key: string, change: (draft: Draft) => Draft): void {
    this.drafts = this.drafts.map((draft) => (draft.key === key ? change(draft) : draft));
    this.#keep();
  }

  #keep(): void {
    const unsaved = this.drafts.filter(isUnsaved);
    this.#kept.set(unsaved.length > 0 ? unsaved : null);
  }

  #savingOf(key: string): Saving {
    const known = this.#savings.get(key);
    if (known) return known;
    const shown = (state: SaveState) => void this.#states.set(key, state);
    const saving = new Saving(() => this.#save(key), shown, this.clock);
    this.#savings.set(key, saving);
    return saving;
  }

  #saveNow(key: string): void {
    const saving = this.#savingOf(key);
    saving.edited();
    saving.hurry();
  }

  /** `hasRead`: just now, so that what others did until then is known here. */
  async #save(key: string, hasRead = false): Promise<Attempt> {
    const draft = this.#draft(key);
    if (!draft || !isUnsaved(draft)) return { kind: "done" };
    if (!draft.isDeleted && isTooLong(draft)) return { kind: "held", because: { kind: "too-long" } };
    if (!hasRead && isInDoubt(draft)) return this.#saveAnew(key);
    if (draft.theirs) return { kind: "held", because: { kind: "conflict" } };
    const outcome = await this.#send(draft);
    if (!isOverruled(outcome)) return attemptOf(outcome);
    // Twice in a row is no reason to ask faster and faster.
    return hasRead ? { kind: "later", afterMs: null } : this.#saveAnew(key);
  }

  /** Reads what others did, and saves what then is still to be saved. */
  async #saveAnew(key: string): Promise<Attempt> {
    const { outcome, isTaken } = await this.#list(key);
    if (outcome.kind !== "done") return attemptOf(outcome);
    return isTaken ? this.#save(key, true) : { kind: "again" };
  }

  /** A note is changed and deleted only in the version that this page has seen. */
  async #send(draft: Draft): Promise<Outcome<unknown>> {
    const { key, noteId, title, content, base, isDeleted } = draft;
    if (noteId !== null && base !== null && isDeleted) {
      const outcome = await this.api.deleteNote(noteId, base.updatedAt);
      if (outcome.kind === "done") this.#deleted(key);
      return outcome;
    }
    const sent: Words = { title, content };
    this.#change(key, (one) => ({ ...one, sent }));
    const outcome =
      noteId !== null && base !== null
        ? await this.api.changeNote(noteId, base.updatedAt, changesOf(draft))
        : await this.api.addNote({
            ...sent,
            author: draft.author,
            moment: isoOf(draft.momentMs),
          });
    if (outcome.kind === "done") this.#saved(key, outcome.value);
    return outcome;
  }

  #deleted(key: string): void {
    this.#taken = ++this.#asked;
    this.#change(key, (draft) => ({ ...draft, noteId: null, base: null, sent: null }));
  }

  #saved(key: string, note: Note): void {
    this.#taken = ++this.#asked;
    // A list may have brought it before this answer came.
    this.drafts = this.drafts.filter((draft) => draft.key === key || draft.noteId !== note.note_id);
    const saved = { noteId: note.note_id, base: versionOf(note), sent: null, ...momentOf(note) };
    this.#change(key, (draft) => ({ ...draft, ...saved }));
  }

  /** `saving`: the note that the list is asked for, so nothing of it is on its way. */
  async #list(saving: string | null = null): Promise<{ outcome: Outcome<Note[]>; isTaken: boolean }> {
    const asked = ++this.#asked;
    const outcome = await this.api.notes();
    const isTaken = outcome.kind === "done" && asked > this.#taken;
    if (outcome.kind === "done") {
      if (isTaken) this.#take(outcome.value, saving);
      this.#taken = Math.max(this.#taken, asked);
      this.reading = "there";
    } else if (this.reading === "loading" || this.reading === "unreachable") {
      this.reading = isOutOfReach(outcome) ? "unreachable" : "refused";
    }
    return { outcome, isTaken };
  }

  #take(notes: readonly Note[], saving: string | null): void {
    const met = meetAll(this.drafts, notes, {
      isOnItsWay: ({ key }) => key !== saving && this.#savings.get(key)?.isSending === true,
    });
    this.drafts = met.drafts;
    if (met.told) this.told = met.told;
    this.#keep();
  }
}

const freshKey = (): string =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((word) => word.toString(16)).join("-");
