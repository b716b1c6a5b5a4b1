// The files that the page was built into: they are called by checksums alone.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const DIST = process.env.FRONTEND_DIR ?? resolve(__dirname, "../../../frontend/dist");

/** What a source was built into, as an address from the page's own: `assets/….js`. */
export function builtFrom(source: string): string {
  const manifest = JSON.parse(readFileSync(resolve(DIST, ".vite/manifest.json"), "utf8")) as Record<
    string,
    { file: string } | undefined
  >;
  const part = manifest[`src/${source}`];
  if (!part) throw new Error(`${source} is no part of its own`);
  return part.file;
}
