// The room as the components read it: what sync/ knows, with the clock, in the page's words. Sends their intentions.
import type * as Y from "yjs";

import type { Api, Language } from "../api/client";
import type { Kept } from "../editor/editor";
import type { Limits as EditorLimits, Refusal } from "../editor/limits";
import { socketAddress } from "../app/links";
import { steadyMs } from "../sync/clock";
import type { SessionEvent } from "../sync/events";
import type { Role } from "../sync/line/frames";
import type { Person } from "../sync/people/presence";
import { openRoom, type Room, type RoomView } from "../sync/room";
import { Asked } from "./asked.svelte";
import { type Banner, bannerOf } from "./banner";
import { type Chip, chipOf } from "./chip";
import { copyNameOf } from "./copyname";
import { nameIn } from "./languages";
import { nameless } from "./nameless";
import { Everybody } from "./everybody.svelte";
import type { FilesModel } from "../panes/files";
import { Hosted } from "./hosted.svelte";
import { Life } from "./life.svelte";
import { untilLoaded } from "../app/parts";
import { local, personal } from "../app/personal.svelte";
import { version } from "../app/version.svelte";
import type { Entry } from "../app/visit.svelte";

const TICK_MS = 500;
/** A quiet line of news stays this long. */
const NEWS_MS = 6_000;
/** Ctrl+S shows the true state this long, also where the chip would still wait. */
const FLASH_MS = 1_500;

export class RoomModel {
  view = $state.raw<RoomView | null>(null);
  room = $state.raw<Room | null>(null);
  news = $state.raw<{ text: string; isProblem: boolean; untilMs: number } | null>(null);
  flashedAtMs = $state(0);
  entry = $state.raw() as Entry;
  /** Once there are several files, or somebody asked for another. */
  files = $state.raw<FilesModel | null>(null);
  /** What came apart from the session's text, and is not kept on this device. */
  asideText = $state<string | null>(null);
  #nowMs = $state(steadyMs());
  /** Of each text that was open. */
  readonly kept = new WeakMap<Y.Text, Kept>();
  isDisposed = false;
  #isScheduled = false;
  #undo: (() => void)[] = [];
  readonly hosted: Hosted;
  readonly everybody = new Everybody(this);
  readonly life = new Life(this);
  readonly asked: Asked;

