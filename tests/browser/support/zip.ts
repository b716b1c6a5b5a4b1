// What a page let somebody download, as the files that are in it.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const PYTHON = resolve(__dirname, "../../../.venv/bin/python");

/** `path` is the archive's. */
export function unzip(path: string, folder: string): void {
  execFileSync(PYTHON, ["-m", "zipfile", "-e", path, folder]);
}
