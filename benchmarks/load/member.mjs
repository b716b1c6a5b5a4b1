// One person in a room: speaks the protocol of a server's own clients, types, and knows which edits have reached it.
import { Bytes, Frames } from "./bytes.mjs";
import { tally } from "./measure.mjs";
import { Socket } from "./socket.mjs";
import { ROOT, readUpdate, readVarint, writeAwareness, writeInsert } from "./yjs.mjs";

const RING = 4096; // edits of one writer that may be on their way at once
const SYNC = 0;
const SYNC_REPLY = 4; // Hocuspocus: a question that wants no question back
const AWARENESS = 1;
const AUTH = 2; // Hocuspocus
const SAVED = 100; // codesala.v1
const HELLO = 110;

const message = new Bytes(1 << 20);
const body = new Bytes(1 << 20);
const frames = new Frames();
const EMPTY_UPDATE = Buffer.from([0, 0]);
const EMPTY_STATE_VECTOR = Buffer.from([0]);

export class Room {
  /** `name` is what the server calls it: a document's name, or the token of a link. `roots` are those of its texts. */
  constructor(name, roots = [ROOT]) {
    this.name = name;
    this.roots = roots;
    this.members = [];
    this.indexOf = new Map();
  }
}

let lastClient = 100_000_000 + Math.floor(Math.random() * 1_000_000_000);

export class Member {
  #bytesBefore = null;

  /** `dialect` is "y-websocket", "hocuspocus" or "codesala.v1". `synced(size)` is called once, with the size of the
   * SyncStep2 that brought the document; `failed(reason)` when the line is lost. */
  constructor(room, server, synced, failed) {
    this.room = room;
    this.dialect = server.dialect;
    this.index = room.members.length;
    this.client = ++lastClient;
    this.root = room.roots[this.client % room.roots.length];
    this.clock = 0;
    this.cursorClock = 0;
    this.known = [];
    this.seen = [];
    this.edits = 0;
    this.step = 0;
    this.ends = new Int32Array(0);
    this.times = new Float64Array(0);
    this.sent = 0;
    this.sentTimes = null;
    this.saved = 0;
    this.synced = synced;
    room.members.push(this);
    room.indexOf.set(this.client, this.index);
    if (this.dialect === "hocuspocus") this.#bytesBefore = new Bytes(256).string(room.name).take();
    if (this.dialect === "codesala.v1") this.sentTimes = new Float64Array(RING);
    this.socket = new Socket(
      {
        port: server.ports[this.index % server.ports.length],
        path: this.dialect === "hocuspocus" ? "/" : `${server.path}/${room.name}`,
        protocol: this.dialect === "codesala.v1" ? "codesala.v1" : undefined,
      },
      {
        open: () => this.#greet(),
        message: (buffer, start, end) => this.#receive(buffer, start, end),
        close: (reason) => {
          tally.closed?.push(reason);
          failed(reason);
        },
      },
    );
  }

  // What it sends

