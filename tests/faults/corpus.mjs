// Genuine updates by real Yjs, as a server would receive them: rooms of several people who type, paste, replace with
// many cursors, undo, go offline and come back.
//
//   node corpus.mjs SEED COUNT ROOTS [TRACE.json.gz]
//
// ROOTS are the names of the texts of a room's files, with commas between them; main's, `code`, comes first.
// Writes records (records.mjs): "u" an update, in an order in which all that an update builds on came before it; "t" the
// texts that everybody in the room has in the end, as JSON, after which the next room begins. It ends after the first
// room that brings it to COUNT updates; then a trace is typed.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

import { seeded, write, Y } from "./records.mjs";

const [seed, count, names, trace] = process.argv.slice(2);
const roots = names.split(",");

const random = seeded(seed);
const chance = (share) => random(1000) < share * 1000;

let written = 0;
function writeUpdate(update) {
  write("u", update);
  written += 1;
}

const KEYS = [..."abcdefghij   \n\t(){};", "é", "ß", "漢", "字", "😀", "👩‍👩‍👧", "e\u0301", "\r\n"];
const text = (length) => Array.from({ length }, () => KEYS[random(KEYS.length)]).join("");

// Where an editor's cursor can be: never between the halves of a character.
function place(string, at = random(string.length + 1)) {
  const isInside = at > 0 && /[\ud800-\udbff]/.test(string[at - 1]) && /[\udc00-\udfff]/.test(string[at] ?? "");
  return isInside ? at - 1 : at;
}

class Person {
  constructor(server) {
    this.doc = new Y.Doc();
    this.doc.clientID = 1 + random(2 ** 31 - 2);
    this.files = roots.map((root) => this.doc.getText(root));
    this.undoes = this.files.map((file) => new Y.UndoManager(file, { captureTimeout: random(2) * 500 }));
    this.open(0);
    this.server = server;
    this.outbox = [];
    this.heard = 0; // of what the server has passed on
    this.isOnline = true;
    this.doc.on("update", (update, origin) => {
      if (origin !== "server" && this.isOnline) this.outbox.push(update);
    });
  }

  open(file) {
    this.code = this.files[file];
    this.undo = this.undoes[file];
    this.cursor = 0;
  }

  edit() {
    if (roots.length > 1 && chance(0.1)) this.open(random(roots.length));
    const now = this.code.toString();
    this.cursor = chance(0.85) ? place(now, Math.min(this.cursor, now.length)) : place(now);
    const doing = random(100);
    if (doing < 60) this.put(this.cursor, text(1));
    else if (doing < 78) this.remove(place(now, Math.max(0, this.cursor - 1 - random(3))), this.cursor);
    else if (doing < 83) this.put(this.cursor, text(20 + random(400)));
    else if (doing < 86) this.remove(this.cursor, place(now, Math.min(now.length, this.cursor + random(120))));
    else if (doing < 92) this.undo.undo();
    else if (doing < 94) this.undo.redo();
    else if (doing < 98) this.replaceAtMany(now);
    else this.moveLine(now);
  }

  put(at, string) {
    this.code.insert(at, string);
    this.cursor = at + string.length;
  }

  remove(from, to) {
    if (to > from) this.code.delete(from, to - from);
    this.cursor = from;
  }

  // Many cursors, or "replace all": one transaction, from the end so that places stay true.
  replaceAtMany(now) {
    const places = [...new Set(Array.from({ length: 2 + random(6) }, () => place(now)))].sort((a, b) => b - a);
    const string = text(1 + random(3));
    let before = now.length;
    this.doc.transact(() => {
      for (const at of places) {
        const end = place(now, Math.min(before, at + random(3)));
        if (end > at && chance(0.5)) this.code.delete(at, end - at);
        this.code.insert(at, string);
        before = at;
      }
    });
  }

  moveLine(now) {
    const lines = [...now.matchAll(/[^\n]*\n/g)];
    if (lines.length < 2) return;
    const line = lines[random(lines.length - 1)];
    this.doc.transact(() => {
      this.code.delete(line.index, line[0].length);
      this.code.insert(line.index, line[0]);
    });
  }

  say(most) {
    for (const update of this.outbox.splice(0, most)) this.server.receive(update, this);
  }

  hear(most) {
    for (const { update, from } of this.server.log.slice(this.heard, this.heard + most)) {
      this.heard += 1;
      if (from !== this) Y.applyUpdate(this.doc, update, "server");
    }
  }

  leave() {
    this.isOnline = false;
    this.outbox = []; // what was on its way is lost with the line
  }

  comeBack() {
    this.isOnline = true;
    this.server.receive(Y.encodeStateAsUpdate(this.doc, Y.encodeStateVector(this.server.doc)), this);
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(this.server.doc, Y.encodeStateVector(this.doc)), "server");
    this.heard = this.server.log.length;
  }
}

class Server {
  doc = new Y.Doc();
  log = [];

  receive(update, from) {
    Y.applyUpdate(this.doc, update);
    this.log.push({ update, from });
    writeUpdate(update);
  }
}

const textsOf = (doc) => JSON.stringify(Object.fromEntries(roots.map((root) => [root, doc.getText(root).toString()])));

function room() {
  const server = new Server();
  const people = Array.from({ length: 1 + random(5) }, () => new Person(server));
  const edits = 100 + random(1500);
  for (let edit = 0; edit < edits; edit++) {
    const person = people[random(people.length)];
    for (let keys = 1 + random(6); keys > 0; keys--) person.edit();
    if (!person.isOnline) {
      if (chance(0.1)) person.comeBack();
      continue;
    }
    if (chance(0.7)) person.say(1 + random(20));
    if (chance(0.6)) person.hear(1 + random(30));
    if (chance(0.02)) person.leave();
  }
  for (const person of people) person.isOnline ? person.say(Infinity) : person.comeBack();
  for (const person of people) person.hear(Infinity);
  const texts = new Set([...people.map((person) => person.doc), server.doc].map(textsOf));
  if (texts.size !== 1) throw new Error("Yjs itself disagrees: the corpus is wrong");
  write("t", Buffer.from([...texts][0]));
}

function typeTrace(file) {
  const { txns, endContent } = JSON.parse(gunzipSync(readFileSync(file)));
  const doc = new Y.Doc();
  const code = doc.getText("code");
  doc.on("update", writeUpdate);
  for (const { patches } of txns) {
    doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted) code.delete(at, deleted);
        if (inserted) code.insert(at, inserted);
      }
    });
  }
  if (code.toString() !== endContent) throw new Error("the trace came out differently");
  write("t", Buffer.from(textsOf(doc)));
}

while (written < Number(count)) room();
if (trace) typeTrace(trace);
