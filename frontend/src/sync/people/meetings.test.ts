// People who meet: many pages on a line that delivers in any order what may overtake, and the colours that they claim.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from "y-protocols/awareness";
import * as Y from "yjs";

import { Claims } from "./claims";
import { HUES } from "./colours";
import type { RosterPerson } from "../line/frames";

const ROUNDS = 60;
const LINE = "line";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Numbers below `below`, the same for the same seed. */
function draws(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** What a page hears: people and claims overtake each other, as they do between servers; each of the two in its order. */
type Word = { kind: "roster"; people: RosterPerson[] } | { kind: "awareness"; update: Uint8Array };

class Page {
  readonly doc = new Y.Doc();
  readonly awareness = new Awareness(this.doc);
  readonly heard: Word[] = [];
  roster: RosterPerson[] = [];
  readonly claims: Claims;
  readonly unwatch: () => void;

  constructor(
    readonly room: Room,
    readonly participant: string,
    skewMs: number,
  ) {
    this.claims = new Claims(this.awareness, () => Date.now() + skewMs);
    this.unwatch = this.claims.watch(this.look, () => {});
    this.awareness.on("update", (_: unknown, origin: unknown) => {
      if (origin !== LINE) room.pass(this);
    });
  }

  look = () => this.claims.renew(this.roster, this.participant, this.participant);

  get hue() {
    return this.awareness.getLocalState()?.user?.color as string | undefined;
  }

  hear(word: Word) {
    if (word.kind === "awareness") {
      applyAwarenessUpdate(this.awareness, word.update, LINE);
    } else {
      this.roster = word.people;
      this.look();
    }
  }

  close() {
    this.room.leave(this);
    this.unwatch();
    this.doc.destroy();
  }
}

class Room {
  pages: Page[] = [];
  constructor(readonly random: (below: number) => number) {}

  /** The server reads its hello, so it knows who it is; it tells who is here and what they claim. */
  enter(page: Page) {
    this.pages.push(page);
    for (const other of this.#others(page)) page.heard.push(stateOf(other));
    this.pass(page);
    this.#tellRoster();
    page.look();
  }

  pass(page: Page) {
    for (const other of this.#others(page)) other.heard.push(stateOf(page));
  }

  leave(page: Page) {
    this.pages = this.#others(page);
    page.heard.length = 0;
    for (const other of this.pages) {
      removeAwarenessStates(other.awareness, [page.doc.clientID], LINE);
      other.heard.push({ kind: "roster", people: [] });
    }
    this.#tellRoster();
  }

  /** Everything is heard, in an order that is drawn, while time goes by or does not. */
  settle() {
    for (let quiet = 0; quiet < 3;) {
      const waiting = this.pages.filter((page) => page.heard.length > 0);
      const page = waiting[this.random(waiting.length)];
      if (!page) quiet += 1;
      else this.#deliverOne(page);
      vi.advanceTimersByTime(page ? this.random(100) : 1_500);
    }
  }

  #deliverOne(page: Page) {
    const kind = this.random(2) ? "roster" : "awareness";
    const at = page.heard.findIndex((word) => word.kind === kind);
    const [word] = page.heard.splice(Math.max(at, 0), 1);
    if (word) page.hear(word);
  }

  #tellRoster() {
    const people = new Map<string, RosterPerson>();
    for (const { participant, doc } of this.pages) {
      const person = people.get(participant);
      if (person) person.clients.push(doc.clientID);
      else
        people.set(participant, {
          ...{ participant, name: null, role: "candidate", clients: [doc.clientID] },
          ...{ sinceMs: 0, follows: null, leftPage: false },
        });
    }
    for (const page of this.pages) page.heard.push({ kind: "roster", people: structuredClone([...people.values()]) });
  }

  #others = (page: Page) => this.pages.filter((other) => other !== page);
}

const stateOf = (page: Page): Word => ({
  kind: "awareness",
  update: encodeAwarenessUpdate(page.awareness, [page.doc.clientID]),
});

test("nobody's colour changes because others come, come back, open a tab or leave, in whichever order that is heard", () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const random = draws(seed);
    const room = new Room(random);
    let born = 0;
    const open = (participant = `${String.fromCharCode(97 + random(26))}-${seed}-${(born += 1)}`) =>
      room.enter(new Page(room, participant, random(5) ? 0 : random(10_000) - 5_000));
    const happen = () => {
      const page = room.pages[random(room.pages.length)];
      const here = new Set(room.pages.map((one) => one.participant)).size;
      const what = random(5);
      if (!page || (what < 2 && here < HUES.length)) open();
      else if (what === 2) open(page.participant);
      else if (what === 3) page.close();
      else {
        page.close();
        open(page.participant);
      }
    };
    for (let meeting = 0; meeting < 6; meeting += 1) {
      const before = new Map(room.pages.map((page) => [page, page.hue]));
      for (let count = random(3); count >= 0; count -= 1) happen();
      room.settle();
      const hues = new Map(room.pages.map((page) => [page.participant, page.hue]));
      const where = `seed ${seed}, meeting ${meeting}`;
      for (const page of room.pages) {
        if (before.has(page)) expect(page.hue, `${where}: ${page.participant}`).toBe(before.get(page));
        expect(page.hue, `${where}: a tab of ${page.participant}`).toBe(hues.get(page.participant));
        const seen = room.pages.map(({ participant }) => HUES[page.claims.hues.get(participant) ?? -1]);
        expect(seen, `${where}: as ${page.participant} sees it`).toEqual(room.pages.map(({ hue }) => hue));
      }
      expect(new Set(hues.values()).size, where).toBe(hues.size);
    }
    for (const page of room.pages) page.close();
  }
});
