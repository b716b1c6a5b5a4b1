// Files for the person of a link: the code that the session left, and all that it holds about them.

const TIMEOUT_MS = 30_000;

type OwnFile = "code" | "files" | `files/${string}` | "files.zip" | "data";

/** `key`: the secret of this browser. Null where the server does not give it, or does not answer. */
export async function ownFile(base: string, token: string, key: string, file: OwnFile): Promise<Blob | null> {
  const address = new URL(`api/links/${encodeURIComponent(token)}/${file}`, base);
  try {
    const answer = await fetch(address, {
      headers: { "Codesala-Key": key },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.ok ? await answer.blob() : null;
  } catch {
    return null; // no answer, or not all of it
  }
}

/** All of the code: the text of the only file, several as a zip. */
export async function ownCode(
  base: string,
  token: string,
  key: string,
): Promise<{ content: Blob; isZip: boolean } | null> {
  const listed = await ownFile(base, token, key, "files");
  if (!listed) return null;
  const isZip = (JSON.parse(await listed.text()) as unknown[]).length > 1;
  const content = await ownFile(base, token, key, isZip ? "files.zip" : "code");
  return content && { content, isZip };
}

/** The text of each file, the main one first. Null where the server does not give them all. */
export async function ownTexts(
  base: string,
  token: string,
  key: string,
): Promise<{ path: string; text: string }[] | null> {
  const listed = await ownFile(base, token, key, "files");
  if (!listed) return null;
  const files = JSON.parse(await listed.text()) as { id: string; path: string }[];
  const texts = await Promise.all(
    files.map(async ({ id, path }) => {
      const file = await ownFile(base, token, key, `files/${encodeURIComponent(id)}`);
      return file && { path, text: await file.text() };
    }),
  );
  return texts.every((one) => one !== null) ? texts : null;
}
