// What is typed over a selection. The editor would let the browser replace it and read the page afterwards; where the selection
// held somebody's caret, browsers leave parts of it or of its line behind, which would be taken for typed text.
import type { Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

export const overtyping: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { state } = view;
    const text = event.data;
    const { from, to, empty } = state.selection.main;
    if (event.inputType !== "insertText" || !text || !event.cancelable || empty || view.composing || state.readOnly)
      return false;
    event.preventDefault();
    const insert = () =>
      state.update({ ...state.replaceSelection(state.toText(text)), userEvent: "input.type", scrollIntoView: true });
    const isTaken = state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
    if (!isTaken) view.dispatch(insert());
    return true;
  },
});
