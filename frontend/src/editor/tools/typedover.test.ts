import { closeBrackets, insertBracket } from "@codemirror/autocomplete";
import { EditorState, type Transaction } from "@codemirror/state";
import { expect, test } from "vitest";

import { typedOver } from "./typedover";

const typed = (state: EditorState, text: string): Transaction => {
  const one = insertBracket(state, text);
  if (!one) throw new Error("no bracket");
  return one;
};

test("a bracket that the editor has set is stepped over when it is typed: nothing changes, so there is nothing to undo", () => {
  const { state } = typed(EditorState.create({ extensions: [closeBrackets(), typedOver] }), "(");
  expect(state.doc.toString()).toBe("()");
  const over = typed(state, ")");
  expect(over.docChanged).toBe(false);
  expect(over.state.selection.main.head).toBe(2);
});

test("what is typed over other text replaces it", () => {
  const state = EditorState.create({ doc: "ab", selection: { anchor: 0, head: 2 }, extensions: typedOver });
  const over = state.update({ ...state.replaceSelection("c"), userEvent: "input.type" });
  expect(over.state.doc.toString()).toBe("c");
});
