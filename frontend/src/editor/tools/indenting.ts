// By what one level is indented: as the text does it, or else as its language is usually written; and where Enter steps back.
import { indentService, indentUnit, language } from "@codemirror/language";
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

/** After these statements a block is over. */
const LEAVES = /^\s*(return|pass|break|continue|raise)\b/;
const isClosed = (text: string) =>
  (text.match(/[([{]/g)?.length ?? 0) === (text.match(/[)\]}]/g)?.length ?? 0) && !text.trimEnd().endsWith("\\");

/** Python's Enter goes one level out behind what leaves the block. */
export const stepsBack: Extension = indentService.of((context, at) => {
  if (context.simulatedBreak !== at || context.state.facet(language)?.name !== "python") return undefined;
  const { text } = context.lineAt(at, -1);
  if (!LEAVES.test(text) || !isClosed(text)) return undefined;
  return Math.max(0, context.lineIndent(at, -1) - context.unit);
});