  #greet() {
    if (this.dialect === "hocuspocus") {
      this.#begin(AUTH).byte(0).string("none");
      this.#frame();
      this.#send();
      return;
    }
    if (this.dialect === "codesala.v1") {
      const key = `benchmark-key-${this.client}`;
      this.#begin(HELLO).string(JSON.stringify({ name: `Person ${this.index}`, key }));
      this.#frame();
    }
    this.#ask();
  }

  #ask() {
    this.#begin(SYNC).byte(0).block(EMPTY_STATE_VECTOR);
    this.#frame();
    this.renew();
  }

  /** Announces its cursor, as y-protocols do every 15 s without an occasion. */
  renew() {
    this.#cursor();
    this.#send();
  }

  /** Types one character, or for every tenth edit types over the last one, and moves the cursor: one write. */
  type(now) {
    const previous = this.clock > 0 ? [this.client, this.clock - 1] : null;
    const isOver = previous !== null && this.edits % 10 === 9;
    writeInsert(
      body.reset(),
      this.client,
      this.clock,
      previous,
      null,
      97 + (this.clock % 26),
      isOver ? previous : null,
      this.root,
    );
    this.send(body.buffer, body.at, this.clock + 1, now, true);
  }

  /** Sends an update after which its text ends at `end`; `now` is when it was due. What only deletes is not followed:
   * clocks do not tell of it. */
  send(update, size, end, now, withCursor) {
    if (this.ends.length === 0) {
      this.ends = new Int32Array(RING);
      this.times = new Float64Array(RING);
    }
    this.#begin(SYNC).byte(2).block(update, 0, size);
    this.#frame();
    if (this.sentTimes) this.sentTimes[this.sent % RING] = now;
    this.sent++;
    if (end > this.clock) {
      this.ends[this.edits % RING] = end;
      this.times[this.edits % RING] = now;
      this.edits++;
      tally.offered++;
      tally.expected += this.room.members.length - 1;
      tally.total.expected += this.room.members.length - 1;
    }
    this.clock = end;
    if (withCursor) this.#cursor();
    return this.#send(withCursor ? 2 : 1);
  }

  /** Sends ready updates, at most `rate` a second (Hocuspocus never comes to the end of a queue of 100,000); then asks
   * for the document, and waits for the answer. Returns its size. */
  async flood(updates, rate) {
    const began = performance.now();
    for (let next = 0; next < updates.length;) {
      const due = Math.min(updates.length, Math.ceil(((performance.now() - began) / 1000) * rate), next + 500);
      const count = due - next;
      for (; next < due; next++) {
        this.#begin(SYNC).byte(2).block(updates[next]);
        this.#frame();
      }
      if (count > 0 && !this.#send(count)) await new Promise((resolve) => this.socket.tcp.once("drain", resolve));
      else await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return new Promise((resolve) => {
      this.synced = resolve;
      this.#begin(SYNC).byte(0).block(EMPTY_STATE_VECTOR);
      this.#frame();
      this.#send();
    });
  }

  #cursor() {
    const position = this.clock > 0 ? [this.client, this.clock - 1] : null;
    writeAwareness(body.reset(), this.client, ++this.cursorClock, `Person ${this.index}`, position, this.root);
    this.#begin(AWARENESS).block(body.buffer, 0, body.at);
    this.#frame();
  }

  #begin(type) {
    message.reset();
    if (this.#bytesBefore) message.raw(this.#bytesBefore);
    return message.byte(type);
  }

  #frame() {
    frames.add(message.buffer, message.at);
  }

  #send(count = 1) {
    return this.socket.write(frames.take(), count);
  }

  // What it receives

  #receive(buffer, start, end) {
    if (this.#bytesBefore) start += this.#bytesBefore.length;
    const type = buffer[start];
    if (type === SYNC || (type === SYNC_REPLY && this.#bytesBefore)) {
      const kind = buffer[start + 1];
      const [size, at] = readVarint(buffer, start + 2);
      if (kind === 0) this.#answer();
      else if (kind === 1) {
        this.synced(size);
        readUpdate(buffer, at, this.#note);
      } else readUpdate(buffer, at, this.#learn);
    } else if (type === AWARENESS) {
      tally.cursors++;
    } else if (type === SAVED && this.sentTimes) {
      const [count] = readVarint(buffer, start + 1);
      const now = performance.now();
      for (; this.saved < count; this.saved++) {
        const at = this.sentTimes[this.saved % RING];
        if (at > 0) tally.saved.add(now - at);
      }
    } else if (type === AUTH && this.#bytesBefore) {
      if (buffer[start + 1] === 2) this.#ask();
    }
  }

  #answer() {
    tally.asked++;
    this.#begin(SYNC).byte(1).block(EMPTY_UPDATE);
    this.#frame();
    this.#send();
    if (this.sentTimes) this.sentTimes[this.sent % RING] = 0;
    this.sent++;
  }

  /** Everything of a client up to `end` is here. */
  #learn = (client, end) => {
    const index = this.room.indexOf.get(client);
    if (index === undefined || index === this.index) return;
    if (end <= (this.known[index] ?? 0)) return;
    this.known[index] = end;
    const writer = this.room.members[index];
    const now = performance.now();
    let seen = this.seen[index] ?? 0;
    while (seen < writer.edits && writer.ends[seen % RING] <= end) {
      tally.latency.add(now - writer.times[seen % RING]);
      tally.delivered++;
      tally.total.delivered++;
      seen++;
    }
    this.seen[index] = seen;
  };

  /** The document on joining: known, but not delivered by anybody's typing. */
  #note = (client, end) => {
    const index = this.room.indexOf.get(client);
    if (index !== undefined) this.known[index] = Math.max(end, this.known[index] ?? 0);
  };
}
