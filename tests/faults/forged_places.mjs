// Rooms of a few people who type at once, and one insertion that no editor made: at any two characters that are there.
//
//   node forged_places.mjs SEED ROOMS
//
// Writes records (records.mjs). For each room: "u" the updates, in an order in which all that an update builds on came
// before it; among them "f", the forged one; then "t", the text that real Yjs has of them all, or "d" when that depends
// on the order in which they came.
import { seeded, write, Y } from "./records.mjs";

const [seed, rooms] = process.argv.slice(2);
const FORGER = [3, 50]; // before and behind everybody's id: by ids Yjs decides who stands left
const ORDERS = 12;

const random = seeded(seed);

/** The ids of all characters, deleted ones too, in their order. */
function characters(doc) {
  const ids = [];
  for (let item = doc.getText("code")._start; item; item = item.right) {
    for (let at = 0; at < item.length; at++) ids.push([item.id.client, item.id.clock + at]);
  }
  return ids;
}

/** One struct with text (src/structs/Item.js); ids and clocks are below 128, one byte each. */
function forge(left, right) {
  const info = 4 | (left ? 0x80 : 0) | (right ? 0x40 : 0);
  const root = left || right ? [] : [1, 4, ...Buffer.from("code")];
  const head = [1, 1, FORGER[random(2)], 0, info, ...(left ?? []), ...(right ?? []), ...root];
  return Uint8Array.from([...head, 1, "F".charCodeAt(0), 0]);
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

function edit(doc) {
  const code = doc.getText("code");
  if (random(5) === 0 && code.length > 0) code.delete(random(code.length), 1);
  else code.insert(random(code.length + 1), "xy".slice(0, 1 + random(2)));
}

function room() {
  const updates = [];
  const people = [8, 20, 30].map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    doc.on("update", (update, origin) => origin === "others" || updates.push({ kind: "u", update }));
    return doc;
  });
  const live = (steps) => {
    for (let step = 0; step < steps; step++) {
      const [doc, other] = [people[random(3)], people[random(3)]];
      if (random(3) > 0) edit(doc);
      else if (doc !== other) Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), "others");
    }
  };
  live(4 + random(8));
  const known = characters(people[random(3)]);
  const choice = [null, ...known];
  const forged = forge(choice[random(choice.length)], choice[random(choice.length)]);
  updates.push({ kind: "f", update: forged });
  if (random(2)) Y.applyUpdate(people[random(3)], forged, "others");
  live(random(6));

  const results = new Set();
  for (let order = 0; order < ORDERS; order++) {
    const doc = new Y.Doc();
    const left = updates.map(({ update }) => ({ update, read: Y.decodeUpdate(update) }));
    while (left.length > 0) {
      const at = random(left.length);
      if (isReady(doc, left[at].read)) Y.applyUpdate(doc, left.splice(at, 1)[0].update);
    }
    results.add(JSON.stringify([characters(doc), doc.getText("code").toString()]));
  }
  for (const { kind, update } of updates) write(kind, update);
  if (results.size > 1) write("d", Buffer.alloc(0));
  else write("t", Buffer.from(JSON.parse([...results][0])[1]));
}

for (let number = 0; number < Number(rooms); number++) room();
