// Adds up what a browser loads for the start page and for a room, in brotli bytes, and fails over the budgets.
// Chunks that come later (highlighting of a language) do not count; whatever is imported at once does, and the words of
// the page in the language that takes more.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const BUDGETS_BYTES = { home: 60_000, room: 200_000 };
const WORDS = ["src/i18n/en.ts", "src/i18n/es.ts"];
const dist = new URL("../dist/", import.meta.url);

/** @type {Record<string, {file: string, css?: string[], assets?: string[], imports?: string[], isEntry?: boolean}>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

/** @param {string[]} chunks  All files that these chunks need at once. */
function filesOf(chunks) {
  const seen = new Set();
  const files = new Set();
  const visit = (/** @type {string} */ name) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])]) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  chunks.forEach(visit);
  return [...files, "index.html"];
}

/** @param {string} file  Fonts are compressed already and sent as they are. */
function transferBytes(file) {
  const content = readFileSync(new URL(file, dist));
  return file.endsWith(".woff2") ? content.length : brotliCompressSync(content).length;
}

/** @param {string[]} files */
const total = (files) => files.reduce((sum, file) => sum + transferBytes(file), 0);

let isOver = false;
for (const [page, chunks] of Object.entries({
  home: ["index.html", "src/ui/Home.svelte"],
  room: ["index.html", "src/ui/Room.svelte"],
})) {
  if (![...chunks, ...WORDS].every((chunk) => manifest[chunk]))
    throw new Error(`no chunk ${chunks.join(" or ")} in the manifest`);
  const bytes = Math.max(...WORDS.map((words) => total(filesOf([...chunks, words]))));
  const budget = BUDGETS_BYTES[page];
  console.log(`${page}: ${(bytes / 1000).toFixed(1)} kB brotli of ${budget / 1000} kB`);
  isOver ||= bytes > budget;
}
if (isOver) {
  console.error("A page is over its budget.");
  process.exit(1);
}
