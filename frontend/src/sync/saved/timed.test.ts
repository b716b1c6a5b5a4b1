import { expect, test } from "vitest";
import * as Y from "yjs";

import { OFFLINE_MAX, TimedEdits } from "./timed";

/** A document whose edits are kept with the time of each, one second apart. */
function typing(text: string, isSent: (index: number) => boolean) {
  const [doc, edits] = [new Y.Doc(), new TimedEdits()];
  let index = 0;
  doc.on("update", (update: Uint8Array) => {
    const isOut = isSent(index);
    if (isOut) edits.frameSent();
    edits.made(update, 1000 * index, isOut);
    index += 1;
  });
  for (const character of text) doc.getText("code").insert(doc.getText("code").length, character);
  return { doc, edits };
}

function resent(edits: TimedEdits, nowMs: number) {
  const [doc, ages] = [new Y.Doc(), [] as number[]];
  const texts: string[] = [];
  edits.resend(
    nowMs,
    (agesMs) => ages.push(...agesMs) > 0,
    (update) => {
      edits.frameSent();
      Y.applyUpdate(doc, update);
      texts.push(doc.getText("code").toString());
      return true;
    },
  );
  return { ages, texts };
}

test("what was typed offline is told in its order, with the age of each edit", () => {
  const { edits } = typing("abc", () => false);
  expect(resent(edits, 5_000)).toEqual({ ages: [5_000, 4_000, 3_000], texts: ["a", "ab", "abc"] });
});

test("what went into a line that turned out dead keeps its time as well", () => {
  const { edits } = typing("abc", (index) => index < 2);
  edits.acknowledged(1);
  edits.connectionLost();
  expect(resent(edits, 2_000).ages).toEqual([1_000, 0]);
});

test("what was told again and reported saved is forgotten, and only that", () => {
  const { edits } = typing("abc", () => false);
  resent(edits, 5_000);
  edits.acknowledged(2);
  edits.connectionLost();
  expect(resent(edits, 6_000).ages).toEqual([4_000]);
  edits.acknowledged(1);
  expect(edits.isEmpty).toBe(true);
  expect(resent(edits, 7_000).ages).toEqual([]);
});

test("an edit that waits for its acknowledgement is not told twice on one line", () => {
  const { edits } = typing("ab", () => true);
  expect(resent(edits, 5_000).ages).toEqual([]);
});

test("of a very long absence no character is lost", () => {
  const text = "x".repeat(OFFLINE_MAX + 10);
  const { edits } = typing(text, () => false);
  const { ages, texts } = resent(edits, 1000 * text.length);
  expect(ages.length).toBeLessThanOrEqual(OFFLINE_MAX);
  expect(texts.at(-1)).toBe(text);
});
