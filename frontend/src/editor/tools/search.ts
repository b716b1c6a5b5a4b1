// Search and replace, and what shows where else a selected word stands: a chunk of its own, fetched by whenused.ts.
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { type Extension, StateEffect } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

import { panelLook, searchPanel } from "./searchpanel";

const extension: Extension = [
  highlightSelectionMatches(),
  search({ top: true, createPanel: searchPanel }),
  panelLook,
  keymap.of(searchKeymap),
];

/** Puts it into this editor; `key` is the binding by which it was asked for, which does here what it is for. */
export function equip(view: EditorView, key: string | null): void {
  view.dispatch({ effects: StateEffect.appendConfig.of(extension) });
  searchKeymap.find((binding) => binding.key === key)?.run?.(view);
}
