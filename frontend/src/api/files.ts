// The files that the server makes of a session for its hosts: the export and the report.

/** Under a session's address. */
export type MadeFile = "export" | "report";

const TIMEOUT_MS = 60_000;
/** A file that is being made is asked for again this long. */
const PATIENCE_MS = 180_000;
const RETRY_S = 2;

/** Null where the server does not give it, or does not answer. */
export async function madeFile(
  base: string,
  { sessionId, hostToken }: { sessionId: string; hostToken: string },
  file: MadeFile,
  /** The secret of this browser, by which the server knows whose scorecard may be seen. */
  key: string,
  /** What the server's description of the operation calls its query. */
  wishes: Record<string, string> = {},
): Promise<Blob | null> {
  const address = new URL(`api/sessions/${encodeURIComponent(sessionId)}/${file}`, base);
  for (const [name, value] of Object.entries(wishes)) address.searchParams.set(name, value);
  const headers = { Authorization: `Bearer ${hostToken}`, "Codesala-Key": key };
  try {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const answer = await fetch(address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (answer.ok) return await answer.blob();
      if (answer.status !== 503 || Date.now() > until) return null;
      const seconds = Number(answer.headers.get("Retry-After")) || RETRY_S;
      await new Promise((done) => setTimeout(done, seconds * 1_000));
    }
  } catch {
    return null; // no answer, or not all of it
  }
}
