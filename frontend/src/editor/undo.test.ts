import { expect, test } from "vitest";
import * as Y from "yjs";

import { utf8Bytes } from "./limits";
import { beginsStep, type Edit, LimitedUndo, LONGEST_MS, PAUSE_MS } from "./undo";

/** Numbers below `below`, the same for the same seed. */
function draws(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Step {
  text: string;
  edits: Edit[];
}

/** Plays edits into a real undo manager, and tells the text before each step and what is in it. */
function play(edits: readonly Edit[]) {
  const text = new Y.Doc().getText("code");
  const manager = new Y.UndoManager(text, { captureTimeout: 1e9 });
  const steps: Step[] = [];
  let last: Edit | null = null;
  let begunMs = 0;
  for (const edit of edits) {
    if (beginsStep(last, begunMs, edit)) {
      manager.stopCapturing();
      begunMs = edit.atMs;
      steps.push({ text: text.toString(), edits: [] });
    }
    steps.at(-1)?.edits.push(edit);
    text.doc?.transact(() => {
      if (edit.removed) text.delete(edit.from, edit.removed);
      if (edit.inserted) text.insert(edit.from, edit.inserted);
    });
    last = edit;
  }
  return { text, manager, steps };
}

/** As people write: mostly words, with pauses, jumps, pastes and deletions between. */
function writing(seed: number): Edit[] {
  const draw = draws(seed);
  const edits: Edit[] = [];
  let [length, at, atMs] = [0, 0, 0];
  for (let count = 0; count < 200; count += 1) {
    atMs += draw(20) === 0 ? 600 + draw(5_000) : 30 + draw(200);
    if (draw(15) === 0) at = draw(length + 1);
    const kind = draw(20);
    if (kind < 4 && at > 0) {
      edits.push({ from: at - 1, removed: 1, inserted: "", isKey: true, isComposed: false, atMs });
      [length, at] = [length - 1, at - 1];
    } else {
      const isKey = kind !== 19;
      const inserted = isKey ? (["a", "b", " ", "\n", "é"][draw(5)] ?? "a") : "pasted words\nand lines";
      edits.push({ from: at, removed: 0, inserted, isKey, isComposed: false, atMs });
      [length, at] = [length + inserted.length, at + inserted.length];
    }
  }
  return edits;
}

test("a step is a word or a line at most, of two seconds, without a pause, a paste or a jump in it", () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    const { steps } = play(writing(seed));
    for (const { edits } of steps) {
      const [first, final] = [edits[0], edits.at(-1)];
      if (!first || !final) throw new Error("a step without edits");
      expect(final.atMs - first.atMs).toBeLessThanOrEqual(LONGEST_MS);
      expect(edits.every(({ atMs }, n) => n === 0 || atMs - (edits[n - 1]?.atMs ?? 0) <= PAUSE_MS)).toBe(true);
      if (edits.length > 1)
        expect(
          edits.every(({ isKey }) => isKey),
          "a paste is a step of its own",
        ).toBe(true);
      expect(new Set(edits.map(({ removed }) => removed > 0)).size, "typed or deleted, not both").toBe(1);
      const typed = edits.map(({ inserted }) => inserted).join("");
      expect(typed === "pasted words\nand lines" || /^\S*\s*$|^\s+$/.test(typed), JSON.stringify(typed)).toBe(true);
      expect(typed.slice(0, -1).includes("\n") && first.isKey, "a line break ends it").toBe(false);
    }
  }
});

test("undo goes back step by step through all texts, and redo forth again", () => {
  for (let seed = 1; seed <= 50; seed += 1) {
    const { text, manager, steps } = play(writing(seed));
    const end = text.toString();
    for (const { text: before } of [...steps].reverse()) {
      manager.undo();
      expect(text.toString()).toBe(before);
    }
    expect(text.toString()).toBe("");
    while (manager.canRedo()) manager.redo();
    expect(text.toString()).toBe(end);
  }
});

test("what a method of input changes until a character is there is one step", () => {
  const compose = (from: number, removed: number, inserted: string, atMs: number): Edit => ({
    ...{ from, removed, inserted, isKey: true, isComposed: true, atMs },
  });
  const { steps } = play([compose(0, 0, "n", 0), compose(0, 1, "に", 100), compose(0, 1, "日", 200)]);
  expect(steps).toHaveLength(1);
});

/** A text of at most 100 bytes, and whoever else writes into it. */
function limitedText() {
  const text = new Y.Doc().getText();
  const undo = new LimitedUndo(text);
  undo.mayHappen = ({ inserted, deleted }) =>
    utf8Bytes(text.toString()) + inserted - deleted <= 100 || inserted <= deleted;
  const another = (change: () => void) => text.doc?.transact(change, "another");
  return { text, undo, another };
}

test("undo brings back no more than the session takes, and does so once there is room", () => {
  const { text, undo, another } = limitedText();
  text.insert(0, "ñ".repeat(40));
  undo.stopCapturing();
  text.delete(0, 40);
  another(() => text.insert(0, "x".repeat(60)));
  undo.undo();
  expect(text.toString()).toBe("x".repeat(60));
  another(() => text.delete(0, 50));
  undo.undo();
  expect(text.toString()).toHaveLength(50);
});

test("redo repeats no more than the session takes, and always what makes the text shorter", () => {
  const { text, undo, another } = limitedText();
  text.insert(0, "x".repeat(60));
  undo.undo();
  another(() => text.insert(0, "y".repeat(90)));
  undo.redo();
  expect(text.toString()).toBe("y".repeat(90));
  another(() => text.delete(0, 50));
  undo.redo();
  expect(text.toString()).toHaveLength(100);
  another(() => text.insert(0, "z".repeat(50)));
  undo.undo();
  expect(text.toString()).toHaveLength(90);
});

test("a word that is typed for longer than two seconds, never with a pause, is more than one step", () => {
  const key = (at: number): Edit => ({
    ...{ from: at, removed: 0, inserted: "x", isKey: true, isComposed: false },
    atMs: at * 400,
  });
  const begins = (at: number) => beginsStep(key(at - 1), 0, key(at));
  expect([1, 2, 3, 4, 5, 6].map(begins)).toEqual([false, false, false, false, false, true]);
});
