// The files that the page was built into: they are called by checksums alone.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const DIST = process.env.FRONTEND_DIR ?? resolve(__dirname, "../../../frontend/dist");

interface Part {
  file: string;
  css?: string[];
}

function partOf(source: string): Part {
  const manifest = JSON.parse(readFileSync(resolve(DIST, ".vite/manifest.json"), "utf8")) as Record<
    string,
    Part | undefined
  >;
  const part = manifest[`src/${source}`];
  if (!part) throw new Error(`${source} is no part of its own`);
  return part;
}

/** What a source was built into, as an address from the page's own: `assets/….js`. */
export const builtFrom = (source: string): string => partOf(source).file;

/** The same, with its styles. */
export function allBuiltFrom(source: string): string[] {
  const { file, css = [] } = partOf(source);
  return [file, ...css];
}
