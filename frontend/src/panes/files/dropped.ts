// What somebody drops or chooses, as texts with paths: folders are walked, zips unpacked, and what is no text is refused.

/** As a drop hands it over. */
export type Dropped = FileSystemEntry | File | null;

export interface Found {
  path: string;
  file: Blob;
}

export type Read = { kind: "text"; text: string } | { kind: "refused"; why: "binary" | "large" | "unreadable" };

/** One file may hold as much as the session's first text (MAX_CODE_BYTES). */
export const MAX_FILE_BYTES = 1_048_576;
/** Of a folder with more than this nobody meant all. */
export const FOUND_MAX = 200;
const MAX_ZIP_BYTES = 16 * 1_048_576;
const NOT_WALKED = new Set([".git", "node_modules", "__pycache__", ".venv", "__MACOSX", ".DS_Store"]);

/** All files in it, folders' in the order of their names. */
export async function found(dropped: readonly Dropped[]): Promise<Found[]> {
  const all: Found[] = [];
  for (const one of dropped) if (one) await walk(one, "", all);
  return all;
}

async function walk(one: FileSystemEntry | File, folder: string, all: Found[]): Promise<void> {
  if (all.length >= FOUND_MAX || NOT_WALKED.has(one.name)) return;
  const path = folder + one.name;
  if (one instanceof File) await add(path, one, folder, all);
  else if (isFolder(one)) for (const inside of await entriesOf(one)) await walk(inside, `${path}/`, all);
  else await add(path, await fileOf(one as FileSystemFileEntry), folder, all);
}

async function add(path: string, file: Blob, folder: string, all: Found[]): Promise<void> {
  if (!path.toLowerCase().endsWith(".zip") || file.size > MAX_ZIP_BYTES) all.push({ path: path.normalize(), file });
  else all.push(...(await unpacked(file, folder)).slice(0, FOUND_MAX - all.length));
}

const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory;

const fileOf = (entry: FileSystemFileEntry): Promise<Blob> =>
  new Promise((resolve) => entry.file(resolve, () => resolve(new Unreadable())));

/** Chromium hands out a hundred at a time, and then none. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const entries: FileSystemEntry[] = [];
  for (;;) {
    const more = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (more.length === 0) return entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    entries.push(...more);
  }
}

class Unreadable extends Blob {
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new Error("it could not be opened"));
  }
}

/** Files that are too large for a session are not unpacked; nor is anything from a zip that cannot be read. */
async function unpacked(zip: Blob, folder: string): Promise<Found[]> {
  const { unzipSync } = await import("fflate");
  try {
    let count = 0;
    const files = unzipSync(new Uint8Array(await zip.arrayBuffer()), {
      filter: ({ name, originalSize }) =>
        !name.endsWith("/") &&
        !name.split("/").some((part) => NOT_WALKED.has(part)) &&
        originalSize <= MAX_FILE_BYTES &&
        (count += 1) <= FOUND_MAX,
    });
    return Object.entries(files).map(([path, bytes]) => ({
      path: (folder + path).normalize(),
      file: new Blob([bytes]),
    }));
  } catch {
    return [{ path: `${folder}zip`, file: new Unreadable() }];
  }
}

/** Texts of Windows too: UTF-16 where it says so, and line ends that become those of everybody. */
export async function read(file: Blob): Promise<Read> {
  if (file.size > MAX_FILE_BYTES) return { kind: "refused", why: "large" };
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return { kind: "refused", why: "unreadable" };
  }
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (text.includes("\0")) return { kind: "refused", why: "binary" };
    return { kind: "text", text: text.replace(/\r\n?/g, "\n") };
  } catch {
    return { kind: "refused", why: "binary" };
  }
}

/** As file systems that know no upper and lower case compare names. */
export const folded = (path: string): string => path.normalize().toLowerCase();

/** `util-1.py`, or the next that is free. */
export function freePath(path: string, taken: readonly string[]): string {
  const [, stem = path, ending = ""] = /^(.*?)(\.[^./]*)?$/s.exec(path) ?? [];
  for (let number = 1; ; number += 1) {
    const free = `${stem}-${number}${ending}`;
    if (!taken.includes(folded(free))) return free;
  }
}
