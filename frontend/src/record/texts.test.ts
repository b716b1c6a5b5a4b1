import { expect, test } from "vitest";
import * as Y from "yjs";

import { textAfter, traceOf, type Typed, typedIn } from "./testing";
import { Texts } from "./texts";

function taken(typed: readonly Typed[]): Texts {
  const texts = new Texts();
  for (const { update, by } of typed) texts.take(update, by);
  return texts;
}

const textAt = (texts: Texts, entries: number) => texts.at(entries).text.toString();

/** Who wrote what, as pieces of text. */
function written(texts: Texts, entries = texts.length): [by: string, text: string][] {
  const { text, authors } = texts.at(entries);
  let at = 0;
  return authors.map(({ by, length }) => [by, text.sliceString(at, (at += length))]);
}

/** A document of a person whose updates are gathered. */
function writer(by: string, clientID: number, into: Typed[]) {
  const doc = Object.assign(new Y.Doc(), { clientID });
  doc.on("update", (update: Uint8Array, origin: unknown) => {
    if (origin !== "other") into.push({ update, by });
  });
  return { doc, text: doc.getText("code"), hears: (update: Uint8Array) => Y.applyUpdate(doc, update, "other") };
}

test("every intermediate text of a recorded hour is exact, one after the other", () => {
  const trace = traceOf("sveltecomponent");
  const texts = taken(typedIn("sveltecomponent"));
  let expected = trace.startContent;
  let wrong = 0;
  trace.txns.forEach(({ patches }, index) => {
    expected = textAfter(expected, patches);
    if (textAt(texts, index + 1) !== expected) wrong += 1;
  });
  expect(wrong).toBe(0);
  expect(expected).toBe(trace.endContent);
});

test("any moment of two people's writing is exact, whatever was looked at before", () => {
  const typed = typedIn("friendsforever").slice(0, 6_000);
  const texts = taken(typed);
  const doc = new Y.Doc();
  const truth = new Map<number, string>();
  typed.forEach(({ update }, index) => {
    Y.applyUpdate(doc, update);
    if (index % 97 === 0) truth.set(index + 1, doc.getText("code").toString());
  });
  // A fixed order that jumps to and fro.
  const order = [...truth.keys()].sort((one, other) => ((one * 7919) % 12_007) - ((other * 7919) % 12_007));
  for (const entries of order) expect(textAt(texts, entries) === truth.get(entries), `after ${entries}`).toBe(true);
  const { text, authors } = texts.at(texts.length);
  expect(authors.reduce((sum, { length }) => sum + length, 0)).toBe(text.length);
});

test("each part of the text has its author, also where one writes into another's", () => {
  const typed: Typed[] = [];
  const ana = writer("ana", 1, typed);
  ana.text.insert(0, "hello world");
  const ben = writer("ben", 2, typed);
  for (const { update } of [...typed]) ben.hears(update);
  ben.text.insert(5, ", dear");
  ben.text.delete(0, 1);
  const texts = taken(typed);
  expect(written(texts)).toEqual([
    ["ana", "ello"],
    ["ben", ", dear"],
    ["ana", " world"],
  ]);
  expect(written(texts, 1)).toEqual([["ana", "hello world"]]);
  expect(texts.at(3).caret).toEqual({ at: 0, by: "ben" });
  expect(texts.at(2).caret).toEqual({ at: 11, by: "ben" });
});

test("text that came in one update with another's is still its writer's", () => {
  const typed: Typed[] = [];
  const ana = writer("ana", 1, typed);
  const ben = writer("ben", 2, typed);
  ana.text.insert(0, "ana");
  ben.hears(typed[0]?.update ?? new Uint8Array());
  ben.text.insert(3, " ben");
  const [first, second] = typed.map(({ update }) => update);
  ana.hears(second ?? new Uint8Array());
  ana.text.insert(7, " ana");
  // After a cut Ana's page sends all that it holds; the server had heard Ben only.
  const texts = taken([
    { update: new Uint8Array([0, 0]), by: "ben" },
    { update: second ?? new Uint8Array(), by: "ben" },
    { update: Y.encodeStateAsUpdate(ana.doc), by: "ana" },
  ]);
  expect(first).toBeDefined();
  expect(written(texts)).toEqual([
    ["ana", "ana"],
    ["ben", " ben"],
    ["ana", " ana"],
  ]);
});

