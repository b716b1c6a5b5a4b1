// The texts that updates make, without a room.
import * as Y from "yjs";

/** Null for no updates at all. */
export function textOf(updates: readonly Uint8Array[]): string | null {
  if (updates.length === 0) return null;
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return allTextIn(doc);
}

/** Of all files, deleted ones too. */
export function allTextIn(doc: Y.Doc): string {
  const texts = [...doc.share.keys()].map((root) => doc.getText(root).toString());
  return texts.filter(Boolean).join("\n\n");
}
