// Plays histories that somebody else has drawn: what people did, step by step, in documents of real Yjs.
//
//   node histories.mjs
//
// Reads one history a line: [[who, what, …numbers and text], …]. Places are any numbers, taken modulo what is there.
// Writes records (records.mjs) for each: "u" the updates in the order in which the server hears them, among them perhaps
// "f", one that no editor made; then "t", the text of all but that one; then "w", the text with it, or "d" when that
// depends on the order in which they come.
import { createInterface } from "node:readline";

import { characters, forge, inAnyOrder, seeded, write, Y } from "./records.mjs";

const CLIENTS = [8, 20, 30];
const ORDERS = 6;

// Never between the halves of a character.
function place(string, number) {
  const at = number % (string.length + 1);
  const isInside = at > 0 && /[\ud800-\udbff]/.test(string[at - 1]) && /[\udc00-\udfff]/.test(string[at] ?? "");
  return isInside ? at - 1 : at;
}

function play(history) {
  const server = new Y.Doc();
  const heard = []; // by the server
  const hear = (update, kind = "u") => {
    if (kind === "u") Y.applyUpdate(server, update);
    heard.push({ kind, update });
  };
  const people = CLIENTS.map((client) => {
    const doc = new Y.Doc();
    doc.clientID = client;
    const code = doc.getText("code");
    const person = { doc, code, undo: new Y.UndoManager(code, { captureTimeout: 0 }), isOnline: true };
    doc.on("update", (update, origin) => person.isOnline && origin !== "others" && hear(update));
    return person;
  });

  const does = {
    put: ({ code }, at, text) => code.insert(place(code.toString(), at), text),
    remove({ code }, at, length) {
      const now = code.toString();
      const from = place(now, at);
      const to = place(now, Math.min(now.length, from + length));
      if (to > from) code.delete(from, to - from);
    },
    replace({ doc, code }, first, second, text) {
      doc.transact(() => {
        for (const at of [first, second]) {
          const from = place(code.toString(), at);
          const to = place(code.toString(), Math.min(code.length, from + 2));
          if (to > from) code.delete(from, to - from);
          code.insert(from, text);
        }
      });
    },
    undo: ({ undo }) => undo.undo(),
    redo: ({ undo }) => undo.redo(),
    hear({ doc, isOnline }) {
      if (isOnline) Y.applyUpdate(doc, Y.encodeStateAsUpdate(server, Y.encodeStateVector(doc)), "others");
    },
    leave(person) {
      person.isOnline = false;
    },
    come_back(person) {
      if (person.isOnline) return;
      person.isOnline = true;
      hear(Y.encodeStateAsUpdate(person.doc, Y.encodeStateVector(server)));
      does.hear(person);
    },
    forge(_, client, left, right) {
      if (heard.some(({ kind }) => kind === "f")) return;
      const choice = [null, ...characters(server)];
      hear(forge([3, 50][client % 2], choice[left % choice.length], choice[right % choice.length]), "f");
    },
  };
  for (const [who, what, ...how] of history) does[what](people[who], ...how);
  for (const person of people) {
    does.come_back(person);
    does.hear(person);
  }
  for (const person of people) does.hear(person);

  const text = server.getText("code").toString();
  if (people.some(({ code }) => code.toString() !== text)) throw new Error("Yjs itself disagrees");
  for (const { kind, update } of heard) write(kind, update);
  write("t", Buffer.from(text));
  const updates = heard.map(({ update }) => update);
  const all = inAnyOrder(updates, ORDERS, seeded(heard.length));
  write(all.length > 1 ? "d" : "w", Buffer.from(all[0]));
}

for await (const line of createInterface({ input: process.stdin })) play(JSON.parse(line));
