// Files for the person of a link: the code that the session left, and all that it holds about them.

const TIMEOUT_MS = 30_000;

type OwnFile = "code" | "files" | "files.zip" | "data";

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

/** All of the code: the text of the only file, several as a zip. `paths`: the main one first. */
export async function ownCode(
  base: string,
  token: string,
  key: string,
): Promise<{ content: Blob; isZip: boolean; paths: string[] } | null> {
  const listed = await ownFile(base, token, key, "files");
  if (!listed) return null;
  const paths = (JSON.parse(await listed.text()) as { path: string }[]).map(({ path }) => path);
  const isZip = paths.length > 1;
  const content = await ownFile(base, token, key, isZip ? "files.zip" : "code");
  return content && { content, isZip, paths };
}

/** The text of each file, the main one first. Null where the server does not give them all. */
export async function ownTexts(
  base: string,
  token: string,
  key: string,
): Promise<{ path: string; text: string }[] | null> {
  const code = await ownCode(base, token, key);
  if (!code) return null;
  const [main = ""] = code.paths;
  if (!code.isZip) return [{ path: main, text: await code.content.text() }];
  const { strFromU8, unzipSync } = await import("fflate");
  const files = unzipSync(new Uint8Array(await code.content.arrayBuffer()));
  const texts = code.paths.flatMap((path) => (files[path] ? [{ path, text: strFromU8(files[path]) }] : []));
  return texts.length === code.paths.length ? texts : null;
}
