// The files of a room as the components read them: which there are, which is open here, and who is in which.
import * as Y from "yjs";

import { everyFile } from "../../api/deleted";
import { spokenIn } from "../../editor/endings";
import { utf8Bytes } from "../../editor/limits";
import { cursorAt } from "../../editor/people/places";
import { fileWords } from "../../words/room/files";
import {
  type Answer,
  FileRequests,
  filesOf,
  MAIN,
  parseFileEvent,
  replaceText,
  type SessionFile,
  Texts,
} from "../../sync/files";
import type { Person } from "../../sync/people/presence";
import { local, personal } from "../../app/personal.svelte";
import type { RoomModel } from "../../session/room.svelte";
import { Additions } from "./additions.svelte";
import type { Dropped } from "./dropped";
import Panel from "./Panel.svelte";
import { Presences } from "./presences.svelte";
import { Start } from "./start.svelte";
import { asOneText, saveZip } from "./zipped"; // not when it is asked for: the line may be down then

export interface Deleted extends SessionFile {
  /** Who deleted it; null where that was not heard. */
  by: string | null;
}

interface OpenFile extends SessionFile {
  text: Y.Text;
  /** Since when it was open here. */
  deleted: Deleted | null;
}

const NOTHING: readonly never[] = [];

export class FilesModel {
  /** What stands above the editor: the room does not know it before this chunk is there. */
  readonly Panel = Panel;
  readonly texts: Texts;
  readonly requests: FileRequests;
  readonly additions: Additions;
  readonly presences: Presences;
  readonly start: Start;
  deleted = $state.raw<readonly Deleted[]>([]);
  /** Of files that others changed while they were not open here. */
  unseen = $state.raw<readonly string[]>([]);
  asksName = $state(false);
  /** The file that is about to be deleted. */
  doomed = $state.raw<SessionFile | null>(null);
  #openId = $state(MAIN);
  readonly #told = $derived.by(() => this.model.state?.files ?? NOTHING);
  readonly list: readonly SessionFile[] = $derived.by(() => {
    const files = filesOf(this.#told);
    return files.length > 0 ? files : [{ id: MAIN, path: "main", root: "code" }];
  });
  readonly open: OpenFile = $derived.by(() => {
    const deleted = this.deleted.find(({ id }) => id === this.#openId) ?? null;
    const file = this.list.find(({ id }) => id === this.#openId) ?? deleted ?? this.list[0];
    const { id, path, root } = file ?? { id: MAIN, path: "main", root: "code" };
    return { id, path, root, text: this.texts.of(root), deleted: id === deleted?.id ? deleted : null };
  });
  /** With one file there is nothing to choose from. */
  readonly hasTabs = $derived(this.list.length > 1 || this.open.deleted !== null);
  #known: readonly SessionFile[] = [];
  readonly #by: Record<string, string | null> = {};
  readonly #watched: string[] = [];

  /** `hadOne`: this page was here before there was a second file. */
  constructor(
    readonly model: RoomModel,
    readonly hadOne: boolean,
  ) {
    const { room } = model;
    this.texts = new Texts(room?.text.doc ?? new Y.Doc(), utf8Bytes);
    this.requests = new FileRequests(
      (request) => room?.ask(request) ?? false,
      () => model.state?.participant ?? null,
    );
    this.additions = new Additions(this);
    this.presences = new Presences(this);
    this.start = new Start(this);
    this.#look();
    // Both end with the room.
    room?.onChange(this.#look);
    room?.onEvent((event) => {
      if (event.type !== "file") return;
      const told = parseFileEvent(event.body);
      if (told?.change === "deleted") {
        const by = model.people.find((one) => one.participant === told.participant)?.name ?? told.name;
        this.#by[told.file] = by;
        // The list without it may have come before.
        this.deleted = this.deleted.map((file) => (file.id === told.file ? { ...file, by } : file));
      }
      this.requests.heard(event.body);
    });
  }

  get words() {
    return personal.of(fileWords);
  }

  /** What the editor is called by a screen reader. */
  get label(): string {
    const label = personal.words.room.editorLabel;
    return this.hasTabs ? `${this.open.path}: ${label}` : label;
  }

  get spoken() {
    const { model, open } = this;
    return open.id === MAIN ? model.spoken : spokenIn(open.path, model.asked.languages);
  }

  /** Where this person's caret shall be next: `id` is a file's. */
  choose(id: string): void {
    this.model.life.follow(null);
    this.#show(id);
  }

  /** By its path, as a line of output names it. */
  show(path: string): void {
    const file = this.list.find((one) => one.path === path);
    if (file) this.choose(file.id);
  }

  /** The one in which the followed person is. */
  showFollowed(): void {
    const { followed } = this.model.life;
    const root = followed && this.presences.rootOf(followed);
    const file = this.list.find((one) => one.root === root);
    if (file) this.#show(file.id);
  }

  #show(id: string): void {
    if (id === this.#openId) return;
    this.#openId = id;
    this.#seen();
    const { open, model } = this;
    // Others see at once where this person is, also before the caret is placed.
    if (model.canWrite && model.room?.awareness.getLocalState()) {
      const cursor = model.kept.get(open.text)?.cursor ?? cursorAt(open.text, { anchor: 0, head: 0 });
      model.room.awareness.setLocalStateField("cursor", cursor);
    }
  }

  whereIs(person: Person): string | null {
    const root = this.hasTabs && this.presences.rootOf(person);
    const file = this.list.find((one) => one.root === root);
    return file ? this.words.isIn(file.path) : null;
  }

  elsewhereBytes(): number {
    const { open, list } = this;
    return this.texts.bytes(list.filter(({ id }) => id !== open.id).map(({ root }) => root));
  }

  /** What there is to take along: also a file that was deleted while it was open here. */
  get all(): { path: string; text: string }[] {
    const { open, list } = this;
    const files = open.deleted ? [...list, open] : list;
    return files.map(({ path, root }) => ({ path, text: this.texts.of(root).toString() }));
  }

  get allText(): string {
    return asOneText(this.all);
  }

  saveAll(): void {
    saveZip(this.all);
  }

  askName(): void {
    this.asksName = true;
  }

  drop(dropped: readonly Dropped[]): void {
    void this.additions.take(dropped);
  }

  /** Null if it is there now, else why not, in words. */
  async create(path: string, content = ""): Promise<string | null> {
    const answer = await this.requests.ask({ type: "file.create", path });
    if (answer.kind === "done") {
      const root = this.#rootOf(answer.file);
      this.#watch(root, false);
      if (content) this.replace(this.texts.of(root), content);
      this.choose(answer.file);
    }
    return this.why(answer);
  }

  async rename(file: string, path: string): Promise<string | null> {
    return this.why(await this.requests.ask({ type: "file.rename", file, path }));
  }

  async delete({ id, path }: SessionFile): Promise<void> {
    const place = this.list.findIndex((file) => file.id === id);
    const answer = await this.requests.ask({ type: "file.delete", file: id });
    const why = this.why(answer);
    if (why !== null) this.model.tell(why, true);
    else {
      if (this.#openId === id) this.choose(this.list[place - 1]?.id ?? MAIN);
      this.model.tell(this.words.youDeleted(path));
    }
  }

  async restore(id: string): Promise<void> {
    const why = this.why(await this.requests.ask({ type: "file.restore", file: id }));
    if (why !== null) this.model.tell(why, true);
    else this.choose(id);
  }

  /** What was deleted before this page came, too: false if the server did not say. */
  async learnDeleted(): Promise<boolean> {
    const outcome = await everyFile(this.model.base, this.model.entry.token, local.key());
    if (outcome.kind !== "done") return false;
    // What this page has heard meanwhile is newer.
    const known = [...this.list, ...this.deleted].map(({ id }) => id);
    const news = outcome.value.filter((file) => file.is_deleted && !known.includes(file.id));
    this.deleted = [...this.deleted, ...news.map(({ id, path, root }) => ({ id, path, root, by: null }))];
    return true;
  }

  replace(text: Y.Text, content: string): void {
    replaceText(text, content, this.model.state?.limits.frameBytes ?? 65_536);
  }

  why(answer: Answer): string | null {
    if (answer.kind === "done") return null;
    const { why } = this.words;
    if (answer.kind === "down") return why.down;
    const notices: Readonly<Record<string, string>> = personal.words.room.notices;
    const known: Readonly<Record<string, string>> = { ...notices, ...why };
    const said = personal.language === "en" ? answer.message : null;
    return said ?? known[answer.reason] ?? why.other;
  }

  #rootOf(id: string): string {
    return this.list.find((file) => file.id === id)?.root ?? `file:${id}`;
  }

  #seen(): void {
    const { root } = this.open;
    if (this.unseen.includes(root)) this.unseen = this.unseen.filter((one) => one !== root);
  }

  #look = (): void => {
    const { room } = this.model;
    const { state, connection } = room?.view() ?? {};
    if (connection?.kind !== "live") this.requests.lineLost();
    const now = filesOf(state?.files ?? NOTHING);
    if (now.length === 0) return;
    const isThere = (id: string) => now.some((file) => file.id === id);
    const gone = this.#known.filter(({ id }) => !isThere(id));
    if (gone.length > 0 || this.deleted.some(({ id }) => isThere(id))) {
      const former = this.deleted.filter(({ id }) => !isThere(id) && !gone.some((one) => one.id === id));
      this.deleted = [...former, ...gone.map((file) => ({ ...file, by: this.#by[file.id] ?? null }))];
    }
    const isFirst = this.#known.length === 0 && !this.hadOne;
    this.#known = now;
    for (const { root } of now) this.#watch(root, !isFirst);
  };

  #watch(root: string, hasCome: boolean): void {
    if (this.#watched.includes(root)) return;
    this.#watched.push(root);
    const text = this.texts.of(root);
    text.observe((_, { local }) => {
      if (!local && this.model.connection.kind === "live") this.#isNews(root);
    });
    if (hasCome && text.length > 0) this.#isNews(root); // it was written before this page knew of the file
  }

  #isNews(root: string): void {
    if (root !== this.open.root && !this.unseen.includes(root)) this.unseen = [...this.unseen, root];
  }
}
