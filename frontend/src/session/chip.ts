// What the saved chip says: by how much of this person's work is outstanding, not by the socket. Pure.
import type { Connection } from "../sync/line/connection";
import type { Kept } from "../sync/saved/device";

export type Chip =
  | "connecting"
  | "saved"
  | "saving"
  | "notSavedYet"
  | "notTaken"
  | "reconnecting"
  | "offlineKept"
  | "notSaved"
  | "closed";

const OFFLINE = { kept: "offlineKept", writing: "saving", no: "notSaved" } as const;

/** Most edits are on disk long before this, and a chip that flickers with every key says nothing. */
export const SAVING_AFTER_MS = 1_000;
/** After this the server has a problem, and the person who types should know. */
export const NOT_SAVED_AFTER_MS = 4_000;

/**
 * `kept`: whether what is pending is on this device as well. Without `mayWrite` the server takes nothing: what was on
 * its way when that began waits until it ends. Never claims more than is true.
 */
export function chipOf(
  connection: Connection,
  pendingSinceMs: number | null,
  kept: Kept,
  mayWrite: boolean,
  nowMs: number,
): Chip {
  if (connection.kind === "live") {
    if (pendingSinceMs === null) return "saved";
    const waitedMs = Math.abs(nowMs - pendingSinceMs); // a clock that was set back tells nothing good either
    if (!mayWrite && waitedMs > SAVING_AFTER_MS) return "notTaken";
    if (waitedMs > NOT_SAVED_AFTER_MS) return "notSavedYet";
    return waitedMs > SAVING_AFTER_MS ? "saving" : "saved";
  }
  if (connection.kind === "connecting" && (pendingSinceMs === null || kept !== "no")) return "connecting";
  if (pendingSinceMs !== null) return OFFLINE[kept];
  return connection.kind === "closed" ? "closed" : "reconnecting";
}
