// A copy of the document in this browser (IndexedDB), so that what was typed offline survives a reload.
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

/** A slow or blocked IndexedDB must not keep anybody from typing. */
const OPEN_TIMEOUT_MS = 1_000;

/** `kept`: every edit is written here; `writing`: the last ones are on their way; `no`: nothing can be promised. */
export type Kept = "kept" | "writing" | "no";

export interface DeviceCopy {
  /** `no` at the first sign that an edit was not written, and from then on. */
  readonly kept: Kept;
  dispose(): void;
}

const NONE: DeviceCopy = { kept: "no", dispose: () => undefined };

/**
 * Loads what this browser has of the document into `doc`, waiting a second at most, and goes on writing. A copy that
 * comes later is merged when it comes. `onChange` is called when `kept` changes.
 */
export async function keepOnDevice(name: string, doc: Y.Doc, onChange: () => void): Promise<DeviceCopy> {
  if (typeof indexedDB === "undefined") return NONE;
  const persistence = new IndexeddbPersistence(name, doc);
  let isLoaded = false;
  let hasFailed = false;
  let made = 0; // edits, and how many of them were seen to be written
  let written = 0;
  let isLooking = false;
  /** IndexedDB does one transaction on a store after the other: when a read is done, the writes before it are too. */
  const look = () => {
    if (isLooking || hasFailed || !persistence.db) return;
    isLooking = true;
    const seen = made;
    const read = persistence.db.transaction("updates", "readonly");
    read.objectStore("updates").count(0);
    read.oncomplete = () => {
      isLooking = false;
      written = seen;
      if (made > written) look();
      else onChange();
    };
  };
  const count = (_update: Uint8Array, origin: unknown) => {
    if (origin === persistence) return;
    made += 1;
    if (isLoaded) look();
    if (made === written + 1) onChange();
  };
  doc.on("update", count);
  const fail = () => {
    hasFailed = true;
    onChange();
  };
  const loaded = persistence.whenSynced.then(() => {
    isLoaded = true;
    look();
    // y-indexeddb does not look at its writes: a full disk or a deleted database only shows as events.
    for (const sign of ["abort", "error", "close", "versionchange"]) persistence.db?.addEventListener(sign, fail);
    onChange();
  });
  const failed = persistence._db.then(() => loaded, fail);
  await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, OPEN_TIMEOUT_MS))]);
  return {
    get kept() {
      if (!isLoaded || hasFailed) return "no";
      return made > written ? "writing" : "kept";
    },
    dispose: () => {
      doc.off("update", count);
      void persistence.destroy().catch(() => undefined);
    },
  };
}
