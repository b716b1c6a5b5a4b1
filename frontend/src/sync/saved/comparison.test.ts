import { expect, test, vi } from "vitest";
import * as Y from "yjs";

import { Comparison } from "./comparison";
import { crc32 } from "./crc32";

/** A page with this text, whose questions are answered with that one. */
function compared(
  text: string,
  room: string,
  {
    clocks = -1,
    isSettled = () => true,
    isLost = () => false,
  }: { clocks?: number; isSettled?: (look: number) => boolean; isLost?: (question: number) => boolean } = {},
) {
  vi.useFakeTimers();
  const theirs = { now: room };
  let looks = 0;
  const doc = new Y.Doc();
  const own = () => [...Y.decodeStateVector(Y.encodeStateVector(doc)).values()];
  const asked: string[] = [];
  const comparison: Comparison = new Comparison({
    doc,
    isSettled: () => isSettled((looks += 1)),
    ask: (type) => {
      asked.push(type);
      if (type === "digest" && !isLost(asked.length))
        comparison.answered(
          JSON.stringify({
            clients: own().length,
            clocks: clocks < 0 ? own().reduce((sum, clock) => sum + clock, 0) : clocks,
            crc32: crc32(theirs.now),
          }),
        );
    },
    diverged: () => asked.push("apart"),
  });
  doc.getText("code").insert(0, text);
  return { doc, asked, theirs };
}

test("a text that is the room's is asked about once after each quiet moment", () => {
  const { doc, asked } = compared("same", "same");
  vi.advanceTimersByTime(1_000);
  doc.getText("code").delete(0, 0);
  vi.advanceTimersByTime(14_000);
  expect(asked).toEqual(["digest"]);
});

test("a text that was the room's and hears no more of what others write has come apart all the same", () => {
  const { asked, theirs } = compared("same", "same");
  vi.advanceTimersByTime(3_000);
  theirs.now = "changed";
  vi.advanceTimersByTime(30_000);
  expect(asked).toEqual(["digest", "digest", "digest", "digest", "diverged", "apart"]);
});

test("a question whose answer never comes, or comes while something is on its way, is asked again", () => {
  const lost = compared("here", "there", { isLost: (question) => question === 1 });
  vi.advanceTimersByTime(30_000);
  expect(lost.asked.at(-1)).toBe("apart");
  const early = compared("here", "there", { isSettled: (look) => look !== 2 });
  vi.advanceTimersByTime(12_000);
  expect(early.asked.at(-1)).toBe("apart");
});

test("a text that differs in three answers while nothing changed has come apart, and nothing more is asked", () => {
  const { asked } = compared("here", "there");
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual(["digest", "digest", "digest", "diverged", "apart"]);
});

test("what has other clocks may be on its way, and has come apart only when it never comes", () => {
  const { asked } = compared("here", "there", { clocks: 5 });
  vi.advanceTimersByTime(23_000);
  expect(new Set(asked)).toEqual(new Set(["digest"]));
  vi.advanceTimersByTime(60_000);
  expect(asked.slice(12)).toEqual(["diverged", "apart"]);
});

test("a change between the answers begins anew", () => {
  const { doc, asked } = compared("here", "there");
  for (let edit = 0; edit < 5; edit += 1) {
    vi.advanceTimersByTime(4_500); // two answers
    doc.transact(() => {
      doc.getText("code").delete(0, 1);
      doc.getText("code").insert(0, "h");
    });
  }
  expect(new Set(asked)).toEqual(new Set(["digest"]));
});

/** The room as tests/unit/test_rooms_texts.py has it; texts of its files `a` and `b`, of which the second came first. */
function severalFiles(here: { a: string; b: string }, theirs: string) {
  const compare = compared("main", theirs);
  compare.doc.getText("file:bbbbbbbbbbbb").insert(0, here.b);
  // As it comes from others: nobody here has asked for this text by its name.
  const other = new Y.Doc();
  other.getText("file:aaaaaaaaaaaa").insert(0, here.a);
  other.getText("file:cccccccccccc").insert(0, "gone");
  other.getText("file:cccccccccccc").delete(0, 4);
  Y.applyUpdate(compare.doc, Y.encodeStateAsUpdate(other));
  return compare;
}

test("all files that hold text are compared, whoever knows of them", () => {
  const theirs = "main\nfile:aaaaaaaaaaaa\none\nfile:bbbbbbbbbbbb\ntwo";
  const same = severalFiles({ a: "one", b: "two" }, theirs);
  vi.advanceTimersByTime(14_000);
  expect(same.asked).toEqual(["digest"]);
  const { asked } = severalFiles({ a: "one", b: "too" }, theirs);
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual(["digest", "digest", "digest", "diverged", "apart"]);
});

test("nothing is asked while something is on its way to the server", () => {
  const { asked } = compared("here", "there", { isSettled: () => false });
  vi.advanceTimersByTime(60_000);
  expect(asked).toEqual([]);
});