test("an update whose predecessor comes later waits, and then belongs to its writer", () => {
  const typed: Typed[] = [];
  const ana = writer("ana", 1, typed);
  ana.text.insert(0, "one ");
  const ben = writer("ben", 2, typed);
  for (const { update } of [...typed]) ben.hears(update);
  ben.text.insert(4, "two");
  const [first, second] = typed;
  if (!first || !second) throw new Error("nothing was typed");
  const texts = taken([second, first]);
  expect(textAt(texts, 1)).toBe("");
  expect(written(texts)).toEqual([
    ["ana", "one "],
    ["ben", "two"],
  ]);
});

test("a damaged update is passed over and counted, and the others play", () => {
  const typed: Typed[] = [];
  const ana = writer("ana", 1, typed);
  ana.text.insert(0, "a");
  typed.push({ update: new Uint8Array([1, 1, 1, 255, 255, 255]), by: "ana" });
  typed.push({ update: new Uint8Array(), by: "ana" });
  ana.text.insert(1, "b");
  const texts = taken(typed);
  expect([textAt(texts, 1), textAt(texts, 3), textAt(texts, 4)]).toEqual(["a", "a", "ab"]);
  expect(texts.damaged).toBe(2);
});

test("an entry that changes no text leaves it, and repeated updates change nothing", () => {
  const typed: Typed[] = [];
  writer("ana", 1, typed).text.insert(0, "x\n\ny");
  const texts = taken([...typed, ...typed]);
  texts.take(null, "");
  expect(texts.length).toBe(3);
  expect(textAt(texts, 3)).toBe("x\n\ny");
  expect([texts.size(0), texts.size(1), texts.size(2)]).toEqual([{ inserted: 4, deleted: 0 }, null, null]);
});

test("each file's text is exact at every moment, and the typing is where it was", () => {
  const typed: Typed[] = [];
  const ana = writer("ana", 1, typed);
  const ben = writer("ben", 2, typed);
  ana.text.insert(0, "import util");
  const ours = ana.doc.getText("file:Qx3");
  ours.insert(0, "def f(): ...");
  for (const { update } of typed.slice()) ben.hears(update);
  ben.doc.getText("file:Qx3").insert(0, "# Ben\n");
  ben.text.insert(0, "# main\n");
  const texts = taken(typed);
  const both = Array.from({ length: 5 }, (_, entries) => [
    texts.at(entries).text.toString(),
    texts.at(entries, "file:Qx3").text.toString(),
    texts.changedAt(entries),
  ]);
  expect(both).toEqual([
    ["", "", "code"],
    ["import util", "", "code"],
    ["import util", "def f(): ...", "file:Qx3"],
    ["import util", "# Ben\ndef f(): ...", "file:Qx3"],
    ["# main\nimport util", "# Ben\ndef f(): ...", "code"],
  ]);
  expect(texts.at(4, "file:Qx3").authors).toEqual([
    { length: 6, by: "ben" },
    { length: 12, by: "ana" },
  ]);
  expect(texts.at(4, "file:Qx3").caret).toEqual({ at: 6, by: "ben" });
  expect(texts.at(2).caret).toEqual({ at: 11, by: "ana" });
});

test("typing in the third of five files is exact at every keystroke, and changes no other", () => {
  const txns = traceOf("sveltecomponent").txns.slice(0, 6_000);
  const typed: Typed[] = [];
  const ana = writer("ana", 1, typed);
  const ben = writer("ben", 2, typed);
  const roots = ["code", "file:aaaaaaaaaaaa", "file:bbbbbbbbbbbb", "file:cccccccccccc", "file:dddddddddddd"];
  const third = ana.doc.getText(roots[2]);
  const expected: string[][] = [];
  const now = roots.map(() => "");
  const happened = (before: number) => {
    for (let entry = before; entry < typed.length; entry += 1) expected.push([...now]);
  };
  txns.forEach(({ patches }, index) => {
    const before = typed.length;
    ana.doc.transact(() => {
      for (const [at, deleted, inserted] of patches) {
        if (deleted > 0) third.delete(at, deleted);
        if (inserted) third.insert(at, inserted);
      }
    });
    now[2] = textAfter(now[2] ?? "", patches);
    happened(before);
    if (index % 10 > 0) return;
    const other = [0, 1, 3, 4][(index / 10) % 4] ?? 0;
    ben.doc.getText(roots[other]).insert(0, `${index} `);
    now[other] = `${index} ${now[other]}`;
    happened(typed.length - 1);
  });
  const texts = taken(typed);
  let wrong = 0;
  expected.forEach((all, entry) => {
    if (roots.some((root, place) => texts.at(entry + 1, root).text.toString() !== all[place])) wrong += 1;
  });
  expect([texts.length, texts.damaged, wrong]).toEqual([expected.length, 0, 0]);
  expect(textAt(texts, texts.length).split(" ")).toHaveLength(151);
});
