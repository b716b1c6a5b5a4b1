// A replay as its page shows it: the record as far as it has come, the moment that is shown, and how it plays.
import { untrack } from "svelte";

import type { Language } from "../../api/client";
import { Axis } from "../../record/axis";
import { type Group, groupOf, type Jump, type Mark, nearest } from "../../record/marks";
import { SessionRecord } from "../../record/record";
import type { Scene } from "../../record/scene";
import type { Moment } from "../../record/texts";
import { ReplayFiles } from "./player/files.svelte";
import { People } from "./people";
import type { OwnMark, Source } from "./source";
import type { Wish } from "./wish";
import { replay } from "./words";
import { personal } from "../../app/personal.svelte";
import { nameIn } from "../../session/languages";
import { nameless } from "../../session/nameless";

export const SPEEDS = [0.5, 1, 2, 4, 8, 16, 32] as const;
export const LARGE_STEP = 25;
/** The record is prepared so long at a time, that keys and pictures come between. */
const SLICE_MS = 12;
/** Before a record that changed under its reader more than once is read again. */
const CHANGED_AGAIN_S = 5;
/** After a tab was hidden: what passed meanwhile is not played at once. */
const LONGEST_FRAME_MS = 250;

export type Opening = "loading" | "open" | "not-found" | "unreadable" | "shut" | "unreachable";

export class ReplayModel {
  opening = $state<Opening>("loading");
  record = $state.raw<SessionRecord | null>(null);
  /** The rest of the record is out of reach: its link was withdrawn meanwhile. */
  isCut = $state(false);
  prepared = $state(0);
  /** How many entries have happened at the moment that is asked for. */
  entries = $state(0);
  /** Where it is on the axis: between two entries while it plays. */
  place = $state(0);
  isPlaying = $state(false);
  speed = $state<number>(1);
  skipsIdle = $state(true);
  showsAuthors = $state(true);
  /** The participant whose text is shown alone. */
  only = $state<string | null>(null);
  languages = $state.raw<readonly Language[]>([]);
  /** What the reader does not want to see on the line of time and in the list. */
  hides = $state.raw<readonly Group[]>([]);
  /** Moments that are not of the record: the notes of hosts. */
  #own = $state.raw<readonly OwnMark[]>([]);

  /** Asks the server now that did not answer, without waiting for the next time. */
  hurry: () => void = () => undefined;

  #pages = $state(0);
  #wish: Wish | "first doing" | null = null;
  #frame = 0;
  #frameAtMs = 0;
  #isDisposed = false;

