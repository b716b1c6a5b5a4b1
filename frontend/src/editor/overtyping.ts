// What is typed over a selection. The editor would let the browser replace it and read the page afterwards; where the selection
// held somebody's caret, browsers leave parts of it or of its line behind, which would be taken for typed text.
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { ySyncAnnotation } from "y-codemirror.next";

const typed = EditorView.domEventHandlers({
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

/** Another person put something in the place of all that is selected, as a switch of language does: that is selected now. */
const replaced = EditorState.transactionFilter.of((transaction) => {
  const { changes, startState } = transaction;
  const { main, ranges } = startState.selection;
  if (main.empty || ranges[1] || !transaction.annotation(ySyncAnnotation)) return transaction;
  let isGone = false;
  changes.iterChangedRanges((start, end) => (isGone ||= start <= main.from && main.to <= end));
  if (!isGone) return transaction;
  const outwards = main.head - main.anchor;
  const selection = { anchor: changes.mapPos(main.anchor, -outwards), head: changes.mapPos(main.head, outwards) };
  return [transaction, { selection, sequential: true }];
});

export const overtyping: Extension = [typed, replaced];
