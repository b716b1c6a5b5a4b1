// The record of a session, page by page: times, people, facts, and the texts, which are prepared in slices.
import type { RunEnded, RunStarted } from "../sync/runs/runevents";
import type { Entry, Page, RecordedFile, RecordedPerson, RecordedQuestion, RecordedSession } from "./answer";
import { Axis } from "./axis";
import { type Mark, markOf } from "./marks";
import { type Happened, Scenes } from "./scene";
import { Texts } from "./texts";

/** Who is away for less has reloaded the page, or their line broke for a moment: as the report tells it. */
const ONE_VISIT_MS = 60_000;
/** Between two looks at the clock. */
const ENTRIES_A_LOOK = 8;

export class SessionRecord {
  session: RecordedSession;
  people: readonly RecordedPerson[];
  /** As they were called last; none where there is one only. */
  files: readonly RecordedFile[];
  /** Those that were ever shown. */
  questions: readonly RecordedQuestion[];
  /** Entries that the whole record has, as far as is known. */
  total: number;
  isComplete: boolean;
  /** Entries that this player does not understand. */
  #unreadable = 0;
  #damaged = 0;

  readonly texts = new Texts();
  /** Of each entry, never decreasing: milliseconds since 1970. */
  readonly timesMs: number[] = [];
  readonly marks: Mark[] = [];
  /** How the runs ended, by their ids. */
  readonly endings = new Map<string, RunEnded>();
  /** How they began. */
  readonly beginnings = new Map<string, RunStarted>();
  /** How many entries there are up to the first that somebody did, more than to come in. */
  firstDoing: number | null = null;
  /** Participants who ever changed the text. */
  readonly writers = new Set<string>();
  readonly scenes: Scenes;
  readonly #entries: Entry[] = [];
  /** The last departures, by participant. */
  readonly #left = new Map<string, Mark>();
  readonly #happened: Happened[] = [];
  #originMs: number | null = null;
  /** Ended and not reopened, at the last entry so far. */
  #isOver = false;

  constructor(first: Page) {
    this.session = first.session;
    this.people = first.people;
    this.files = first.files;
    this.questions = first.questions;
    this.total = first.total;
    this.isComplete = first.next === null;
    const language = () => this.#firstLanguage();
    this.scenes = new Scenes(this.#happened, () => this.people, language);
    this.add(first);
  }

  get length(): number {
    return this.#entries.length;
  }

  /** Entries whose text is known. */
  get prepared(): number {
    return this.texts.length;
  }

  get isPrepared(): boolean {
    return this.isComplete && this.prepared === this.length;
  }

  /** The zero of the clock: when the first person came or wrote. A session may have been made days before. */
  get originMs(): number {
    return this.#originMs ?? this.timesMs[0] ?? 0;
  }

  /** What is not in the replay: unknown to this player, or damaged. */
  get skipped(): number {
    return this.#unreadable + this.#damaged + this.texts.damaged;
  }

  /** No more pages come. */
  close(): void {
    this.isComplete = true;
    this.total = this.length;
  }

  add(page: Page): void {
    if (page.people.length > 0) this.people = page.people;
    this.session = page.session;
    if (page.files.length > 0) this.files = page.files;
    this.#unreadable += page.unreadable;
    this.#damaged = page.damaged;
    this.isComplete = page.next === null;
    for (const entry of page.entries) this.#take(entry);
    this.total = Math.max(page.total - this.#unreadable, this.length);
    if (this.isComplete) this.close();
  }

  axis(skipsIdle: boolean): Axis {
    return new Axis(this.timesMs, this.originMs, skipsIdle);
  }

  /** Applies entries until `isEnough` says so, or all that have come are. */
  prepare(isEnough: () => boolean): void {
    while (this.prepared < this.length) {
      const entry = this.#entries[this.prepared];
      if (!entry) return;
      this.texts.take(entry.update === null ? null : bytesOf(entry.update), entry.by);
      entry.update = null;
      if (this.prepared % ENTRIES_A_LOOK === 0 && isEnough()) return;
    }
  }

  /** Whether anything of the entry with this number, from 1, can be seen. */
  isSilent(entries: number): boolean {
    return this.#entries[entries - 1]?.fact?.type === "silent";
  }

  /** Who did the entry with this number, from 1. */
  byOf(entries: number): string {
    return this.#entries[entries - 1]?.by ?? "";
  }

  #take(entry: Entry): void {
    const lastMs = this.timesMs.at(-1) ?? 0;
    // A link that is made on the day after is no part of what plays.
    const isAfterwards = this.#isOver && entry.fact?.type === "silent";
    const atMs = isAfterwards ? lastMs : Math.max(entry.atMs, lastMs);
    this.#entries.push(entry);
    this.timesMs.push(atMs);
    const isOfAPerson = entry.by !== "" || entry.fact?.type === "joined";
    if (isOfAPerson) this.#originMs ??= atMs;
    if (entry.update !== null) this.writers.add(entry.by);
    if (entry.by !== "" && (entry.update !== null || entry.fact?.type === "run")) this.firstDoing ??= this.length;
    if (!entry.fact) return;
    const { fact } = entry;
    if (fact.type === "ended" || fact.type === "reopened") this.#isOver = fact.type === "ended";
    this.#happened.push({ entries: this.length, atMs, fact });
    if (fact.type === "run" && fact.event.type === "run.ended") this.endings.set(fact.event.run, fact.event);
    if (fact.type === "run" && fact.event.type === "run.started") this.beginnings.set(fact.event.run, fact.event);
    const mark = markOf(fact, this.length, atMs);
    if (!mark || this.#isReturn(mark)) return;
    this.marks.push(mark);
    if (fact.type === "left" && mark.by !== null) this.#left.set(mark.by, mark);
  }

  /** Whether somebody is back so soon that they had not left; their departure is no mark then either. */
  #isReturn({ by, atMs, fact }: Mark): boolean {
    if (by === null || fact?.type !== "joined") return false;
    const left = this.#left.get(by);
    this.#left.delete(by);
    if (!left || atMs - left.atMs >= ONE_VISIT_MS) return false;
    this.marks.splice(this.marks.indexOf(left), 1);
    return true;
  }

  /** Only switches are recorded: before the first, the language was the one that it switched from. */
  #firstLanguage(): string {
    const first = this.#happened.find(({ fact }) => fact.type === "language")?.fact;
    return (first?.type === "language" && first.previous) || this.session.language;
  }
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array(); // no update: counted with the damaged
  }
}
