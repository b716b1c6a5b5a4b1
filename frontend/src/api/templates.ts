// The REST interface of templates: those of a library, sessions made by them, and what a session has that one takes along.
import { openClient } from "./calls";
import { type Created, inTime, outcome, type Outcome } from "./client";
import type { Shelf } from "./questions";
import type { components } from "./schema.gen";

export type Template = components["schemas"]["Template"];
export type Recipe = components["schemas"]["Recipe"];
type Rubric = components["schemas"]["Rubric"];

export function openTemplates(base: string) {
  const client = openClient(base);
  const as = ({ token }: Shelf): Record<string, string> => (token ? { Authorization: `Bearer ${token}` } : {});
  const path = ({ libraryId }: Shelf) => ({ library_id: libraryId });
  return {
    list: (shelf: Shelf): Promise<Outcome<Template[]>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/templates", {
          params: { path: path(shelf) },
          headers: as(shelf),
          signal: inTime(),
        }),
      ),
    read: (shelf: Shelf, templateId: string): Promise<Outcome<Template>> =>
      outcome(
        client.GET("/api/libraries/{library_id}/templates/{template_id}", {
          params: { path: { ...path(shelf), template_id: templateId } },
          headers: as(shelf),
          signal: inTime(),
        }),
      ),
    /** `basedOn`: its version. Refused as `outdated` when it has another one. */
    change: (
      shelf: Shelf,
      templateId: string,
      name: string,
      content: Recipe,
      basedOn: number,
    ): Promise<Outcome<Template>> =>
      outcome(
        client.PUT("/api/libraries/{library_id}/templates/{template_id}", {
          params: { path: { ...path(shelf), template_id: templateId } },
          headers: as(shelf),
          body: { name, content, based_on: basedOn },
          signal: inTime(),
        }),
      ),
    save: (shelf: Shelf, name: string, content: Recipe): Promise<Outcome<Template>> =>
      outcome(
        client.POST("/api/libraries/{library_id}/templates", {
          params: { path: path(shelf) },
          headers: as(shelf),
          body: { name, content },
          signal: inTime(),
        }),
      ),
    remove: (shelf: Shelf, templateId: string): Promise<Outcome<unknown>> =>
      outcome(
        client.DELETE("/api/libraries/{library_id}/templates/{template_id}", {
          params: { path: { ...path(shelf), template_id: templateId } },
          headers: as(shelf),
          signal: inTime(),
        }),
      ),
    begin: (shelf: Shelf, templateId: string): Promise<Outcome<Created>> =>
      outcome(
        client.POST("/api/sessions", {
          params: { header: { "Codesala-Library": shelf.token ?? "" } },
          body: { template_id: templateId },
          signal: inTime(),
        }),
      ),
    rubric: (sessionId: string, hostToken: string): Promise<Outcome<Rubric>> =>
      outcome(
        client.GET("/api/sessions/{session_id}/rubric", {
          params: { path: { session_id: sessionId } },
          headers: { Authorization: `Bearer ${hostToken}` },
          signal: inTime(),
        }),
      ),
  };
}
