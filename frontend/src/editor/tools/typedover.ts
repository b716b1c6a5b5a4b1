// A closing bracket or quote that is typed where the editor has set it already. The editor replaces it by itself; that would be
// a step of undo in which nothing is seen to happen, and would make the character somebody else's. So only the cursor moves.
import { EditorState } from "@codemirror/state";

export const typedOver = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || !transaction.isUserEvent("input.type")) return transaction;
  let isSame = true;
  transaction.changes.iterChanges((from, to, _fromB, _toB, text) => {
    if (transaction.startState.sliceDoc(from, to) !== text.toString()) isSame = false;
  });
  return isSame ? { selection: transaction.newSelection, scrollIntoView: true, userEvent: "select" } : transaction;
});
