// Files for the person of a link, as text: the code that the session left, and all that it holds about them.

const TIMEOUT_MS = 30_000;

/** `key`: the secret of this browser. Null where the server does not give it, or does not answer. */
export async function ownFile(base: string, token: string, key: string, file: "code" | "data"): Promise<string | null> {
  const address = new URL(`api/links/${encodeURIComponent(token)}/${file}`, base);
  try {
    const answer = await fetch(address, {
      headers: { "Codesala-Key": key },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null; // no answer, or not all of it
  }
}
