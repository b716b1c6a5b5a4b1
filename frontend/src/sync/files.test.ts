// Several files in one document, with real Yjs: what the state lists, who is answered, what a copy keeps, how large all is.
import { expect, test } from "vitest";
import * as Y from "yjs";

import { type Answer, FileRequests, filesOf, replaceText, Texts } from "./files";
import { parseEvent } from "./events";
import { parseState } from "./line/frames";
import { textOf } from "./saved/text";

const LISTED = [
  { id: "main", path: "main.py", root: "code" },
  { id: "Qx3", path: "util.py", root: "file:Qx3" },
];
const texts = (doc: Y.Doc) => new Texts(doc, (text) => new TextEncoder().encode(text).length);
const stateWith = (files: unknown) =>
  parseState(
    JSON.stringify({
      role: "host",
      session: { language: "python", files },
      limits: { frame_bytes: 1000, document_bytes: 2000 },
    }),
  );

test("a state lists the files, and one without a list means main alone", () => {
  expect(filesOf(stateWith(LISTED)?.files ?? [])).toEqual(LISTED);
  expect(stateWith(undefined)?.files).toEqual([]);
  expect(filesOf(stateWith([...LISTED, 3, { id: 4, path: "x", root: "y" }])?.files ?? [])).toEqual(LISTED);
});

/** Requests of Ana's, and what they were answered. */
function asked(isUp = true) {
  const sent: Record<string, unknown>[] = [];
  const requests = new FileRequests(
    (request) => isUp && sent.push(request) > 0,
    () => "ana",
  );
  const answers: Answer[] = [];
  const ask = (request: Parameters<FileRequests["ask"]>[0]) =>
    void requests.ask(request).then((answer) => answers.push(answer));
  const hear = async (body: Record<string, unknown>) => {
    const event = parseEvent(JSON.stringify(body));
    if (event?.type === "file") requests.heard(event.body);
    await Promise.resolve();
  };
  return { sent, answers, ask, hear, requests };
}

test("of two who create the same file, one has it and the other is told that it is taken", async () => {
  const { sent, answers, ask, hear } = asked();
  ask({ type: "file.create", path: "util.py" });
  await hear({ type: "file.created", file: "Qx3", path: "util.py", participant: "ben", name: "Ben" });
  expect(answers).toEqual([]);
  await hear({ type: "file.refused", nonce: sent[0]?.nonce, reason: "taken" });
  expect(answers).toEqual([{ kind: "refused", reason: "taken", message: null }]);
});

test("a change of one's own is answered by its event", async () => {
  const { answers, ask, hear } = asked();
  ask({ type: "file.rename", file: "Qx3", path: "tools.py" });
  await hear({ type: "file.deleted", file: "Qx3", path: "util.py", participant: "ana" });
  expect(answers).toEqual([]);
  await hear({ type: "file.renamed", file: "Qx3", path: "tools.py", previous: "util.py", participant: "ana" });
  expect(answers).toEqual([{ kind: "done", file: "Qx3" }]);
});

test("without a line a change is refused at once, and one that is on its way when the line goes is not waited for", async () => {
  const offline = asked(false);
  offline.ask({ type: "file.create", path: "a.py" });
  await Promise.resolve();
  expect(offline.answers).toEqual([{ kind: "down" }]);
  const { answers, ask, requests } = asked();
  ask({ type: "file.delete", file: "Qx3" });
  requests.lineLost();
  await Promise.resolve();
  expect(answers).toEqual([{ kind: "down" }]);
});

test("two people who type into several files, apart and at once, end with the same texts", () => {
  const [ana, ben] = [new Y.Doc(), new Y.Doc()];
  const [anas, bens] = [texts(ana), texts(ben)];
  anas.of("code").insert(0, "import util\n");
  anas.of("file:Qx3").insert(0, "def one(): ...\n");
  bens.of("file:Qx3").insert(0, "# Ben\n");
  const exchange = (from: Y.Doc, to: Y.Doc) => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
  exchange(ana, ben);
  exchange(ben, ana);
  for (const { root } of LISTED) expect(bens.of(root).toString()).toBe(anas.of(root).toString());
  expect(bens.of("code").toString()).toBe("import util\n");
  expect(anas.of("file:Qx3").toString()).toContain("# Ben");
});

test("a device's copy, which is the document's updates, keeps the texts of all files", () => {
  const doc = new Y.Doc();
  doc.getText("code").insert(0, "main");
  doc.getText("file:Qx3").insert(0, "util");
  const copied = new Y.Doc();
  Y.applyUpdate(copied, Y.encodeStateAsUpdate(doc));
  expect(texts(copied).of("file:Qx3").toString()).toBe("util");
  expect(textOf([Y.encodeStateAsUpdate(doc)])).toBe("main\n\nutil");
});

test("the size of several texts is what they have now", () => {
  const all = texts(new Y.Doc());
  all.of("code").insert(0, "abc");
  all.of("file:Qx3").insert(0, "é".repeat(600));
  expect(all.bytes(["code", "file:Qx3"])).toBe(1203);
  all.of("file:Qx3").delete(0, 1);
  expect(all.bytes(["code", "file:Qx3"])).toBe(1201);
});

test("a long text goes in by messages that the server takes, no character cut in two", () => {
  const doc = new Y.Doc();
  const text = doc.getText("file:Qx3");
  text.insert(0, "old");
  const sizes: number[] = [];
  doc.on("update", (update) => sizes.push(update.length));
  const content = `x${"😀".repeat(4_000)}é`;
  replaceText(text, content, 7_000);
  expect(text.toString()).toBe(content);
  expect(Math.max(...sizes)).toBeLessThan(7_000);
});
