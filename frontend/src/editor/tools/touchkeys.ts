// Keys that a phone's keyboard lacks, as if they had been typed: bindings, completions, pairs of brackets, steps of undo and
// the session's limits hold for them as well.
import { EditorView, runScopeHandlers } from "@codemirror/view";
import { yUndoManagerKeymap } from "y-codemirror.next";

/** A key without a character, by its name for `KeyboardEvent.key`. */
export function press(view: EditorView, key: string): void {
  runScopeHandlers(view, new KeyboardEvent("keydown", { key }), "editor");
  view.focus();
}

export function insert(view: EditorView, text: string): void {
  const { from, to } = view.state.selection.main;
  const typed = () =>
    view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const isHandled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, typed));
  if (!isHandled) view.dispatch(typed());
  view.focus();
}

/** `key` as among the bindings of Yjs: "Mod-z" or "Mod-y". */
export function step(view: EditorView, key: string): void {
  yUndoManagerKeymap.find((binding) => binding.key === key)?.run?.(view);
  view.focus();
}
