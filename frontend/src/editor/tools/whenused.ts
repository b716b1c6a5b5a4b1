// Brings what many never use when it is first used: search (search.ts) by one of its keys or by a selection, whose like it
// shows; completion (completing.ts) by its key or by typing; the direction of lines (direction.ts) by letters in sight.
import type { Extension } from "@codemirror/state";
import { EditorView, type KeyBinding, keymap } from "@codemirror/view";

/** Puts the part into this editor; `key` is the binding that asked for it, which does here what it is for. */
type Equip = (view: EditorView, key: string | null) => void;
type Ask = (view: EditorView, key: string | null) => boolean;

/** What asks for a part. Where that cannot be fetched, the next use tries again; a key that is pressed meanwhile is done then. */
function asking(load: () => Promise<{ equip: Equip }>): Ask {
  /** The key that asked last; undefined once the part is there. */
  const wanted = new WeakMap<EditorView, string | null | undefined>();
  return (view, key) => {
    const isFirst = !wanted.has(view);
    const before = wanted.get(view);
    if (!isFirst && before === undefined) return false;
    wanted.set(view, key ?? before ?? null);
    if (isFirst) {
      void load().then(
        ({ equip }) => {
          equip(view, wanted.get(view) ?? null);
          wanted.set(view, undefined);
        },
        () => wanted.delete(view),
      );
    }
    return true;
  };
}

const search = asking(() => import("./search"));
const completion = asking(() => import("./completing"));
const direction = asking(() => import("../direction"));
/** Hebrew, Arabic and their neighbours. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff]/;
const bound = (ask: Ask, key: string, mac = key): KeyBinding => ({
  ...{ key, mac, preventDefault: true },
  run: (view) => ask(view, key),
});

export const whenUsed: Extension = [
  keymap.of([
    ...["Mod-f", "F3", "Mod-g", "Mod-Shift-l", "Mod-Alt-g", "Mod-d"].map((key) => bound(search, key)),
    ...["Ctrl-Space", "Alt-`", "Alt-i"].map((mac) => bound(completion, "Ctrl-Space", mac)),
  ]),
  EditorView.updateListener.of(({ view, state, selectionSet, docChanged, viewportChanged, transactions }) => {
    if (selectionSet && !state.selection.main.empty) search(view, null);
    if (transactions.some((one) => one.isUserEvent("input.type"))) completion(view, null);
    const isOtherText = docChanged || viewportChanged || transactions.some(({ reconfigured }) => reconfigured);
    const { from, to } = view.viewport;
    if (isOtherText && RIGHT_TO_LEFT.test(state.sliceDoc(from, to))) direction(view, null);
  }),
];
