// Each line takes the direction of its first letter, so that the caret goes through it as it is read.
import { type Extension, type Range, StateEffect } from "@codemirror/state";
import { Decoration, EditorView } from "@codemirror/view";

const byItsLetters = Decoration.line({ attributes: { dir: "auto" } });

export const directions: Extension = [
  EditorView.perLineTextDirection.of(true),
  EditorView.decorations.of(({ state: { doc }, visibleRanges }) => {
    const lines: Range<Decoration>[] = [];
    for (const { from, to } of visibleRanges) {
      for (let line = doc.lineAt(from); ; line = doc.line(line.number + 1)) {
        lines.push(byItsLetters.range(line.from));
        if (line.to >= to) break;
      }
    }
    return Decoration.set(lines);
  }),
];

/** Into an editor in which a line that is not written from left to right has come in sight. */
export function equip(view: EditorView): void {
  view.dispatch({ effects: StateEffect.appendConfig.of(directions) });
}
