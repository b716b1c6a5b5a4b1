// By what one level is indented: as the text does it, or else as its language is usually written.
import { indentUnit } from "@codemirror/language";
import type { EditorState, Extension, Text } from "@codemirror/state";

/** So many lines say how a text is indented. */
const READ_LINES = 200;

/** Whether the first line that is indented begins with a tab. */
function isTabbed(doc: Text): boolean {
  for (let number = 1; number <= Math.min(doc.lines, READ_LINES); number += 1) {
    const { text } = doc.line(number);
    if (text.startsWith("\t")) return true;
    if (text.startsWith("  ")) return false;
  }
  return false;
}

/** `spaces`: what a level takes where nothing is indented yet, or by spaces. */
export const indenting = (spaces: number): Extension =>
  indentUnit.compute(["doc"], ({ doc }: EditorState) => (isTabbed(doc) ? "\t" : " ".repeat(spaces)));
