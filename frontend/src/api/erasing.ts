// Who a session's record tells of, and erasing one of them. Only for hosts.
import { openClient } from "./calls";
import { outcome, type Outcome } from "./client";
import type { components } from "./schema.gen";

export type Participant = components["schemas"]["Participant"];
export type Erased = components["schemas"]["ErasedPerson"];
/** What becomes of all that they typed. */
export type TextChoice = components["schemas"]["ErasePerson"]["text"];

export type Erasing = ReturnType<typeof openErasing>;

/** A long record is read and written again as a whole, about 0.1 ms an entry. */
const TIMEOUT_MS = 60_000;

/** `base` is the document's base: `https://host/sub/path/`. */
export function openErasing(base: string, { sessionId, hostToken }: { sessionId: string; hostToken: string }) {
  const client = openClient(base);
  const path = { session_id: sessionId };
  const asHost = () => ({
    headers: { Authorization: `Bearer ${hostToken}` },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const post = (participant: string, text: TextChoice, preview: boolean): Promise<Outcome<Erased>> =>
    outcome(
      client.POST("/api/sessions/{session_id}/participants/{participant}/erase", {
        params: { path: { ...path, participant } },
        ...{ ...asHost(), body: { text, preview } },
      }),
    );
  return {
    participants: (): Promise<Outcome<Participant[]>> =>
      outcome(client.GET("/api/sessions/{session_id}/participants", { params: { path }, ...asHost() })),
    /** What would go; nothing is changed. */
    preview: (participant: string, text: TextChoice) => post(participant, text, true),
    /** For good. Refused unless the session has ended and its log has been quiet for three seconds. */
    erase: (participant: string, text: TextChoice) => post(participant, text, false),
  };
}
