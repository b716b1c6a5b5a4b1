// What the first key does not wait for: bindings, highlighting, brackets, completion. A chunk of its own, loaded
// after the editor; until then the browser moves and deletes, and firstkeys.ts has the two keys that it would take amiss.
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
import { defaultKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, indentOnInput } from "@codemirror/language";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

import "../styles/code.css";

import { colours } from "./colours";
import { finding } from "./finding";

export { guard } from "./guard";
export { indenting } from "./indenting";

/** Tab takes what is chosen in the list, and the first of it where nothing is. */
const takeByTab = (view: EditorView): boolean => {
  if (completionStatus(view.state) !== "active") return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
};

export const tools: Extension = [
  indentOnInput(),
  bracketMatching(),
  colours,
  keymap.of([
    ...defaultKeymap,
    indentWithTab, // Esc, then Tab leaves the editor
  ]),
  closeBrackets(),
  // Nothing is chosen until the person moves in the list: Enter after a typed word is a line break, whatever is offered.
  // So a list that has only just come can be used at once.
  autocompletion({ icons: false, selectOnOpen: false, interactionDelay: 0 }),
  finding,
  // Brackets and completions look at a key before the general bindings do.
  Prec.high(keymap.of([{ key: "Tab", run: takeByTab }, ...closeBracketsKeymap, ...completionKeymap])),
];
