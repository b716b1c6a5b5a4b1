import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import type { Plugin } from "vite";
import { expect, test } from "vitest";
import * as Stock from "yjs";

import { plain } from "./plain";

type Transform = (code: string, id: string) => { code: string } | undefined;

const transforms = plain().flatMap(({ transform }: Plugin) => (transform ? [transform as unknown as Transform] : []));
const cut = (id: string) =>
  transforms.reduce((code, transform) => transform(code, `/${id}`)?.code ?? code, readFileSync(id, "utf8"));

/** Yjs as pages have it. */
async function load(): Promise<typeof Stock> {
  const file = ".cache/plain-yjs.mjs";
  mkdirSync(".cache", { recursive: true });
  writeFileSync(file, cut("node_modules/yjs/dist/yjs.mjs").replace(/\n\/\/# sourceMappingURL.*/, ""));
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(file).href)) as typeof Stock;
  } finally {
    rmSync(file);
  }
}

/** Chooses, the same for the same seed: a number below `end`, and one of a list, which it may take out. */
function chooser(seed: number) {
  let state = seed;
  const below = (end: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
  const take = <T>(list: T[]): T[] => list.splice(below(list.length), 1);
  const oneOf = <T>(list: readonly T[]): T => take([...list])[0] as T;
  return { below, take, oneOf };
}

test("Yjs as pages have it writes what stock Yjs reads, and the other way round, whatever is typed, lost for a while or taken back", async () => {
  const Page = await load();
  for (let seed = 1; seed <= 8; seed++) {
    const { below, take, oneOf } = chooser(seed);
    const people = [Page, Stock, Page].map((Y, at) => {
      const doc = new Y.Doc();
      doc.clientID = at + 1;
      const text = doc.getText("code");
      const person = { Y, doc, text, inbox: [] as Uint8Array[], shown: "" };
      // What an editor shows, from the changes that it is told.
      text.observe(({ delta }) => {
        let [shown, at] = [person.shown, 0];
        for (const { retain = 0, insert = "", delete: cut = 0 } of delta) {
          shown = shown.slice(0, at + retain) + String(insert) + shown.slice(at + retain + cut);
          at += retain + String(insert).length;
        }
        person.shown = shown;
      });
      return { ...person, state: person, undo: new Y.UndoManager(text, { captureTimeout: 0 }) };
    });
    for (const { doc } of people)
      doc.on("update", (update: Uint8Array, origin: unknown) => {
        if (origin !== "others") for (const { doc: other, inbox } of people) if (other !== doc) inbox.push(update);
      });
    for (let step = 0; step < 150; step++) {
      const { Y, doc, text, inbox, undo } = oneOf(people);
      const what = below(10);
      const at = below(text.length + 1);
      if (what < 4) text.insert(at, oneOf(["a", "é\n", "ñandú", "const x = 1;"]));
      else if (what < 6) text.delete(at, below(Math.min(5, text.length - at) + 1));
      else if (what === 6) undo.undo();
      else if (what === 7) undo.redo();
      // One of what has come, in any order: it may miss what went before.
      else for (const update of take(inbox)) Y.applyUpdate(doc, update, "others");
      const place = Y.createRelativePositionFromTypeIndex(text, at > text.length ? 0 : at);
      expect(Y.createAbsolutePositionFromRelativePosition(place, doc)?.index).toBe(at > text.length ? 0 : at);
    }
    for (const { Y, doc, inbox } of people) for (const update of inbox.splice(0)) Y.applyUpdate(doc, update, "others");
    const [one, stock] = people.map(({ text }) => text.toString());
    for (const { text, state, Y, doc } of people) {
      expect([seed, text.toString()]).toEqual([seed, stock]);
      expect([seed, state.shown]).toEqual([seed, one]);
      for (const Other of [Page, Stock]) {
        const fresh = new Other.Doc();
        Other.applyUpdate(fresh, Y.encodeStateAsUpdate(doc));
        expect([seed, fresh.getText("code").toString()]).toEqual([seed, stock]);
      }
    }
  }
});

test("what no server lets into a room does not come into a page", async () => {
  const Page = await load();
  const stock = new Stock.Doc();
  stock.getText("code").insert(0, "bold", { bold: true });
  expect(() => {
    Page.applyUpdate(new Page.Doc(), Stock.encodeStateAsUpdate(stock));
  }).toThrow();
});

test("a library that has changed ends the build", () => {
  expect(() => transforms.map((transform) => transform("const other = 1;", "/node_modules/yjs/dist/yjs.mjs"))).toThrow(
    "has changed",
  );
});
