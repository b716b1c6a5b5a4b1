// By what one level is indented: as the text does it, or else as its language is usually written; and where Enter steps back.
import { indentService, indentUnit, language } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";

import { isTabbed } from "../tabs";

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
