// A copy of the document in this browser, so that what was typed offline survives a reload. It never throws into the
// document: where the browser takes its database away, as phones do in the background, it says so and opens it again.
import * as Y from "yjs";

import {
  addUpdate,
  answer,
  asideOf,
  type Copy,
  type CopyName,
  copyOf,
  forget,
  inOneGo,
  moveFormer,
  openDatabase,
  removeCopy,
  removeUpdates,
  type Stores,
  sweep,
  updatesOf,
} from "./copies";
import type { ClosedReason } from "../line/connection";
import { textOf } from "./text";

/** Without a server, a room opens with what this device has; a slow or blocked IndexedDB must not keep it closed. */
const OPEN_TIMEOUT_MS = 1_000;
export const patience = () => new Promise((resolve) => setTimeout(resolve, OPEN_TIMEOUT_MS));
/** A full disk is not tried again with every key. */
const FAILURES_MAX = 3;
/** So many rows become one. */
const PACKED_ROWS = 500;
/** Who is closed with these would be closed again over the same text, */
const OVER_CONTENT: readonly ClosedReason[] = ["disagreement", "full"];
/** … and who is closed with these has nothing to come back for. */
const FOR_GOOD: readonly ClosedReason[] = ["ended", "removed", "not-found"];

/** `kept`: every edit is written here; `writing`: the last ones are on their way; `no`: nothing can be promised. */
export type Kept = "kept" | "writing" | "no";

/**
 * Merges what this browser has of the document into it when it comes, by the origin that is given, and goes on writing.
 * `onChange` is called when `kept` changes.
 */
export class DeviceCopy {
  readonly name: string;
  /** Once it is merged, or cannot be. */
  readonly loaded: Promise<void>;
  /** What the server did not take of this browser's text, as far as it is still here. */
  refused: string | null = null;
  /** The questions that were shown when this browser heard of them last. */
  questions: unknown = null;
  /** What the document tells of meanwhile is of this copy, and no edit. */
  isTakingIn = false;
  /** What was kept before there was one database for all is in it. */
  readonly #moved: Promise<void>;
  #db: IDBDatabase | null = null;
  #isOpening = false;
  #isOver = false;
  #writing = 0;
  /** Rows that are in the document; others are of another tab. */
  #keys = new Set<IDBValidKey>();
  #isLoaded = false;
  #isUnsaved = false;
  /** In a row, without an edit that was written. */
  #failures = 0;

