import { expect, test } from "vitest";
import * as Y from "yjs";

import { parseEvent, type SessionEvent } from "./events";
import { LanguageChange } from "./languagechange";

const languages = [
  { id: "python", name: "Python", starter: "print(1)\n" },
  { id: "java", name: "Java", starter: "class Main {}\n" },
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
  const tabs = [left, right].map((doc) => new LanguageChange(doc.getText("code")));
  for (const tab of tabs) tab.requested("java", languages);
  tabs[0]?.happened(event({ yours: true }), true);
  tabs[1]?.happened(event({}), true);
  Y.applyUpdate(right, Y.encodeStateAsUpdate(left));
  Y.applyUpdate(left, Y.encodeStateAsUpdate(right));
  for (const doc of [left, right]) expect(doc.getText("code").toString()).toBe("class Main {}\n");
});

test("who may not write any more replaces nothing", () => {
  const doc = new Y.Doc();
  doc.getText("code").insert(0, "print(1)\n");
  const change = new LanguageChange(doc.getText("code"));
  change.requested("java", languages);
  change.happened(event({ yours: true }), false);
  expect(doc.getText("code").toString()).toBe("print(1)\n");
});
