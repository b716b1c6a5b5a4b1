// What makes typing pleasant but is not needed for the first keystroke: a chunk of its own, loaded after the editor.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { type Extension, Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";

export const comforts: Extension = [
  closeBrackets(),
  autocompletion({ icons: false }),
  highlightSelectionMatches(),
  search({ top: true }),
  // Brackets and completions look at a key before the general bindings do.
  Prec.high(keymap.of([...closeBracketsKeymap, ...completionKeymap])),
  keymap.of(searchKeymap),
];
