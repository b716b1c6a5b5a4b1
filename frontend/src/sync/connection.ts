// The states of the line to the room, and what each close code means for the person who types.

/** Why the page stopped trying: the codes from 4400 to 4499, after which y-websocket does not come back. */
export type ClosedReason = "disagreement" | "unauthorized" | "not-found" | "ended" | "full" | "refused";

export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "reconnecting"; sinceMs: number; retryAtMs: number | null }
  | { kind: "closed"; reason: ClosedReason };

const REASONS: Record<number, ClosedReason> = {
  4400: "disagreement",
  4401: "unauthorized",
  4404: "not-found",
  4410: "ended",
  4413: "full",
};

export function closedReason(code: number): ClosedReason {
  return REASONS[code] ?? "refused";
}

/** y-websocket's own waiting time after a failed attempt. */
export function backoffMs(attempts: number, maxMs: number): number {
  return Math.min(2 ** attempts * 100, maxMs);
}

/** What may be said of the line: it only becomes "reconnecting" once, however many attempts fail. */
export function lineLost(before: Connection, nowMs: number, retryAtMs: number | null): Connection {
  if (before.kind === "closed") return before;
  const sinceMs = before.kind === "reconnecting" ? before.sinceMs : nowMs;
  return { kind: "reconnecting", sinceMs, retryAtMs };
}
