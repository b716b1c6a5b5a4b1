// Where one step of undo ends and the next begins: with each word and line, at a pause, a paste or a jump, where deleting
// follows typing, and after two seconds at the latest. Yjs alone would take all that is typed without a pause as one. And
// how large a step is, since what comes back counts against the session's limits as what is typed does.
import type { Transaction } from "@codemirror/state";
import { ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { ySyncAnnotation } from "y-codemirror.next";
import * as Y from "yjs";

import { type Change, utf8Bytes } from "./limits";

/** A step holds what was done within so long, … */
export const LONGEST_MS = 2_000;
/** … and without such a pause. */
export const PAUSE_MS = 500;

/** One change of this person's. Positions are UTF-16 units. */
export interface Edit {
  from: number;
  removed: number;
  inserted: string;
  /** Typed or deleted key by key; not pasted, dropped, replaced or made at several places at once. */
  isKey: boolean;
  /** By a method of input that writes a character in several changes. */
  isComposed: boolean;
  atMs: number;
}

/** `last` is the step's last edit so far, and `begunMs` when it began. */
export function beginsStep(last: Edit | null, begunMs: number, next: Edit): boolean {
  if (!last?.isKey || !next.isKey) return true;
  if (next.atMs - last.atMs > PAUSE_MS || next.atMs - begunMs > LONGEST_MS) return true;
  if (next.isComposed) return false;
  if (next.removed > 0 !== last.removed > 0) return true;
  if (next.removed > 0) return next.from + next.removed !== last.from && next.from !== last.from;
  if (next.from !== last.from + last.inserted.length || last.inserted.endsWith("\n")) return true;
  return /\s$/.test(last.inserted) && /^\S/.test(next.inserted);
}

function editOf(transaction: Transaction, atMs: number): Edit {
  const edits: Edit[] = [];
  const isComposed = transaction.isUserEvent("input.type.compose");
  const isKey = ["input.type", "delete"].some((event) => transaction.isUserEvent(event));
  transaction.changes.iterChanges((from, to, _fromB, _toB, text) => {
    const inserted = text.toString();
    edits.push({
      from,
      removed: to - from,
      inserted,
      isKey: isKey && (isComposed || !inserted || to === from),
      isComposed,
      atMs,
    });
  });
  const [first] = edits;
  return first && edits.length === 1 ? first : { from: 0, removed: 0, inserted: "", isKey: false, isComposed, atMs };
}

/** Tells the undo manager where steps begin. To stand before the extension that hands edits to Yjs. */
export const undoSteps = (undoManager: Y.UndoManager) =>
  ViewPlugin.define(() => {
    let last: Edit | null = null;
    let begunMs = 0;
    return {
      update({ transactions }: ViewUpdate) {
        for (const transaction of transactions) {
          if (!transaction.docChanged) continue;
          if (transaction.annotation(ySyncAnnotation)) {
            if (last) last = { ...last, from: transaction.changes.mapPos(last.from) };
            continue;
          }
          const edit = editOf(transaction, performance.now());
          if (beginsStep(last, begunMs, edit)) {
            undoManager.stopCapturing();
            begunMs = edit.atMs;
          }
          last = edit;
        }
      },
    };
  });

/** Takes no step, back or forward, that may not happen: the text and the steps stay as they are. */
export class LimitedUndo extends Y.UndoManager {
  /** By the editor in which the text is open. */
  mayHappen: (change: Change) => boolean = () => true;

  constructor(text: Y.Text) {
    super(text, { captureTimeout: PAUSE_MS });
  }

  override undo() {
    return this.#mayPop(this.undoStack) ? super.undo() : null;
  }

  override redo() {
    return this.#mayPop(this.redoStack) ? super.redo() : null;
  }

  /** Yjs goes on to the first step that changes anything. */
  #mayPop(stack: Y.UndoManager["undoStack"]): boolean {
    for (const step of [...stack].reverse()) {
      const change = this.#effectOf(step);
      if (change.inserted + change.deleted > 0) return this.mayHappen(change);
    }
    return true;
  }

  #effectOf({ insertions, deletions }: Y.UndoManager["undoStack"][number]): Change {
    const change = { inserted: 0, deleted: 0 };
    const bytesOf = (item: Y.Item) => (item.content instanceof Y.ContentString ? utf8Bytes(item.content.str) : 0);
    this.doc.transact((transaction) => {
      Y.iterateDeletedStructs(transaction, insertions, (item) => {
        if (item instanceof Y.Item && !item.deleted) change.deleted += bytesOf(item);
      });
      Y.iterateDeletedStructs(transaction, deletions, (item) => {
        const comesBack = item instanceof Y.Item && item.redone === null && !Y.isDeleted(insertions, item.id);
        if (comesBack) change.inserted += bytesOf(item);
      });
    });
    return change;
  }
}