  readonly state = $derived(this.view?.state ?? null);
  readonly connection = $derived(this.view?.connection ?? ({ kind: "connecting" } as const));
  readonly hasUnsavedWork = $derived((this.view?.pendingSinceMs ?? null) !== null);
  readonly isFlashing = $derived(this.#nowMs - this.flashedAtMs < FLASH_MS);
  readonly chip: Chip = $derived.by(() => {
    const [since, kept] = [this.view?.pendingSinceMs ?? null, this.view?.kept ?? "no"];
    const chip = chipOf(this.connection, since, kept, this.canWrite, this.#nowMs);
    return chip === "saved" && this.isFlashing && this.hasUnsavedWork ? "saving" : chip;
  });
  readonly banner: Banner | null = $derived.by(() => {
    const banner = bannerOf(this.connection, this.chip, this.hasUnsavedWork, this.isKept, this.#nowMs);
    return version.isOld && banner !== "closed" ? "outdated" : banner;
  });

  constructor(
    entry: Entry,
    readonly api: Api,
    readonly base: string,
  ) {
    this.entry = entry;
    this.hosted = new Hosted(this, entry.own);
    this.asked = new Asked(api, base, () => this.entry.token, entry.shareUrl);
  }

  /** By this browser's clock, now and then. */
  get nowMs(): number {
    return this.#nowMs;
  }

  get role(): Role {
    const { role } = this.entry.link;
    return this.state?.role ?? (role === "host" || role === "candidate" ? role : "observer");
  }

  get language(): string {
    return this.state?.language ?? this.entry.link.language;
  }

  get title(): string | null {
    return this.hosted.title ?? (this.state ? this.state.title : this.entry.link.title);
  }

  get hasText(): boolean {
    return this.view?.hasText ?? false;
  }

  /** The link died between the server's word on it and the room. */
  get isNowhere(): boolean {
    return this.connection.kind === "closed" && this.connection.reason === "not-found" && !this.hasText;
  }

  /** Before the room has spoken, who is no observer may type into what this device has kept. */
  get canWrite(): boolean {
    if (this.connection.kind === "closed" || this.life.outside !== null) return false;
    return this.state ? this.state.canWrite : this.entry.link.can_write && this.hasText;
  }

  /** Why nobody who came like this person can write, in words; null where they can. */
  get readOnlyWhy(): string | null {
    if (!this.state || this.state.canWrite) return null;
    const { notices } = personal.words.room;
    const known: Record<string, string> = notices;
    return (this.state.notice !== null && known[this.state.notice]) || notices.other;
  }

  get isKept(): boolean {
    return (this.view?.kept ?? "no") !== "no";
  }

  /** Opens the room; `dispose` may come before it has opened. */
  async open(): Promise<void> {
    const isObserver = this.entry.link.role === "observer";
    this.asked.needLanguages();
    const room = await openRoom({
      socketUrl: socketAddress(this.base),
      token: this.entry.token,
      key: local.key(),
      name: () => this.#toldName,
      ...{ languages: () => this.asked.languages, hues: local },
      deviceCopy: isObserver || local.isShared ? null : copyNameOf(this.entry),
      diverged: this.#reopen,
    });
    if (this.isDisposed) {
      room.dispose();
      return;
    }
    this.room = room;
    this.view = room.view();
    const timer = setInterval(() => (this.#nowMs = steadyMs()), TICK_MS);
    window.addEventListener("storage", this.hosted.lookAgain);
    this.#undo = [
      room.onChange(this.#changed),
      room.onEvent(this.#happened),
      () => clearInterval(timer),
      () => window.removeEventListener("storage", this.hosted.lookAgain),
      this.life.watchAbsences(room),
      () => room.dispose(),
    ];
  }

  dispose(): void {
    this.isDisposed = true;
    this.asked.dispose();
    this.#close();
  }

  #close(): void {
    for (const undo of this.#undo) undo();
    this.#undo = [];
    this.room = null;
    this.files = null;
  }

  /** Beside the room, to be copied; behind what is there already. */
  setAside(own: string): void {
    this.asideText = [this.asideText, own].filter(Boolean).join("\n\n") || null;
  }

  #reopen = (own: string): void => {
    if (this.role !== "observer") this.setAside(own);
    this.#close();
    this.view = null;
    void this.open();
  };

  /** The session's language as the server describes it, once it has. */
  get spoken(): Language | null {
    return this.asked.languages.find((one) => one.id === this.language) ?? null;
  }

  nameOf(language: string): string {
    return nameIn(this.asked.languages, language);
  }

  get people(): Person[] {
    return this.everybody.people;
  }

  colourOf(participant: string): string {
    return this.everybody.colourOf(participant);
  }

  ownerOf = (client: number): { name: string; color: string } | null =>
    personal.settings.hidesCursors ? null : (this.everybody.owners.get(client) ?? null);

  limits = (): EditorLimits | null => {
    const limits = this.room?.view().state?.limits ?? null;
    return limits && { ...limits, elsewhereBytes: this.files?.elsewhereBytes() };
  };

  refused = ({ isTooBigAlone, insertedBytes, limitBytes }: Refusal): void => {
    const { refusedAlone, refusedTogether } = personal.words.room;
    this.tell(isTooBigAlone ? refusedAlone(insertedBytes, limitBytes) : refusedTogether(limitBytes), true);
  };

  chooseLanguage(language: string): void {
    if (language === this.language) return;
    if (this.entry.own) local.prefer(language);
    if (!this.room?.requestLanguage(language)) this.tell(personal.words.room.languageFailed, true);
  }

  rename(name: string | null): void {
    local.rename(name);
    this.room?.rename();
  }

  /** Ctrl+S: says what the chip means, and goes on doing so while it changes. */
  flash(): void {
    this.flashedAtMs = this.#nowMs = steadyMs();
    this.tell("");
  }

  /** The network is back, or the page is looked at again. */
  wake(): void {
    this.#nowMs = steadyMs();
    this.room?.wake();
  }

  tell(text: string, isProblem = false): void {
    this.news = { text, isProblem, untilMs: steadyMs() + (isProblem ? 2 : 1) * NEWS_MS };
  }

  readonly shownNews = $derived(this.news && this.#nowMs < this.news.untilMs ? this.news : null);

  /** Of the file that is open. */
  get text(): Y.Text | null {
    return this.files?.open.text ?? this.room?.text ?? null;
  }

  get code(): string {
    return this.text?.toString() ?? "";
  }

  /** Whether this page has been here with one file: what comes then is news. */
  #hadOne = false;

  /** What a second file needs is loaded with it. */
  needFiles = async (): Promise<FilesModel> => {
    const { FilesModel } = await untilLoaded(() => import("../panes/files"));
    const files = this.files ?? new FilesModel(this, this.#hadOne);
    if (this.room) this.files = files; // else it is being opened anew, and `#changed` asks again
    return files;
  };

  /** Many changes come in one go (a frame, an edit): the page looks once. */
  #changed = (): void => {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (!this.room) return;
      const { kind } = this.connection;
      this.view = this.room.view();
      const count = this.state?.files.length ?? 0;
      this.#hadOne ||= count === 1;
      if (!this.files && count > 1) void this.needFiles();
      if (kind === "reconnecting" && this.view.connection.kind === "live") this.#askAgain();
    });
  };

  #askAgain(): void {
    this.asked.needLanguages();
    if (this.entry.own) this.asked.needShareUrl();
  }

  #happened = (event: SessionEvent): void => {
    if (event.type === "language") {
      const words = personal.words.room;
      const person = this.people.find((one) => one.participant === event.participant);
      const text = words.switched(this.nameOf(event.language), person?.name ?? event.name ?? words.someone);
      if (!this.shownNews?.isProblem) this.tell(text); // why their own wish failed matters more to who reads
    } else if (event.type === "link_rotated" && event.role === "candidate") {
      if (this.entry.own) this.asked.needShareUrl();
    } else this.life.hear(event);
  };

  /** Also of somebody who gave none. */
  get ownName(): string {
    return local.name() ?? nameless(local.key(), this.role);
  }

  /** Of a host who gave none nothing: each page calls them in its own language. */
  get #toldName(): string | null {
    return this.role === "host" ? local.name() : this.ownName;
  }
}
