// A copy of the document in this browser (IndexedDB), so that what was typed offline survives a reload.
import { IndexeddbPersistence } from "y-indexeddb";
import type * as Y from "yjs";

/** A slow or blocked IndexedDB must not keep anybody from typing. */
const OPEN_TIMEOUT_MS = 1_000;

export interface DeviceCopy {
  /** True while every edit is written here; false at the first sign that one was not, and from then on. */
  readonly isKept: boolean;
  dispose(): void;
}

const NONE: DeviceCopy = { isKept: false, dispose: () => undefined };

/**
 * Loads what this browser has of the document into `doc`, waiting a second at most, and goes on writing. A copy that
 * comes later is merged when it comes. `onChange` is called when `isKept` changes.
 */
export async function keepOnDevice(name: string, doc: Y.Doc, onChange: () => void): Promise<DeviceCopy> {
  if (typeof indexedDB === "undefined") return NONE;
  const persistence = new IndexeddbPersistence(name, doc);
  let isLoaded = false;
  let hasFailed = false;
  const fail = () => {
    hasFailed = true;
    onChange();
  };
  const loaded = persistence.whenSynced.then(() => {
    isLoaded = true;
    // y-indexeddb does not look at its writes: a full disk or a deleted database only shows as events.
    for (const sign of ["abort", "error", "close", "versionchange"]) persistence.db?.addEventListener(sign, fail);
    onChange();
  });
  const failed = persistence._db.then(() => loaded, fail);
  await Promise.race([failed, new Promise((resolve) => setTimeout(resolve, OPEN_TIMEOUT_MS))]);
  return {
    get isKept() {
      return isLoaded && !hasFailed;
    },
    dispose: () => {
      void persistence.destroy().catch(() => undefined);
    },
  };
}
