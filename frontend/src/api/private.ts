// The REST interface of what only hosts see: notes and scorecards. Apart from client.ts, so that only their pages load it.
import { openClient } from "./calls";
import { inTime, type Outcome, outcome } from "./client";
import type { components } from "./schema.gen";

export type Note = components["schemas"]["Note"];
export type NewNote = components["schemas"]["CreateNote"];
export type NoteChange = Omit<components["schemas"]["ChangeNote"], "based_on">;
export type Scorecard = components["schemas"]["Scorecard"];
export type RubricSkill = components["schemas"]["RubricSkill"];
export type Rubric = components["schemas"]["Rubric"];
export type Scorecards = components["schemas"]["Scorecards"];
export type TestReport = components["schemas"]["TestReport"];
export type WrittenScorecard = Omit<components["schemas"]["WriteScorecard"], "based_on">;

/** What opens a session's private things. `key` is the secret of this browser: whose scorecard it is. */
export interface HostAccess {
  sessionId: string;
  hostToken: string;
  key: string;
}

export type PrivateApi = ReturnType<typeof openPrivateApi>;

/**
 * `base` is the document's base: `https://host/sub/path/`. The host's token is read anew for each request: the link that
 * it belongs to may be replaced meanwhile.
 */
export function openPrivateApi(
  base: string,
  access: HostAccess,
  fetch: typeof globalThis.fetch = globalThis.fetch.bind(globalThis),
) {
  const client = openClient(base, fetch);
  const path = { session_id: access.sessionId };
  const known = () => ({ "Codesala-Key": access.key });
  const headers = () => ({ Authorization: `Bearer ${access.hostToken}`, ...known() });
  return {
    testReports: (): Promise<Outcome<TestReport[]>> =>
      outcome(
        client.GET("/api/sessions/{session_id}/test-reports", {
          params: { path },
          ...{ headers: headers(), signal: inTime() },
        }),
      ),
    notes: (): Promise<Outcome<Note[]>> =>
      outcome(
        client.GET("/api/sessions/{session_id}/notes", { params: { path }, headers: headers(), signal: inTime() }),
      ),
    addNote: (body: NewNote): Promise<Outcome<Note>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/notes", {
          params: { path, header: known() },
          headers: headers(),
          body,
          signal: inTime(),
        }),
      ),
    /** `basedOn`: the version's `updated_at`, to the letter. Refused as `outdated` when the note has another one. */
    changeNote: (noteId: string, basedOn: string, change: NoteChange): Promise<Outcome<Note>> =>
      outcome(
        client.PATCH("/api/sessions/{session_id}/notes/{note_id}", {
          params: { path: { ...path, note_id: noteId } },
          ...{ headers: headers(), body: { ...change, based_on: basedOn }, signal: inTime() },
        }),
      ),
    /** Refused like a change. */
    deleteNote: (noteId: string, basedOn: string): Promise<Outcome<unknown>> =>
      outcome(
        client.DELETE("/api/sessions/{session_id}/notes/{note_id}", {
          params: { path: { ...path, note_id: noteId }, query: { based_on: basedOn } },
          ...{ headers: headers(), signal: inTime() },
        }),
      ),
    scorecards: (): Promise<Outcome<Scorecards>> =>
      outcome(
        client.GET("/api/sessions/{session_id}/scorecards", { params: { path }, headers: headers(), signal: inTime() }),
      ),
    /** `basedOn`: the `updated_at` of the card that was changed; refused as `outdated` when it is another by now. */
    writeScorecard: (card: WrittenScorecard, basedOn: string): Promise<Outcome<Scorecard>> =>
      outcome(
        client.PUT("/api/sessions/{session_id}/scorecards/own", {
          params: { path, header: known() },
          ...{ headers: headers(), body: { ...card, based_on: basedOn }, signal: inTime() },
        }),
      ),
    submitScorecard: (): Promise<Outcome<Scorecard>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/scorecards/own/submit", {
          params: { path, header: known() },
          ...{ headers: headers(), signal: inTime() },
        }),
      ),
    rubric: (): Promise<Outcome<Rubric>> =>
      outcome(
        client.GET("/api/sessions/{session_id}/rubric", { params: { path }, headers: headers(), signal: inTime() }),
      ),
    /** In place of the one that there is. `basedOn`: its version; refused as `outdated` when it has another one. */
    writeRubric: (skills: RubricSkill[], basedOn: string): Promise<Outcome<Rubric>> =>
      outcome(
        client.PUT("/api/sessions/{session_id}/rubric", {
          params: { path },
          ...{ headers: headers(), body: { skills, based_on: basedOn }, signal: inTime() },
        }),
      ),
  };
}
