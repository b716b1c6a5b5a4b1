// Keeps the text below the session's limits: an insertion that would break one is refused before it happens, so that
// nothing is lost and the server never has to close the line over it.
import { EditorState, type Extension, StateField, type Transaction } from "@codemirror/state";
import { ySyncAnnotation } from "y-codemirror.next";

export interface Limits {
  frameBytes: number;
  documentBytes: number;
  /** What other texts of the session take of it. */
  elsewhereBytes?: number;
}

export interface Refusal {
  /** The size of what was to be inserted. */
  insertedBytes: number;
  /** How much the session takes. */
  limitBytes: number;
  /** The insertion alone is too big, as against: too big together with what is there. */
  isTooBigAlone: boolean;
}

/** What a message takes besides the text that it carries: generous, since many inserts share one message. */
const FRAME_OVERHEAD_BYTES = 4_096;

/** UTF-8 bytes of a string, without encoding it. */
export function utf8Bytes(text: string): number {
  let bytes = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00 && index + 1 < text.length) {
      bytes += 4;
      index += 1;
    } else bytes += 3;
  }
  return bytes;
}

/** Null if the change may happen. What makes a text that is too long shorter always may. */
export function refusalOf(
  documentBytes: number,
  insertedBytes: number,
  deletedBytes: number,
  limits: Limits,
): Refusal | null {
  if (insertedBytes === 0) return null;
  const messageBytes = limits.frameBytes - FRAME_OVERHEAD_BYTES;
  const limitBytes = Math.min(limits.documentBytes, messageBytes);
  if (insertedBytes > limitBytes) return { insertedBytes, limitBytes, isTooBigAlone: true };
  const after = documentBytes + (limits.elsewhereBytes ?? 0) + insertedBytes - deletedBytes;
  if (after <= limits.documentBytes || insertedBytes <= deletedBytes) return null;
  return { insertedBytes, limitBytes: limits.documentBytes, isTooBigAlone: false };
}

/** In bytes. */
export interface Change {
  inserted: number;
  deleted: number;
}

function changeOf(transaction: Transaction): Change {
  const change = { inserted: 0, deleted: 0 };
  transaction.changes.iterChanges((fromA, toA, _fromB, _toB, inserted) => {
    change.inserted += utf8Bytes(inserted.sliceString(0, inserted.length, "\n"));
    if (toA > fromA) change.deleted += utf8Bytes(transaction.startState.sliceDoc(fromA, toA));
  });
  return change;
}

const documentBytes = StateField.define<number>({
  create: (state) => utf8Bytes(state.doc.toString()),
  update(bytes, transaction) {
    if (!transaction.docChanged) return bytes;
    const change = changeOf(transaction);
    return bytes + change.inserted - change.deleted;
  },
});

export type Limited = (state: EditorState, change: Change) => boolean;

/** Whether a change may happen; if not, that is told. `limits` is asked each time, null for none yet. */
export const limited =
  (limits: () => Limits | null, refused: (refusal: Refusal) => void): Limited =>
  (state, { inserted, deleted }) => {
    const now = limits();
    const refusal = now && refusalOf(state.field(documentBytes), inserted, deleted, now);
    if (refusal) refused(refusal);
    return !refusal;
  };

/** What others wrote is never refused, and what undo brings is asked for before (undo.ts). */
export function sizeLimits(mayHappen: Limited): Extension {
  return [
    documentBytes,
    EditorState.transactionFilter.of((transaction) => {
      const isOwn = transaction.docChanged && !transaction.annotation(ySyncAnnotation);
      return isOwn && !mayHappen(transaction.startState, changeOf(transaction)) ? [] : transaction;
    }),
  ];
}