  readonly axis: Axis = $derived.by(() => {
    void this.#pages;
    return this.record?.axis(this.skipsIdle) ?? new Axis([], 0, true);
  });
  readonly people: People = $derived.by(() => {
    void this.#pages;
    return new People(this.record, replay.words.someone, replay.words.erased, nameless);
  });
  /** The entries that are shown: the last prepared ones, until those asked for are. */
  readonly shown: number = $derived(Math.min(this.entries, this.prepared));
  readonly files = new ReplayFiles(this);
  /** Of the file that is shown. */
  readonly moment: Moment | null = $derived(this.record?.texts.at(this.shown, this.files.root) ?? null);
  readonly scene: Scene | null = $derived.by(() => {
    void this.#pages;
    return this.record?.scenes.at(this.entries) ?? null;
  });
  readonly marks: readonly Mark[] = $derived.by(() => {
    void this.#pages;
    const own = this.#own.map(({ title, atMs }): Mark => {
      const entries = this.axis.entriesAtClock(atMs - (this.record?.originMs ?? 0));
      return { kind: "note", entries, atMs, by: null, fact: null, title };
    });
    return [...(this.record?.marks ?? []), ...own].sort((one, other) => one.entries - other.entries);
  });
  readonly shownMarks: readonly Mark[] = $derived(this.marks.filter(({ kind }) => !this.hides.includes(groupOf(kind))));
  readonly clockMs: number = $derived(this.axis.clockAt(this.place));
  readonly wholeMs: number = $derived(this.axis.clockAt(this.axis.length));
  /** Of the record that has come and been prepared, as a share of 1. */
  readonly progress: number = $derived.by(() => {
    void this.#pages;
    return this.record?.total ? this.prepared / this.record.total : 0;
  });
  readonly isPrepared: boolean = $derived.by(() => {
    void this.#pages;
    return this.record?.isComplete === true && this.prepared === this.record.length;
  });
  readonly isAtEnd: boolean = $derived(this.place >= this.axis.length && this.entries >= (this.record?.length ?? 0));
  readonly skipped: number = $derived.by(() => {
    void this.prepared;
    return this.record?.skipped ?? 0;
  });

  get title(): string {
    return this.record?.session.title || personal.words.room.untitled;
  }

  get language(): string {
    return this.scene?.language ?? this.record?.session.language ?? "";
  }

  get atMs(): number {
    return (this.record?.originMs ?? 0) + this.clockMs;
  }

  /** Ever, as far as the record has come. */
  hasWritten(participant: string): boolean {
    void this.#pages;
    return this.record?.writers.has(participant) ?? false;
  }

  languageName(id: string): string {
    return nameIn(this.languages, id);
  }

  /** Loads the record and prepares it; what has come can be played already. */
  async open(source: Source, wish: Wish | null): Promise<void> {
    this.#wish = wish ?? "first doing";
    let coming: SessionRecord | null = null;
    let changes = 0;
    for (let after: string | number | null = null; !this.#isDisposed;) {
      const outcome = await source(after);
      if (this.#isDisposed) return;
      if (outcome.kind === "page") {
        const { page } = outcome;
        if (coming) coming.add(page);
        else coming = new SessionRecord(page);
        this.#take(coming);
        after = page.next;
        if (after === null) return;
      } else if (outcome.kind === "unreachable") {
        if (!this.record) this.opening = "unreachable";
        await this.#wait(outcome.retryAfterS);
      } else if (outcome.kind === "changed") {
        [after, coming] = [null, null];
        if (++changes > 1) await this.#wait(CHANGED_AGAIN_S);
      } else {
        // What has come is the record then.
        this.record?.close();
        this.isCut = this.record !== null;
        this.#pages += 1;
        if (!this.record) this.opening = outcome.kind;
        return;
      }
    }
  }

  async #wait(seconds: number): Promise<void> {
    await new Promise<void>((again) => {
      this.hurry = again;
      setTimeout(again, seconds * 1_000);
    });
  }

  mark(moments: readonly OwnMark[]): void {
    this.#own = moments;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.pause();
    this.record?.texts.dispose();
  }

  /** To the moment after so many entries. */
  seek(entries: number): void {
    this.#wish = null;
    const most = this.record?.length ?? 0;
    this.entries = Math.max(0, Math.min(most, entries));
    this.place = this.axis.placeOf(this.entries);
  }

  seekPlace(place: number): void {
    this.#wish = null;
    this.place = Math.max(0, Math.min(this.axis.length, place));
    this.entries = this.axis.entriesAt(this.place);
  }

  /** To a time; what has not come yet is waited for. */
  seekTo(wish: Wish): void {
    const { record } = this;
    const clockMs = wish.kind === "t" || !record ? wish.ms : wish.ms - record.originMs;
    this.seekPlace(this.axis.placeAtClock(clockMs));
    const lastMs = record?.timesMs.at(-1) ?? 0;
    const hasCome = record && (record.isComplete || record.originMs + clockMs <= lastMs);
    this.#wish = hasCome ? null : wish;
  }

  /** So many entries on, or back; where nothing could be seen, further. */
  step(count: number): void {
    this.pause();
    let entries = this.entries + count;
    while (entries > 0 && this.record?.isSilent(entries)) entries += Math.sign(count);
    this.seek(entries);
  }

  jump(kind: Jump, way: 1 | -1): void {
    const mark = nearest(this.marks, kind, this.entries, way);
    if (mark) this.seek(mark.entries);
  }

  toggle(): void {
    if (this.isPlaying) this.pause();
    else this.play();
  }

  play(): void {
    if (this.isPlaying || !this.record) return;
    if (this.isAtEnd) this.seekPlace(0);
    this.isPlaying = true;
    this.#frameAtMs = performance.now();
    this.#frame = requestAnimationFrame(this.#tick);
  }

  pause(): void {
    this.isPlaying = false;
    cancelAnimationFrame(this.#frame);
  }

  faster(way: 1 | -1): void {
    const index = SPEEDS.findIndex((speed) => speed === this.speed);
    this.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, index + way))] ?? 1;
  }

  /** The moment stays; only the line on which it lies is another. */
  setSkipsIdle(skips: boolean): void {
    const clockMs = this.clockMs;
    this.skipsIdle = skips;
    this.place = this.axis.placeAtClock(clockMs);
  }

  #tick = (nowMs: number): void => {
    const passed = Math.min(LONGEST_FRAME_MS, Math.max(0, nowMs - this.#frameAtMs)) * this.speed;
    this.#frameAtMs = nowMs;
    if (this.entries <= this.prepared) {
      // Several entries may share a place: what is shown never goes back.
      this.place = Math.min(this.axis.length, this.place + passed);
      this.entries = Math.max(this.entries, this.axis.entriesAt(this.place));
    }
    if (this.isAtEnd && this.record?.isComplete) this.isPlaying = false;
    else this.#frame = requestAnimationFrame(this.#tick);
  };

  /** One that is read anew takes the place of the one before once it has as much, so that the moment stays. */
  #take(coming: SessionRecord): void {
    const before = this.record;
    if (before && before !== coming && coming.length < before.length && !coming.isComplete) return;
    const clockMs = untrack(() => this.clockMs);
    if (before !== coming) {
      before?.texts.dispose();
      this.record = coming;
      this.prepared = 0;
    }
    this.#pages += 1;
    this.opening = "open";
    if (!before) this.seekFirst();
    else if (before !== coming || this.isPlaying) this.place = this.axis.placeAtClock(clockMs);
    else this.place = this.axis.placeOf(this.entries);
    if (before && before !== coming) this.entries = this.axis.entriesAt(this.place);
    if (this.#wish === "first doing" && coming.firstDoing !== null) this.seek(coming.firstDoing);
    else if (this.#wish && this.#wish !== "first doing") this.seekTo(this.#wish);
    this.#prepare();
  }

  /** The beginning, with all that was there when the first person came. */
  seekFirst(): void {
    this.place = 0;
    this.entries = this.axis.entriesAt(0);
  }

  #isPreparing = false;
  #prepare(): void {
    if (this.#isPreparing) return;
    const slice = () => {
      const { record } = this;
      this.#isPreparing = false;
      if (this.#isDisposed || !record) return;
      const until = performance.now() + SLICE_MS;
      record.prepare(() => performance.now() >= until);
      this.prepared = record.prepared;
      if (record.prepared < record.length) {
        this.#isPreparing = true;
        setTimeout(slice);
      }
    };
    slice();
  }
}
