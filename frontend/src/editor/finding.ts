// Brings search (search.ts) when it is first used: by one of its keys, or by a selection, whose like it shows.
import type { Extension } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

const KEYS = ["Mod-f", "F3", "Mod-g", "Mod-Shift-l", "Mod-Alt-g", "Mod-d"];
const asked = new WeakSet<EditorView>();

/** What the key is for is done by the binding that comes. Where that cannot be fetched, the next use tries again. */
function ask(view: EditorView, key: string | null): boolean {
  if (asked.has(view)) return false;
  asked.add(view);
  void import("./search").then(
    ({ equip }) => equip(view, key),
    () => asked.delete(view),
  );
  return true;
}

export const finding: Extension = [
  keymap.of(KEYS.map((key) => ({ key, preventDefault: true, run: (view) => ask(view, key) }))),
  EditorView.updateListener.of(({ view, state, selectionSet }) => {
    if (selectionSet && !state.selection.main.empty) ask(view, null);
  }),
];
