import { type ChangeSpec, EditorSelection, EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { ySyncAnnotation } from "y-codemirror.next";

import { overtyping } from "./overtyping";

/** The text with what is selected in `[]`, anchor first and head last or the other way round, after a change of another's. */
function after(doc: string, [anchor, head]: [number, number], changes: ChangeSpec): string {
  const selection = EditorSelection.single(anchor, head);
  const state = EditorState.create({ doc, selection, extensions: overtyping });
  const theirs = state.update({ changes, annotations: ySyncAnnotation.of({} as never) }).state;
  const { main } = theirs.selection;
  const text = theirs.doc.toString();
  return `${text.slice(0, main.from)}[${text.slice(main.from, main.to)}]${text.slice(main.to)}${main.head < main.anchor ? " back" : ""}`;
}

test("who has selected what another replaces as a whole has selected what stands there now", () => {
  const whole = [
    { from: 0, insert: "new" },
    { from: 0, to: 4 },
  ]; // as Yjs tells it: what came, and what went behind it
  expect(after("old\n", [0, 4], whole)).toBe("[new]");
  expect(after("old\n", [4, 0], whole)).toBe("[new] back");
  expect(after("old\n", [0, 3], whole), "but for the last line break").toBe("[new]");
  expect(
    after(
      "say old to her",
      [4, 7],
      [
        { from: 4, to: 7 },
        { from: 7, insert: "new" },
      ],
    ),
  ).toBe("say [new] to her");
  expect(after("old", [0, 3], { from: 0, to: 3 }), "nothing stands there").toBe("[]");
});

test("who has selected more than another replaces, or has a caret alone, keeps what is left of it", () => {
  expect(after("say old", [0, 7], { from: 4, to: 7, insert: "new" })).toBe("[say new]");
  expect(after("say old", [2, 5], { from: 4, to: 7, insert: "new" })).toBe("sa[y ]new");
  expect(after("say old", [0, 3], { from: 0, insert: "I " }), "what is put before it").toBe("I [say] old");
  expect(after("old", [3, 3], { from: 0, to: 3, insert: "new" })).toBe("new[]");
});
