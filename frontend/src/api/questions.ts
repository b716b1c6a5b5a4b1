// The REST interface of questions: what is shown in a session, what its hosts prepare, and the libraries they come from.
import { openClient } from "./calls";
import { inTime, outcome, type Outcome } from "./client";
import type { components } from "./schema.gen";

export type Shown = components["schemas"]["ShownQuestion"];
export type Prepared = components["schemas"]["HostsQuestion"];
export type Summary = components["schemas"]["QuestionSummary"];
export type Question = components["schemas"]["Question"];
export type LaidIn = components["schemas"]["LaidIn"];
export type Library = components["schemas"]["Library"];

/** The title of a question for who reads this language. What a device kept of one may have a single title. */
export const titleOf = (one: { title: string; titles?: Readonly<Record<string, string>> }, language: string): string =>
  one.titles?.[language] ?? one.title;

export type QuestionsApi = ReturnType<typeof openQuestions>;

/** Of a search that finds more, the first. */
export const FOUND_MAX = 200;

/** By what a search is narrowed; empty is by nothing. */
export interface Narrowed {
  difficulty: "" | "easy" | "medium" | "hard";
  language: string;
  tag: string;
}

/** As it is asked for: an empty one is not. */
export function narrowing({ difficulty, language, tag }: Narrowed) {
  return { ...(difficulty && { difficulty }), ...(language && { language }), ...(tag && { tag }) };
}

/** A library and the token that opens it; the samples need none. */
export interface Shelf {
  libraryId: string;
  name: string;
  token: string | null;
}

const bearer = (token: string | null): Record<string, string> => (token ? { Authorization: `Bearer ${token}` } : {});

/** `key`: the secret of this browser. */
export function openQuestions(base: string, key: string) {
  const client = openClient(base);
  const known = { "Codesala-Key": key };
  const one = (sessionId: string, number: number) => ({ path: { session_id: sessionId, number } });
  return {
    shown: (token: string): Promise<Outcome<Shown[]>> =>
      outcome(
        client.GET("/api/links/{token}/questions", {
          params: { path: { token }, header: known },
          signal: inTime(),
        }),
      ),
    ofSession: (sessionId: string, hostToken: string): Promise<Outcome<Prepared[]>> =>
      outcome(
        client.GET("/api/sessions/{session_id}/questions", {
          params: { path: { session_id: sessionId } },
          headers: bearer(hostToken),
          signal: inTime(),
        }),
      ),
    prepare: (sessionId: string, hostToken: string, shelf: Shelf, questionId: string): Promise<Outcome<Prepared>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/questions", {
          params: {
            path: { session_id: sessionId },
            header: { ...known, ...(shelf.token ? { "Codesala-Library": shelf.token } : {}) },
          },
          headers: bearer(hostToken),
          body: { library_id: shelf.libraryId, question_id: questionId },
          signal: inTime(),
        }),
      ),
    turn: (sessionId: string, hostToken: string, number: number, how: "show" | "hide"): Promise<Outcome<Prepared>> =>
      outcome(
        client.POST(`/api/sessions/{session_id}/questions/{number}/${how}`, {
          params: { ...one(sessionId, number), header: known },
          headers: bearer(hostToken),
          signal: inTime(),
        }),
      ),
    /** `language`: one that is laid in where another's files may be; null is the session's, once. */
    layIn: (
      sessionId: string,
      hostToken: string,
      number: number,
      { intoMain = false, language = null }: { intoMain?: boolean; language?: string | null },
    ): Promise<Outcome<LaidIn>> =>
      outcome(
        client.POST("/api/sessions/{session_id}/questions/{number}/files", {
          params: { ...one(sessionId, number), header: known },
          headers: bearer(hostToken),
          body: { into_main: intoMain, language },
          signal: inTime(),
        }),
      ),
    /** How each hidden case of a run went: of names and outcomes the room is told neither. */
    keepReport: (
      sessionId: string,
      hostToken: string,
      run: string,
      body: components["schemas"]["WriteTestReport"],
    ): Promise<Outcome<unknown>> =>
      outcome(
        client.PUT("/api/sessions/{session_id}/test-reports/{run}", {
          params: { path: { session_id: sessionId, run }, header: known },
          ...{ headers: bearer(hostToken), body, signal: inTime() },
        }),
      ),
    remove: (sessionId: string, hostToken: string, number: number): Promise<Outcome<unknown>> =>
      outcome(
        client.DELETE("/api/sessions/{session_id}/questions/{number}", {
          params: { ...one(sessionId, number), header: known },
          headers: bearer(hostToken),
          signal: inTime(),
        }),
      ),
    opened: (token: string): Promise<Outcome<Library>> =>
      outcome(client.GET("/api/library-links/{token}", { params: { path: { token } }, signal: inTime() })),
    search: (shelf: Shelf, text: string, narrowed: Narrowed): Promise<Outcome<Summary[]>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/questions", {
          params: { path: { library_id: shelf.libraryId }, query: { text, limit: FOUND_MAX, ...narrowing(narrowed) } },
          headers: bearer(shelf.token),
          signal: inTime(),
        }),
      ),
    read: (shelf: Shelf, questionId: string): Promise<Outcome<Question>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/questions/{question_id}", {
          params: { path: { library_id: shelf.libraryId, question_id: questionId } },
          headers: bearer(shelf.token),
          signal: inTime(),
        }),
      ),
  };
}
