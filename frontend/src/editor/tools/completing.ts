// What completes words: a chunk of its own, fetched by whenused.ts.
import {
  acceptCompletion,
  autocompletion,
  completionKeymap,
  type CompletionSource,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from "@codemirror/autocomplete";
import { language } from "@codemirror/language";
import { EditorState, type Extension, Prec, StateEffect, Transaction } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

export { snippet } from "@codemirror/autocomplete";

/** Tab takes what is chosen in the list, and the first of it where nothing is. */
const takeByTab = (view: EditorView): boolean => {
  if (completionStatus(view.state) !== "active") return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
};

/** Of Python, whose grammar comes without its words: the one source at `place`, as soon as it can be fetched. */
const pythons =
  (place: number): CompletionSource =>
  async (context) =>
    (await import("./pythonwords").catch(() => null))?.sources[place]?.(context) ?? null;
const PYTHONS = [0, 1].map((place) => ({ autocomplete: pythons(place) }));

const look = EditorView.theme({
  ".cm-tooltip": {
    backgroundColor: "var(--surface-raised)",
    border: "1px solid var(--line)",
    borderRadius: "6px",
    boxShadow: "var(--shadow)",
  },
  ".cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)", fontSize: "13px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
});

const extension: Extension = [
  look,
  EditorState.languageData.of((state) => (state.facet(language)?.name === "python" ? PYTHONS : [])),
  // Nothing is chosen until the person moves in the list: Enter after a typed word is a line break, whatever is offered.
  // So a list that has only just come can be used at once.
  autocompletion({ icons: false, selectOnOpen: false, interactionDelay: 0 }),
  // They look at a key before the general bindings do.
  Prec.high(keymap.of([{ key: "Tab", run: takeByTab }, ...completionKeymap])),
];

/** Puts it into this editor. It was asked for by a binding, or by what was typed: that counts for it as well. */
export function equip(view: EditorView, key: string | null): void {
  view.dispatch({ effects: StateEffect.appendConfig.of(extension) });
  if (key === null) view.dispatch({ annotations: Transaction.userEvent.of("input.type") });
  else completionKeymap.find((binding) => binding.key === key)?.run?.(view);
}
