// What makes typing pleasant but is not needed for the first keystroke: a chunk of its own, loaded after the editor.
import {
  acceptCompletion,
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from "@codemirror/autocomplete";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

import "../styles/code.css";

export { guard } from "./guard"; // rather a moment later than in the way of the first key

/** Tab takes what is chosen in the list, and the first of it where nothing is. */
const takeByTab = (view: EditorView): boolean => {
  if (completionStatus(view.state) !== "active") return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
};

export const comforts: Extension = [
  closeBrackets(),
  // Nothing is chosen until the person moves in the list: Enter after a typed word is a line break, whatever is offered.
  // So a list that has only just come can be used at once.
  autocompletion({ icons: false, selectOnOpen: false, interactionDelay: 0 }),
  highlightSelectionMatches(),
  search({ top: true }),
  // Brackets and completions look at a key before the general bindings do.
  Prec.high(keymap.of([{ key: "Tab", run: takeByTab }, ...closeBracketsKeymap, ...completionKeymap])),
  keymap.of(searchKeymap),
];
