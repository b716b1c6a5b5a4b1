// The files that the server makes of a session: the export and the report.

/** For its hosts, under a session's address. */
export type MadeFile = "export" | "report";

const TIMEOUT_MS = 60_000;
/** A file that is being made is asked for again this long. */
const PATIENCE_MS = 180_000;
const RETRY_S = 2;

/** `gone`: there is none for whoever asked; `shut`: the server has ended at it too often; `unreachable`: no answer in time. */
export type Made = Blob | "gone" | "shut" | "unreachable";

/** Whether it is of a session of which the server makes nothing more until a host says so; its text is read then. */
export async function isShut(answer: Response): Promise<boolean> {
  if (answer.status !== 503) return false;
  const problem: unknown = await answer.json().catch(() => null); // a proxy's page is none
  return Object(problem).code === "shut";
}

export function hostsFile(
  base: string,
  { sessionId, hostToken }: { sessionId: string; hostToken: string },
  file: MadeFile,
  /** The secret of this browser, by which the server knows whose scorecard may be seen. */
  key: string,
  /** What the server's description of the operation calls its query. */
  wishes: Record<string, string> = {},
): Promise<Made> {
  const headers = { Authorization: `Bearer ${hostToken}`, "Codesala-Key": key };
  return made(new URL(`api/sessions/${encodeURIComponent(sessionId)}/${file}`, base), wishes, headers);
}

/** The report for whoever has the link to it. */
export function linkedReport(base: string, token: string, wishes: Record<string, string>): Promise<Made> {
  return made(new URL(`api/links/${encodeURIComponent(token)}/report`, base), wishes, {});
}

async function made(address: URL, wishes: Record<string, string>, headers: Record<string, string>): Promise<Made> {
  for (const [name, value] of Object.entries(wishes)) address.searchParams.set(name, value);
  try {
    for (const until = Date.now() + PATIENCE_MS; ;) {
      const answer = await fetch(address, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (answer.ok) return await answer.blob();
      if (answer.status === 401 || answer.status === 404) return "gone";
      if (await isShut(answer)) return "shut";
      if (answer.status !== 503 || Date.now() > until) return "unreachable";
      const seconds = Number(answer.headers.get("Retry-After")) || RETRY_S;
      await new Promise((done) => setTimeout(done, seconds * 1_000));
    }
  } catch {
    return "unreachable";
  }
}
