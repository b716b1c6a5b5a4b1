// The states of the line to the room, and what each close code means for the person who types.

/** Why the page stopped trying: the codes from 4400 to 4499, after which y-websocket does not come back. */
export type ClosedReason = "disagreement" | "unauthorized" | "removed" | "not-found" | "ended" | "full" | "refused";

export type Connection =
  | { kind: "connecting" }
  | { kind: "live" }
  /** `answer`: the server is there, and asked to come back later, or once somebody opened the session again. */
  | { kind: "reconnecting"; sinceMs: number; answer: "none" | "busy" | "shut" }
  | { kind: "closed"; reason: ClosedReason };

const REASONS: Record<number, ClosedReason> = {
  4400: "disagreement",
  4401: "unauthorized",
  4403: "removed",
  4404: "not-found",
  4410: "ended",
  4413: "full",
};

/** Waits differ from page to page, so that a restarted server is not met by everybody at once. */
export const reconnectMaxMs = (): number => 2_000 + Math.random() * 2_000;

/** Codes of a server that is there but cannot take this connection now: policy, failed, try again. */
const BUSY = [1008, 1011, 1013];
/** The server has ended too often at this session. */
const SHUT = 4013;

export function closedReason(code: number): ClosedReason {
  return REASONS[code] ?? "refused";
}

/** The line is lost since the first failure, however many attempts fail after it. */
export function lineLost(before: Connection, nowMs: number, code: number | null): Connection {
  if (before.kind === "closed") return before;
  const sinceMs = before.kind === "reconnecting" ? before.sinceMs : nowMs;
  const answer = code === SHUT ? "shut" : code !== null && BUSY.includes(code) ? "busy" : "none";
  return { kind: "reconnecting", sinceMs, answer };
}
