import { expect, test } from "vitest";
import * as Y from "yjs";

import { parseEvent, type SessionEvent } from "./events";
import { LanguageChange } from "./languagechange";

const languages = [
  { id: "python", name: "Python", starter: "print(1)\n" },
  { id: "java", name: "Java", starter: "class Main {}\n" },
  { id: "rust", name: "Rust", starter: "fn main() {}\n" },
];
const event = (more: Record<string, unknown>): SessionEvent => {
  const body = { type: "language", at: 1, participant: "p", name: "Ana", language: "java", previous: "python" };
  const parsed = parseEvent(JSON.stringify({ ...body, ...more }));
  if (!parsed) throw new Error("no event");
  return parsed;
};

test("two tabs of one person that ask for one language put its starter code there once", () => {
  const [left, right] = [new Y.Doc(), new Y.Doc()];
  left.getText("code").insert(0, "print(1)\n");
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  const tabs = [left, right].map((doc) => new LanguageChange(doc.getText("code"), () => languages));
  tabs[0]?.happened(event({ yours: true }), true);
  tabs[1]?.happened(event({}), true);
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  for (const doc of [left, right]) expect(doc.getText("code").toString()).toBe("class Main {}\n");
});

test("of two languages chosen before the first answer the last one's example stands there", () => {
  const doc = new Y.Doc();
  doc.getText("code").insert(0, "print(1)\n");
  const change = new LanguageChange(doc.getText("code"), () => languages);
  change.happened(event({ yours: true }), true);
  change.happened(event({ yours: true, language: "rust", previous: "java" }), true);
  expect(doc.getText("code").toString()).toBe("fn main() {}\n");
});

test("who may not write any more replaces nothing", () => {
  const doc = new Y.Doc();
  doc.getText("code").insert(0, "print(1)\n");
  const change = new LanguageChange(doc.getText("code"), () => languages);
  change.happened(event({ yours: true }), false);
  expect(doc.getText("code").toString()).toBe("print(1)\n");
});

/** Ana's page, which switches from Python to Java, and Marcus'; what each does reaches the other when they meet. */
function pair() {
  const docs = [new Y.Doc(), new Y.Doc()] as const;
  const [ana, marcus] = docs;
  ana.getText("code").insert(0, "print(1)\n");
  Y.applyUpdate(marcus, Y.encodeStateAsUpdate(ana));
  const [hers, his] = docs.map((doc) => new LanguageChange(doc.getText("code"), () => languages));
  const undo = new Y.UndoManager(marcus.getText("code"));
  return {
    undo,
    his: marcus.getText("code"),
    switches() {
      for (const page of [hers, his]) page?.switched("python", "java");
      hers?.happened(event({ yours: true }), true);
    },
    async meet() {
      for (let round = 0; round < 2; round += 1) {
        Y.applyUpdate(marcus, Y.encodeStateAsUpdate(ana, Y.encodeStateVector(marcus)));
        await Promise.resolve();
        Y.applyUpdate(ana, Y.encodeStateAsUpdate(marcus, Y.encodeStateVector(ana)));
        await Promise.resolve();
      }
      expect(marcus.getText("code").toString()).toBe(ana.getText("code").toString());
      return ana.getText("code").toString();
    },
  };
}

test("who replaces the old example before the new one has reached them is left with their text alone", async () => {
  for (const letters of ["", "x = 2\n", "print(1)\nprint(2)\n", "p"]) {
    for (const isFirst of [true, false]) {
      const { his, switches, meet, undo } = pair();
      if (isFirst) switches();
      his.delete(0, his.length);
      for (const [at, letter] of [...letters].entries()) his.insert(at, letter);
      if (!isFirst) switches();
      expect(await meet()).toBe(letters);
      undo.undo();
      expect(await meet(), "his own steps, and not the example").not.toContain("class Main");
    }
  }
});

test("who types over the old example but for its last line break, as editors do, keeps that too", async () => {
  for (const isFirst of [true, false]) {
    const { his, switches, meet, undo } = pair();
    if (isFirst) switches();
    his.delete(0, his.length - 1);
    his.insert(0, "mine");
    if (!isFirst) switches();
    expect(await meet()).toBe("mine\n");
    undo.undo();
    expect(await meet(), "his own steps, and not the example").not.toContain("class Main");
  }
});

test("what is typed into the old example stands beside the new one", async () => {
  const { his, switches, meet } = pair();
  switches();
  his.insert(his.length, "# mine\n");
  expect((await meet()).replace("# mine\n", "")).toBe("class Main {}\n");
});

test("who has seen the new example and writes around it, in it or in its place keeps what they left of it", async () => {
  for (const [write, expected] of [
    [(his: Y.Text) => his.insert(0, "// 1\n"), "// 1\nclass Main {}\n"],
    [(his: Y.Text) => his.insert(his.length, "// 2\n"), "class Main {}\n// 2\n"],
    [(his: Y.Text) => his.insert(12, " "), "class Main { }\n"],
    [(his: Y.Text) => (his.delete(0, his.length), his.insert(0, "mine")), "mine"],
  ] as const) {
    const { his, switches, meet } = pair();
    switches();
    await meet();
    write(his);
    expect(await meet()).toBe(expected);
  }
});
