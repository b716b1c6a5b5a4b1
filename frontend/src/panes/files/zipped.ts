// All files of a session as one text or one zip, for who wants to take them along.
import { strToU8, zipSync } from "fflate";

import { save } from "../../kit/download";

/** Each under its path, as `head` and `tail` write them; a single one alone. */
export function asOneText(files: readonly { path: string; text: string }[]): string {
  if (files.length === 1) return files[0]?.text ?? "";
  return files.map(({ path, text }) => `==> ${path} <==\n${text}`).join("\n\n");
}

export function saveZip(files: readonly { path: string; text: string }[]): void {
  const content = Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)]));
  save(
    new Blob([zipSync(content)], { type: "application/zip" }),
    `codesala-${new Date().toISOString().slice(0, 10)}.zip`,
  );
}
