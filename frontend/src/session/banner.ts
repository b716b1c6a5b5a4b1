// What the strip under the code says of the line, if anything. Pure; the chip says what is saved.
import type { Connection } from "../sync/line/connection";
import type { Chip } from "./chip";

export type Banner =
  "reconnecting" | "busy" | "shut" | "kept" | "notKept" | "notSavedYet" | "notTaken" | "outdated" | "closed";

/** How long the line may be down before a banner says so. */
const BANNER_AFTER_MS = 5_000;

export function bannerOf(
  connection: Connection,
  chip: Chip,
  hasUnsavedWork: boolean,
  isKept: boolean,
  nowMs: number,
): Banner | null {
  if (connection.kind === "closed") return "closed";
  if (connection.kind === "live") return chip === "notSavedYet" || chip === "notTaken" ? chip : null;
  if (connection.kind === "reconnecting" && connection.answer === "shut") return "shut";
  if (connection.kind !== "reconnecting" || nowMs - connection.sinceMs < BANNER_AFTER_MS) return null;
  if (hasUnsavedWork) return isKept ? "kept" : "notKept";
  return connection.answer === "busy" ? "busy" : "reconnecting";
}
