// Adds up, in brotli bytes, what a browser loads for the start page and for a room, and fails over the budgets.
// "room" is what the first key waits for: the page and whatever is imported at once, with the words of the language that
// takes more. "all" is what a room loads by itself, without a click, until a runtime comes: LATER as well.
// The budgets leave room for the names of files, which are part of what is compressed and differ from build to build (the
// snapshot of Python's start is never twice the same): that moves a sum by a tenth of a kilobyte.
import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";

const HOME = ["index.html", "src/screens/home/Home.svelte"];
const ROOM = ["index.html", "src/screens/room/Room.svelte"];
// With the highlighting of the language that a new session has.
const LATER = [
  "src/app/later.ts",
  "src/editor/tools/tools.ts",
  "src/sync/saved/comparison.ts",
  "src/screens/room/after.ts",
  "src/screens/room/Invite.svelte",
  "src/editor/python.ts",
];
const PAGES = {
  home: { chunks: HOME, budget: 31_800 },
  room: { chunks: ROOM, budget: 142_700 },
  all: { chunks: [...ROOM, ...LATER], budget: 199_900 },
};
const WORDS = [["src/words/en.ts"], ["src/words/es.ts"]];
/** Comes for letters that most code has not (src/styles/code.css). */
const RARE = "node_modules/@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2";
const WORDS_LATER = [[], ["src/words/room/editor.es.ts"]];
const dist = new URL("../dist/", import.meta.url);

/** @type {Record<string, {file: string, name?: string, css?: string[], assets?: string[], imports?: string[]}>} */
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));
/** A module that others import as well stands in the manifest by the name of its chunk. */
const chunkOf = (/** @type {string} */ source) => {
  const name = source.replace(/.*\/|\.\w+$/g, "");
  const found = source in manifest ? source : Object.keys(manifest).find((key) => manifest[key]?.name === name);
  if (!found) throw new Error(`no chunk ${source} in the manifest`);
  return found;
};

/** @param {string[]} chunks  All files that these chunks need at once. */
function filesOf(chunks) {
  const seen = new Set();
  const files = new Set(["index.html"]);
  const visit = (/** @type {string} */ name) => {
    const chunk = manifest[name];
    if (!chunk || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])])
      if (file !== manifest[RARE]?.file) files.add(file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  chunks.map(chunkOf).forEach(visit);
  return [...files];
}

/** @param {string} file  Fonts are compressed already and sent as they are. */
function transferBytes(file) {
  const content = readFileSync(new URL(file, dist));
  return file.endsWith(".woff2") ? content.length : brotliCompressSync(content).length;
}

/** @param {string[]} files */
const total = (files) => files.reduce((sum, file) => sum + transferBytes(file), 0);

let isOver = false;
for (const [page, { chunks, budget }] of Object.entries(PAGES)) {
  const bytes = Math.max(
    ...WORDS.map((words, i) => total(filesOf([...chunks, ...words, ...(page === "all" ? WORDS_LATER[i] : [])]))),
  );
  console.log(`${page}: ${(bytes / 1000).toFixed(1)} kB brotli of ${budget / 1000} kB`);
  isOver ||= bytes > budget;
}
if (isOver) {
  console.error("A page is over its budget.");
  process.exit(1);
}
