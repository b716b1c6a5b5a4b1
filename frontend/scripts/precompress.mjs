// Writes a .br and a .gz beside every compressible file over 1 kB of dist, so that the server only picks one.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const COMPRESSIBLE = /\.(js|mjs|css|html|svg|json|txt|wasm)$/;
const SMALLEST_BYTES = 1000;
const dist = new URL("../dist/", import.meta.url).pathname;

let written = 0;
for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue;
  // These get their <base> from the server for each address, so they are never served from a compressed copy.
  if (entry.name === "index.html" || entry.name === "room.html") continue;
  // The player is not served either: exports carry it.
  if (entry.name === "player.html") continue;
  const path = join(entry.parentPath, entry.name);
  if (existsSync(`${path}.br`)) continue; // of a runtime
  const content = readFileSync(path);
  if (content.length <= SMALLEST_BYTES) continue;
  const brotli = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(`${path}.br`, brotliCompressSync(content, { params: brotli }));
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
  written += 1;
}
console.log(`precompressed ${written} files`);
