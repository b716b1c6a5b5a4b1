// What the scripts of this folder have in common: real Yjs, chance that can be repeated, and how they tell their tests.
import { createRequire } from "node:module";

export const Y = createRequire(new URL("../../frontend/package.json", import.meta.url))("yjs");

/** The same whole numbers below what is asked, for the same seed: mulberry32. */
export function seeded(seed) {
  let state = Number(seed) >>> 0 || 1;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A record of a kind (one byte), a length (four bytes, little-endian) and data. */
export function write(kind, data) {
  const head = Buffer.alloc(5);
  head.write(kind, 0, "latin1");
  head.writeUInt32LE(data.length, 1);
  process.stdout.write(Buffer.concat([head, data]));
}

/** The ids of all characters, deleted ones too, in their order. */
export function characters(doc) {
  const ids = [];
  for (let item = doc.getText("code")._start; item; item = item.right) {
    for (let at = 0; at < item.length; at++) ids.push([item.id.client, item.id.clock + at]);
  }
  return ids;
}

function varint(number) {
  return number < 128 ? [number] : [(number & 127) | 128, ...varint(number >> 7)];
}

/** An insertion that no editor made: one struct with text (src/structs/Item.js), by a client below 128, which may have
 * so many collected characters before it, as no text of ours ever has. */
export function forge(client, left, right, collected = 0) {
  const info = 4 | (left ? 0x80 : 0) | (right ? 0x40 : 0);
  const root = left || right ? [] : [1, 4, ...Buffer.from("code")];
  const places = [...(left ?? []), ...(right ?? [])].flatMap(varint);
  const before = collected ? [0, collected] : [];
  return Uint8Array.from([1, collected ? 2 : 1, client, 0, ...before, info, ...places, ...root, 1, "F".charCodeAt(0), 0]);
}

/** Whether a document has all that an update builds on. (Of what waits for its predecessors Yjs now and then forgets
 * some, whoever wrote it; nobody who is connected to a room gets text in such an order.) */
function isReady(doc, { structs, ds }) {
  const ends = new Map();
  const end = (client) => ends.get(client) ?? Y.getState(doc.store, client);
  const has = (id) => !id || id.clock < end(id.client);
  for (const { id, length, origin, rightOrigin } of structs) {
    if (id.clock > end(id.client) || !has(origin) || !has(rightOrigin)) return false;
    ends.set(id.client, id.clock + length);
  }
  return [...ds.clients].every(([client, ranges]) => ranges.every(({ clock, len }) => clock + len <= end(client)));
}

/** The texts that come out of updates in so many orders, in each of which all that an update builds on came before it:
 * one, unless where characters stand depends on the order. */
export function inAnyOrder(updates, orders, random) {
  const results = new Map();
  for (let order = 0; order < orders; order++) {
    const doc = new Y.Doc();
    const left = updates.map((update) => ({ update, read: Y.decodeUpdate(update) }));
    while (left.length > 0) {
      const at = random(left.length);
      if (isReady(doc, left[at].read)) Y.applyUpdate(doc, left.splice(at, 1)[0].update);
    }
    const text = doc.getText("code").toString();
    results.set(JSON.stringify([characters(doc), text]), text);
  }
  return [...results.values()];
}
