// The REST interface as the page uses it: each call answers with one of a few outcomes and never throws.
import { openClient } from "./calls";
import type { components } from "./schema.gen";

export type Created = components["schemas"]["CreatedSession"];
type Told = components["schemas"]["Link"];
/** Without a kind it is an interview. */
export type Link = Omit<Told, "kind"> & Partial<Pick<Told, "kind">>;
export type NewSession = components["schemas"]["CreateSession"];
export type Language = components["schemas"]["Language"];

export type Outcome<T> =
  | { kind: "done"; value: T }
  | { kind: "not-found" }
  | { kind: "too-many"; retryAfterS: number }
  | { kind: "refused"; code: string | null; detail: string | null; errors?: unknown }
  | { kind: "unreachable" };

const DEFAULT_RETRY_S = 10;
const TIMEOUT_MS = 15_000;

/** For each call anew. */
export const inTime = (): AbortSignal => AbortSignal.timeout(TIMEOUT_MS);

export type Api = ReturnType<typeof openApi>;

export function openApi(base: string, fetch?: typeof globalThis.fetch) {
  const client = openClient(base, fetch);
  return {
    createSession: (body: NewSession): Promise<Outcome<Created>> =>
      outcome(client.POST("/api/sessions", { body, signal: inTime() })),
    link: (token: string): Promise<Outcome<Link>> =>
      outcome(client.GET("/api/links/{token}", { params: { path: { token } }, signal: inTime() })),
    languages: (): Promise<Outcome<Language[]>> => outcome(client.GET("/api/languages", { signal: inTime() })),
    retitle: (sessionId: string, hostToken: string, key: string, title: string | null): Promise<Outcome<unknown>> =>
      outcome(
        client.PATCH("/api/sessions/{session_id}", {
          params: { path: { session_id: sessionId } },
          headers: { Authorization: `Bearer ${hostToken}`, "Codesala-Key": key },
          body: { title },
          signal: inTime(),
        }),
      ),
  };
}

export async function outcome<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Outcome<T>> {
  try {
    const { data, error, response } = await call;
    if (response.ok) return { kind: "done", value: data as T };
    if (response.status === 404) return { kind: "not-found" };
    if (response.status === 429) return { kind: "too-many", retryAfterS: retryAfterS(response) };
    if (response.status >= 500) return { kind: "unreachable" };
    const { code, detail, errors } = Object(error) as Record<string, unknown>; // a proxy's page has neither
    return { kind: "refused", code: textOf(code), detail: textOf(detail), ...(errors ? { errors } : {}) };
  } catch {
    return { kind: "unreachable" }; // no answer, an aborted one, or one that is no JSON: a proxy's page
  }
}

const retryAfterS = (response: Response): number => {
  const seconds = Number(response.headers.get("Retry-After"));
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : DEFAULT_RETRY_S;
};

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);
