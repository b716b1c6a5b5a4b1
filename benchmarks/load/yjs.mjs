// Yjs updates and y-codemirror awareness, written and read byte by byte, without a document per connection.
//
// Format: Yjs `src/utils/encoding.js` (update v1), `src/structs/Item.js`; y-protocols `awareness.js`.
import { Bytes } from "./bytes.mjs";

export const ROOT = "code";
const STRING = 4;
const ORIGIN = 0x80;
const RIGHT_ORIGIN = 0x40;
const GC = 0;
const DELETED = 1;
const SKIP = 10;

/** One inserted character: `client` writes its `clock`th between `origin` and `right` ([client, clock] or null);
 * `deleted`, a [client, clock], is removed in the same transaction. `root` is the text's, of the first character in it. */
export function writeInsert(bytes, client, clock, origin, right, character, deleted = null, root = ROOT) {
  bytes.byte(1).byte(1).varint(client).varint(clock);
  bytes.byte(STRING | (origin ? ORIGIN : 0) | (right ? RIGHT_ORIGIN : 0));
  if (origin) bytes.varint(origin[0]).varint(origin[1]);
  if (right) bytes.varint(right[0]).varint(right[1]);
  if (!origin && !right) bytes.byte(1).string(root);
  bytes.byte(1).byte(character);
  return writeDeletion(bytes, deleted);
}

/** A whole text at once, as pasted into an empty document. */
export function writePaste(bytes, client, text) {
  bytes.byte(1).byte(1).varint(client).byte(0).byte(STRING).byte(1).string(ROOT).string(text);
  return bytes.byte(0);
}

/** The end of an update: what it deletes, if anything. */
export function writeDeletion(bytes, deleted) {
  if (!deleted) return bytes.byte(0);
  return bytes.byte(1).varint(deleted[0]).byte(1).varint(deleted[1]).byte(1);
}

/** An update that only deletes. */
export const writeDelete = (bytes, deleted) => writeDeletion(bytes.byte(0), deleted);

/** What y-codemirror.next announces at each keystroke: who, and where the cursor is (relative positions). */
export function writeAwareness(bytes, client, clock, name, position, root = ROOT) {
  const item = position ? `{"client":${position[0]},"clock":${position[1]}}` : "null";
  const place = `{"type":null,"tname":"${position ? root : null}","item":${item},"assoc":0}`;
  const state =
    `{"user":{"name":"${name}","color":"#30bced","colorLight":"#30bced33"},` +
    `"cursor":{"anchor":${place},"head":${place}}}`;
  return bytes.byte(1).varint(client).varint(clock).string(state);
}

let at = 0;

function varint(buffer) {
  let value = buffer[at++];
  if (value < 128) return value;
  value &= 127;
  let factor = 128;
  for (;;) {
    const byte = buffer[at++];
    value += (byte & 127) * factor;
    if (byte < 128) return value;
    factor *= 128;
  }
}

/** The varint at `start` and where it ends. */
export function readVarint(buffer, start) {
  at = start;
  return [varint(buffer), at];
}

/** Calls `learn(client, end)` for each client whose text an update carries: `end` is the clock after its last unit. */
export function readUpdate(buffer, start, learn) {
  at = start;
  for (let sections = varint(buffer); sections > 0; sections--) {
    let structs = varint(buffer);
    const client = varint(buffer);
    let clock = varint(buffer);
    for (; structs > 0; structs--) clock += readStruct(buffer);
    learn(client, clock);
  }
}

function readStruct(buffer) {
  const info = buffer[at++];
  const kind = info & 31;
  if (kind === GC || kind === SKIP) return varint(buffer);
  if (info & ORIGIN) (varint(buffer), varint(buffer));
  if (info & RIGHT_ORIGIN) (varint(buffer), varint(buffer));
  if (!(info & (ORIGIN | RIGHT_ORIGIN))) {
    if (varint(buffer) === 1) {
      const length = varint(buffer);
      at += length;
    } else (varint(buffer), varint(buffer));
  }
  if (kind === DELETED) return varint(buffer);
  if (kind !== STRING) throw new Error(`an update with content ${kind}`);
  const end = varint(buffer) + at;
  let units = 0;
  for (; at < end; at++) {
    const byte = buffer[at];
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

/**
 * A document's history, typed by three people in turn: an edit is one character, or the deletion of the last one, and
 * now and then somebody goes on at another place. With 100,000 edits about 72,600 characters stay visible.
 */
export function* history(edits, clients, random) {
  const bytes = new Bytes(256);
  const ids = [];
  const next = [];
  const isGone = [];
  const clocks = clients.map(() => 0);
  const places = clients.map(() => -1);
  let first = -1;
  for (let number = 0; number < edits; number++) {
    const author = Math.floor(number / 20) % clients.length;
    let place = places[author];
    if (random() < 0.02 && ids.length > 0) place = Math.floor(random() * ids.length);
    if (place >= 0 && !isGone[place] && random() < 0.1369) {
      isGone[place] = true;
      places[author] = place;
      yield writeDelete(bytes.reset(), ids[place]).take();
      continue;
    }
    const right = place < 0 ? first : next[place];
    const id = [clients[author], clocks[author]++];
    const origin = place < 0 ? null : ids[place];
    yield writeInsert(bytes.reset(), id[0], id[1], origin, right < 0 ? null : ids[right], 97 + (number % 26)).take();
    ids.push(id);
    isGone.push(false);
    next.push(right);
    if (place < 0) first = ids.length - 1;
    else next[place] = ids.length - 1;
    places[author] = ids.length - 1;
  }
}