  constructor(
    { name, former }: CopyName,
    readonly doc: Y.Doc,
    readonly origin: unknown,
    readonly onChange: () => void,
  ) {
    this.name = name;
    doc.on("update", this.#updated);
    this.#moved = moveFormer(former, name);
    this.loaded = this.wake();
  }

  get kept(): Kept {
    if (!this.#db) return "no";
    return this.#writing > 0 ? "writing" : "kept";
  }

  /** The line is back, or somebody looks at the page again: what failed before may go well now. */
  async wake(): Promise<void> {
    this.#failures = 0;
    if (!(await this.#write((stores) => this.#catchUp(stores)))) await this.#open();
  }

  /** Whether it holds edits of this browser that the server has not reported saved. */
  mark(isUnsaved: boolean): void {
    if (isUnsaved === this.#isUnsaved) return;
    this.#isUnsaved = isUnsaved;
    void this.#write(async (stores) => {
      await this.#catchUp(stores);
      this.#describe(stores);
    });
  }

  /** Null where none is shown any more. */
  keepQuestions(questions: unknown): void {
    if (questions === this.questions) return;
    this.questions = questions;
    void this.#write((stores) => this.#describe(stores));
  }

  /**
   * It stays for as long as it may hold what the server lacks. What the server closed the line over is not sent again:
   * the next page begins without, and has that text beside the room.
   */
  settle(isPending: boolean, over: ClosedReason | null): void {
    if (!isPending) this.mark(false);
    if (isPending && over && OVER_CONTENT.includes(over)) void this.setAside();
    if (!isPending && over && FOR_GOOD.includes(over)) {
      if (this.#isLoaded) void this.#write((stores) => this.#leave(stores)); // else nobody knows yet what it holds
      this.dispose();
    }
  }

  /**
   * What is here shall not come into the room again: the next to open it begins without, and has it beside. False where
   * nothing was written.
   */
  setAside(): Promise<boolean> {
    const written = this.#write((stores) => this.#describe(stores, true));
    this.dispose();
    return written;
  }

  /** The room goes on by another link: a copy that went with the former one is kept again. */
  resume(): void {
    if (!this.#isOver) return;
    this.#isOver = false;
    void this.wake();
  }

  /** It is told as gone once it is: a page that is loaded meanwhile would show it again. */
  async discardRefused(): Promise<void> {
    await forget(asideOf(this.name));
    this.refused = null;
    this.onChange();
  }

  dispose(): void {
    this.#isOver = true;
    this.#db?.close(); // what is on its way is still written
    this.#db = null;
    this.#writing = 0;
  }

  async #open(): Promise<void> {
    if (this.#db || this.#isOpening || this.#isOver || this.#failures > FAILURES_MAX) return;
    this.#isOpening = true;
    const db = await this.#moved.then(openDatabase, openDatabase).catch(() => null);
    this.#isOpening = false;
    if (!db) this.#failures += 1;
    if (this.#isOver) db?.close();
    if (this.#isOver || !db) return;
    this.#db = db;
    db.onclose = db.onversionchange = () => {
      this.#lost(db);
    };
    // What is typed from here on is written by itself, after this.
    const isLoaded = await this.#write((stores) => this.#takeIn(stores));
    this.#isLoaded ||= isLoaded;
  }

  #updated = (update: Uint8Array): void => {
    if (this.isTakingIn) {
      this.#isUnsaved ||= this.#isLoaded; // of another tab, which may not have sent it
      return;
    }
    if (!this.#db) {
      void this.#open(); // with this edit
      return;
    }
    const isMany = this.#keys.size > PACKED_ROWS;
    if (isMany) this.#keys.clear();
    void this.#write((stores) => {
      if (isMany) return this.#takeIn(stores);
      this.#add(stores, update);
    }).then((isWritten) => {
      if (isWritten) this.#failures = 0;
    });
  };

  /** False if it failed, without throwing: it is called in the middle of an edit. */
  async #write(work: (stores: Stores) => void | Promise<void>): Promise<boolean> {
    const db = this.#db;
    if (!db) return false;
    this.#writing += 1;
    if (this.#writing === 1) this.onChange();
    try {
      await inOneGo(db, work);
    } catch {
      this.#lost(db);
      return false;
    }
    if (db !== this.#db) return true; // what comes next is another's
    this.#writing -= 1;
    if (this.#writing === 0) this.onChange();
    return true;
  }

  #lost(db: IDBDatabase): void {
    if (db !== this.#db) return;
    db.close();
    this.#db = null;
    this.#writing = 0;
    this.#failures += 1;
    if (this.#failures === 1) void this.#open();
    this.onChange();
  }

  #add(stores: Stores, update: Uint8Array): void {
    const request = addUpdate(stores, this.name, update);
    request.onsuccess = () => this.#keys.add(request.result);
  }

  /** What other tabs of this browser have written meanwhile comes into the document: they may be gone without sending it. */
  async #catchUp(stores: Stores): Promise<void> {
    const keys = await answer(stores.updates.index("name").getAllKeys(this.name));
    if (keys.some((key) => !this.#keys.has(key))) await this.#takeIn(stores);
  }

  async #leave(stores: Stores): Promise<void> {
    await this.#catchUp(stores);
    if (!this.#isUnsaved) await removeCopy(stores, this.name);
  }

  /** All rows into the document, also those of other tabs, and the whole document as one row. */
  async #takeIn(stores: Stores): Promise<void> {
    const { name, doc } = this;
    const aside = asideOf(name);
    const known = await copyOf(stores, name);
    const updates = await updatesOf(stores, name);
    this.questions ??= known?.questions ?? null;
    if (known?.isRefused) {
      for (const update of updates) addUpdate(stores, aside, update);
      stores.copies.put({ ...known, name: aside, questions: null });
    } else {
      this.isTakingIn = true;
      try {
        doc.transact(() => {
          for (const update of updates) Y.applyUpdate(doc, update, this.origin);
        }, this.origin);
      } finally {
        this.isTakingIn = false;
      }
      if (!this.#isLoaded) this.#isUnsaved ||= known?.isUnsaved ?? false;
    }
    await removeUpdates(stores, name);
    this.#keys.clear();
    this.#add(stores, Y.encodeStateAsUpdate(doc));
    this.#describe(stores);
    await sweep(stores, Date.now());
    this.refused = textOf(await updatesOf(stores, aside));
  }

  #describe({ copies }: Stores, isRefused = false): void {
    const { name, questions } = this;
    copies.put({ name, usedAtMs: Date.now(), isUnsaved: this.#isUnsaved, isRefused, questions } satisfies Copy);
  }
}
