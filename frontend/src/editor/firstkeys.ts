// The keys that the browser would take amiss until the tools (tools.ts) are there, whose bindings come before these: it
// would forget a line's indentation, leave the editor, and leave parts of another's caret where a selection is erased.
import { EditorSelection, type Extension } from "@codemirror/state";
import { type Command, keymap } from "@codemirror/view";

import { isTabbed } from "./tabs";

const breakLine: Command = ({ state, dispatch }) => {
  if (state.readOnly) return false;
  const changes = state.changeByRange(({ from, to }) => {
    const line = state.doc.lineAt(from);
    const [indentation = ""] = /^[ \t]*/.exec(line.text.slice(0, from - line.from)) ?? [];
    const insert = state.toText(`\n${indentation}`);
    return { changes: { from, to, insert }, range: EditorSelection.cursor(from + insert.length) };
  });
  dispatch(state.update(changes, { scrollIntoView: true, userEvent: "input" }));
  return true;
};

const erase: Command = ({ state, dispatch }) => {
  if (state.readOnly || state.selection.main.empty) return false;
  dispatch(state.update(state.replaceSelection(""), { scrollIntoView: true, userEvent: "delete.selection" }));
  return true;
};

/** `level`: how many spaces one level of indentation takes, in a text without tabs. */
export function firstKeys(level: () => number): Extension {
  const goIn: Command = ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const unit = isTabbed(state.doc) ? "\t" : " ".repeat(level());
    if (state.selection.main.empty) dispatch(state.update(state.replaceSelection(unit), { userEvent: "input.indent" }));
    return true;
  };
  const goOut: Command = ({ state, dispatch }) => {
    if (state.readOnly) return false;
    const { doc, selection } = state;
    const oneLevel = new RegExp(`^(\t| {1,${level()}})`);
    const last = doc.lineAt(selection.main.to).number;
    const changes = [];
    for (let { number } = doc.lineAt(selection.main.from); number <= last; number += 1) {
      const { text, from } = doc.line(number);
      const [step = ""] = oneLevel.exec(text) ?? [];
      changes.push({ from, to: from + step.length });
    }
    dispatch(state.update({ changes, userEvent: "delete.dedent" }));
    return true;
  };
  return keymap.of([
    { key: "Enter", run: breakLine },
    { key: "Tab", run: goIn, shift: goOut },
    { key: "Backspace", run: erase },
    { key: "Delete", run: erase },
  ]);
}
