// The REST interface of a library for its authors: make one, save questions, bring packages in and out.
import { openClient } from "./calls";
import { inTime, outcome, type Outcome } from "./client";
import {
  FOUND_MAX,
  type Library,
  type Narrowed,
  narrowing,
  type Question,
  type Shelf,
  type Summary,
} from "./questions";
import type { components } from "./schema.gen";

export type CreatedLibrary = components["schemas"]["CreatedLibrary"];
export type Content = components["schemas"]["Content"];
export type Statement = components["schemas"]["Statement"];
export type Checked = components["schemas"]["Checked"];
export type Import = components["schemas"]["Import"];
export type Version = components["schemas"]["QuestionVersion"];

export type LibraryApi = ReturnType<typeof openLibrary>;

/** A zip file may be long, and so may reading it. */
const IMPORT_MS = 120_000;

/** `author`: what whoever saves is called, if this browser knows. */
export function openLibrary(base: string, author: () => string | null) {
  const client = openClient(base);
  const keyed = (token: string | null): Record<string, string> => (token ? { Authorization: `Bearer ${token}` } : {});
  const as = ({ token }: Shelf) => keyed(token);
  const at = ({ libraryId }: Shelf) => ({ library_id: libraryId });
  return {
    /** `key`: the operator's, where nobody else may. */
    create: (name: string, key: string): Promise<Outcome<CreatedLibrary>> =>
      outcome(client.POST("/api/libraries", { body: { name }, headers: keyed(key), signal: inTime() })),
    opened: (token: string): Promise<Outcome<Library>> =>
      outcome(client.GET("/api/library-links/{token}", { params: { path: { token } }, signal: inTime() })),
    search: (shelf: Shelf, text: string, archived: boolean, narrowed?: Narrowed): Promise<Outcome<Summary[]>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/questions", {
          params: {
            path: at(shelf),
            query: { text, archived, limit: FOUND_MAX, ...(narrowed && narrowing(narrowed)) },
          },
          headers: as(shelf),
          signal: inTime(),
        }),
      ),
    /** The newest version, or this one. */
    read: (shelf: Shelf, questionId: string, version?: number): Promise<Outcome<Question>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/questions/{question_id}", {
          params: { path: { ...at(shelf), question_id: questionId }, query: version === undefined ? {} : { version } },
          headers: as(shelf),
          signal: inTime(),
        }),
      ),
    /** Newest first; none of the samples. */
    versions: (shelf: Shelf, questionId: string): Promise<Outcome<Version[]>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/questions/{question_id}/versions", {
          params: { path: { ...at(shelf), question_id: questionId } },
          headers: as(shelf),
          signal: inTime(),
        }),
      ),
    /** `known`: what it changes; null begins a question. */
    save: (
      shelf: Shelf,
      content: Content,
      known: { id: string; version: number } | null,
    ): Promise<Outcome<Question>> =>
      known
        ? outcome(
            client.PUT("/api/libraries/{library_id}/questions/{question_id}", {
              params: { path: { ...at(shelf), question_id: known.id } },
              headers: as(shelf),
              body: { content, based_on: known.version, changed_by: author() },
              signal: inTime(),
            }),
          )
        : outcome(
            client.POST("/api/libraries/{library_id}/questions", {
              params: { path: at(shelf) },
              headers: as(shelf),
              body: { content, changed_by: author() },
              signal: inTime(),
            }),
          ),
    archive: (shelf: Shelf, questionId: string, isArchived: boolean): Promise<Outcome<Summary>> =>
      outcome(
        client.PATCH("/api/libraries/{library_id}/questions/{question_id}", {
          params: { path: { ...at(shelf), question_id: questionId } },
          headers: as(shelf),
          body: { is_archived: isArchived },
          signal: inTime(),
        }),
      ),
    /** What stands in the way of saving it; nothing is saved. */
    check: (shelf: Shelf, content: Content): Promise<Outcome<Checked>> =>
      outcome(
        client.POST("/api/libraries/{library_id}/check", {
          params: { path: at(shelf) },
          headers: as(shelf),
          body: { content: { ...content } },
          signal: inTime(),
        }),
      ),
    preview: (shelf: Shelf, markdown: string, assets: Record<string, string>): Promise<Outcome<Statement>> =>
      outcome(
        client.POST("/api/libraries/{library_id}/preview", {
          params: { path: at(shelf) },
          headers: as(shelf),
          body: { markdown, assets },
          signal: inTime(),
        }),
      ),
    take: (shelf: Shelf, zip: Blob, isDryRun: boolean): Promise<Outcome<Import>> => {
      const address = new URL(`api/libraries/${shelf.libraryId}/import?dry_run=${String(isDryRun)}`, base);
      const name = author();
      if (name !== null) address.searchParams.set("changed_by", name);
      const headers = { ...as(shelf), "Content-Type": "application/zip" };
      const sent = fetch(address, { method: "POST", headers, body: zip, signal: AbortSignal.timeout(IMPORT_MS) });
      return outcome(
        sent.then(async (response) => {
          const said: unknown = await response.json();
          return response.ok ? { data: said as Import, response } : { error: said, response };
        }),
      );
    },
    /** All of it as a zip file; null where the server does not give it. */
    zip: async (shelf: Shelf): Promise<Blob | null> => {
      try {
        const address = new URL(`api/libraries/${shelf.libraryId}/package`, base);
        const answer = await fetch(address, { headers: as(shelf), signal: AbortSignal.timeout(IMPORT_MS) });
        return answer.ok ? await answer.blob() : null;
      } catch {
        return null;
      }
    },
  };
}
