// One line of the code can be marked, as the one that an error speaks of. The next edit takes the mark away.
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** A position in the line to mark. */
const marked = StateEffect.define<number>();
const line = Decoration.line({ class: "cm-marked" });

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(before, transaction) {
    let marks = transaction.docChanged ? Decoration.none : before;
    for (const effect of transaction.effects) {
      if (effect.is(marked)) marks = Decoration.set(line.range(transaction.state.doc.lineAt(effect.value).from));
    }
    return marks;
  },
  provide: (own) => EditorView.decorations.from(own),
});

export const lineMarks: Extension = [
  field,
  EditorView.theme({
    ".cm-line.cm-marked": { backgroundColor: "var(--code-marked)", boxShadow: "inset 3px 0 var(--danger)" },
  }),
];

/** Shows a place of the text, in lines and columns from 1; a place after the end is the end. */
export function goTo(view: EditorView, number: number, column: number): void {
  const { doc } = view.state;
  const target = doc.line(Math.min(Math.max(1, number), doc.lines));
  const anchor = Math.min(target.from + Math.max(0, column - 1), target.to);
  const effects = [marked.of(target.from), EditorView.scrollIntoView(anchor, { y: "center" })];
  view.dispatch({ selection: { anchor }, effects });
  view.focus();
}
