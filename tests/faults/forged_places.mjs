// Rooms of a few people who type at once, and one insertion that no editor made: at any two characters that are there, or
// beside collected ones of its own.
//
//   node forged_places.mjs SEED ROOMS
//
// Writes records (records.mjs). For each room: "u" the updates, in an order in which all that an update builds on came
// before it; among them "f", the forged one; then "t", the text that real Yjs has of them all, or "d" when that depends
// on the order in which they came.
import { characters, forge, inAnyOrder, seeded, write, Y } from "./records.mjs";

const [seed, rooms] = process.argv.slice(2);
const FORGER = [3, 50]; // before and behind everybody's id: by ids Yjs decides who stands left
const ORDERS = 12;

const random = seeded(seed);

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
  const [forger, collected] = [FORGER[random(2)], random(3) ? 0 : 1 + random(3)];
  const own = Array.from({ length: collected }, (_, clock) => [forger, clock]);
  const choice = [null, ...known, ...own];
  const forged = forge(forger, choice[random(choice.length)], choice[random(choice.length)], collected);
  updates.push({ kind: "f", update: forged });
  if (random(2)) Y.applyUpdate(people[random(3)], forged, "others");
  live(random(6));

  const results = inAnyOrder(
    updates.map(({ update }) => update),
    ORDERS,
    random,
  );
  for (const { kind, update } of updates) write(kind, update);
  if (results.length > 1) write("d", Buffer.alloc(0));
  else write("t", Buffer.from(results[0]));
}

for (let number = 0; number < Number(rooms); number++) room();
