// What hosts may do to a session beside its text. A chunk of hosts only.
import { openClient } from "./calls";
import { inTime, outcome, type Outcome } from "./client";
import type { components } from "./schema.gen";

export type Session = components["schemas"]["Session"];
export type Change = components["schemas"]["ChangeSession"];
export type NewLink = components["schemas"]["NewLink"];
export type LinkRole = NewLink["role"];

export type Hosting = ReturnType<typeof openHosting>;

/** `key`: the secret of this browser, by which the record knows who did it. */
export function openHosting(base: string, session: { sessionId: string; hostToken: string }, key: string) {
  const client = openClient(base);
  const headers = { Authorization: `Bearer ${session.hostToken}`, "Codesala-Key": key };
  const path = { session_id: session.sessionId };
  const asHost = () => ({ params: { path }, headers, signal: inTime() });
  return {
    session: (): Promise<Outcome<Session>> => outcome(client.GET("/api/sessions/{session_id}", asHost())),
    change: (body: Change): Promise<Outcome<Session>> =>
      outcome(client.PATCH("/api/sessions/{session_id}", { ...asHost(), body })),
    end: (sharesCode: boolean): Promise<Outcome<Session>> =>
      outcome(client.POST("/api/sessions/{session_id}/end", { ...asHost(), body: { shares_code: sharesCode } })),
    unfreeze: (): Promise<Outcome<Session>> => outcome(client.POST("/api/sessions/{session_id}/unfreeze", asHost())),
    reopen: (): Promise<Outcome<Session>> => outcome(client.POST("/api/sessions/{session_id}/reopen", asHost())),
    /** Deletes the session for everybody, for good. */
    erase: (): Promise<Outcome<unknown>> => outcome(client.DELETE("/api/sessions/{session_id}", asHost())),
    /** A new link of a role; the old one is dead at once. */
    renewLink: (role: LinkRole): Promise<Outcome<NewLink>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/links/{role}", { ...asHost(), params: { path: { ...path, role } } }),
      ),
    withdrawLink: (role: "replay" | "report"): Promise<Outcome<unknown>> =>
      outcome(
        client.DELETE("/api/sessions/{session_id}/links/{role}", {
          ...asHost(),
          params: { path: { ...path, role } },
        }),
      ),
    admit: (participant: string): Promise<Outcome<unknown>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/participants/{participant}/admit", {
          ...asHost(),
          params: { path: { ...path, participant } },
        }),
      ),
    remove: (participant: string): Promise<Outcome<unknown>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/participants/{participant}/remove", {
          ...asHost(),
          params: { path: { ...path, participant } },
        }),
      ),
  };
}
