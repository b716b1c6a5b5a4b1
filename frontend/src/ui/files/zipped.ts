// All files of a session as one zip, for who wants to take them along.
import { strToU8, zipSync } from "fflate";

import { save } from "../download";

export function saveZip(files: readonly { path: string; text: string }[]): void {
  const content = Object.fromEntries(files.map(({ path, text }) => [path, strToU8(text)]));
  save(
    new Blob([zipSync(content)], { type: "application/zip" }),
    `codesala-${new Date().toISOString().slice(0, 10)}.zip`,
  );
}
