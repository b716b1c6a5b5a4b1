import { insertNewlineAndIndent, indentLess, indentMore } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { ensureSyntaxTree } from "@codemirror/language";
import { EditorState, type StateCommand } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import { expect, test } from "vitest";

import { firstKeys } from "./firstkeys";
import { indenting, stepsBack } from "./tools/indenting";

const CODE = "def f(x):\n\tif x:\n\t\tprint(x)";
/** Read to its end, for which an editor takes the time that it has. */
const begun = (doc: string) => {
  const state = EditorState.create({
    doc,
    selection: { anchor: doc.length },
    extensions: [python(), indenting(4), stepsBack, firstKeys(() => 4)],
  });
  ensureSyntaxTree(state, doc.length, 60_000);
  return state.update({}).state;
};

/** The state after keys that were pressed before the tools are there. */
function press(state: EditorState, ...keys: string[]): EditorState {
  for (const key of keys) {
    const binding = state
      .facet(keymap)
      .flat()
      .find((one) => one.key === key.replace("Shift-", ""));
    const command = key.startsWith("Shift-") ? binding?.shift : binding?.run;
    command?.({
      state,
      dispatch: (change: { state: EditorState }) => (state = change.state),
    } as never as EditorView);
  }
  return state;
}

const after = (state: EditorState, ...commands: StateCommand[]) => {
  for (const command of commands) command({ state, dispatch: (change) => (state = change.state) });
  return state.doc.toString();
};

test("a text that is indented by tabs stays so through the first keys, and one by spaces too", () => {
  expect(press(begun(CODE), "Enter").doc.toString()).toBe(`${CODE}\n\t\t`);
  expect(press(begun(CODE), "Enter", "Tab").doc.toString()).toBe(`${CODE}\n\t\t\t`);
  expect(press(begun("if x:\n    y\n"), "Tab").doc.toString()).toBe("if x:\n    y\n    ");
});

test("Shift-Tab takes a level from each line of the selection before the tools are there", () => {
  const selected = begun(`${CODE}\n      y`).update({ selection: { anchor: 12, head: CODE.length + 8 } }).state;
  expect(press(selected, "Shift-Tab").doc.toString()).toBe("def f(x):\nif x:\n\tprint(x)\n  y");
  expect(press(begun("if x:\n    y"), "Shift-Tab", "Shift-Tab").doc.toString()).toBe("if x:\ny");
});

test("a text that is indented by tabs stays so through Enter, Tab and Shift-Tab, also behind pasted spaces", () => {
  expect(after(begun(CODE), insertNewlineAndIndent)).toBe(`${CODE}\n\t\t`);
  expect(after(begun(CODE), indentMore)).toBe("def f(x):\n\tif x:\n\t\t\tprint(x)");
  expect(after(begun(CODE), indentLess)).toBe("def f(x):\n\tif x:\n\tprint(x)");
  const pasted = `${CODE}\n\ndef g():\n    return 1\n\nfor i in y:`;
  expect(after(begun(pasted), insertNewlineAndIndent)).toBe(`${pasted}\n\t`);
});
