// From the interview's link to a room of one's own, and back.
import { openClient } from "../../api/calls";
import { inTime, outcome } from "../../api/client";
import { roomAddress } from "../../app/links";

/** Of this tab: which interview a practice room is for. */
const keyOf = (practiceToken: string) => `codesala.practice.${practiceToken}`;

export type Failure = "tooMany" | "over" | "unreachable";

/** Where the room is; or why there is none. */
export async function beginPractice(base: string, token: string): Promise<{ address: string } | { failure: Failure }> {
  const made = await outcome(
    openClient(base).POST("/api/links/{token}/practice", { params: { path: { token } }, signal: inTime() }),
  );
  switch (made.kind) {
    case "done":
      try {
        sessionStorage.setItem(keyOf(made.value.room_id), token);
        sessionStorage.setItem("codesala.joined", made.value.room_id); // as visit.svelte.ts: the name is given
      } catch {
        // the browser's own way back leads to it as well
      }
      return { address: roomAddress(made.value.room_id, base) };
    case "too-many":
      return { failure: "tooMany" };
    case "unreachable":
      return { failure: "unreachable" };
    default:
      return { failure: "over" };
  }
}

/** The interview's link; null where this tab does not know it. */
export function wayBack(base: string, practiceToken: string): string | null {
  try {
    const token = sessionStorage.getItem(keyOf(practiceToken));
    return token && roomAddress(token, base);
  } catch {
    return null;
  }
}
