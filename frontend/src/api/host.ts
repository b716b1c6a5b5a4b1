// What hosts read of a session beside its room: notes, scorecards, and the files that are made of it. Each call answers
// with what came, or null, and never throws.
import type { components } from "./schema.gen";

export type Note = components["schemas"]["Note"];
export type Scorecard = components["schemas"]["Scorecard"];
export type Scorecards = components["schemas"]["Scorecards"];

const TIMEOUT_MS = 60_000;
/** A file that is being made is asked for again this long. */
const PATIENCE_MS = 180_000;
const RETRY_S = 2;

export type HostApi = ReturnType<typeof openHostApi>;

/** `key` is this browser's secret, by which the server knows an interviewer. */
export function openHostApi(base: string, sessionId: string, token: string, key: string) {
  const ask = async (path: string): Promise<Response | null> => {
    try {
      return await fetch(new URL(`api/sessions/${encodeURIComponent(sessionId)}${path}`, base), {
        headers: { Authorization: `Bearer ${token}`, "Codesala-Key": key },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return null;
    }
  };
  const read = async <T>(path: string): Promise<T | null> => {
    const answer = await ask(path);
    try {
      return answer?.ok ? ((await answer.json()) as T) : null;
    } catch {
      return null;
    }
  };
  /** A file, which the server may have to make first. */
  const file = async (path: string): Promise<Blob | null> => {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const answer = await ask(path);
      if (answer?.ok) return answer.blob().catch(() => null);
      if (answer?.status !== 503 || Date.now() > until) return null;
      const seconds = Number(answer.headers.get("Retry-After")) || RETRY_S;
      await new Promise((done) => setTimeout(done, seconds * 1_000));
    }
  };
  return {
    notes: () => read<Note[]>("/notes"),
    scorecards: () => read<Scorecards>("/scorecards"),
    export: () => file("/export"),
    report: () => file("/report"),
  };
}
