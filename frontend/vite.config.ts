// How the page is built: relative addresses, so that it works under any sub-path, and nothing inline, so that the
// content security policy can stay strict.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

import { cut } from "./scripts/cut";
import { plainIcons } from "./scripts/icons";
import { plain } from "./scripts/plain";
import { roomPage } from "./scripts/roompage";

const backend = process.env.CODESALA_BACKEND ?? "http://127.0.0.1:8000";

// What scripts/runtimes.mjs gathered: runs before this in `npm run build`.
const RUNTIMES = ".cache/runtimes.json";

/** The list of runtimes' files as a module, so that the page asks for exactly the files that it was built with. */
function runtimes(): Plugin {
  const id = "virtual:runtimes";
  return {
    name: id,
    resolveId: (asked) => (asked === id ? `\0${id}` : undefined),
    load: (asked) =>
      asked === `\0${id}`
        ? `export default ${existsSync(RUNTIMES) ? readFileSync(RUNTIMES, "utf8") : "{}"}`
        : undefined,
  };
}

/** What whoever comes does not need at once, of libraries that are one module each; `never` is what nobody asks for. */
const LATE = {
  "@codemirror/view": {
    tooltips: [
      ...["tooltips", "showTooltip", "hoverTooltip", "activateHover", "getTooltip", "hasHoverTooltips"],
      ...["closeHoverTooltip", "closeHoverTooltips", "repositionTooltips"],
    ],
    panels: ["panels", "getPanel", "showPanel", "showDialog", "getDialog"],
  },
  "@codemirror/autocomplete": {
    lists: [
      ...["acceptCompletion", "autocompletion", "completionKeymap", "completionStatus", "moveCompletionSelection"],
      ...["selectedCompletionIndex", "closeCompletion", "currentCompletions", "selectedCompletion", "startCompletion"],
      ...["setSelectedCompletion", "completeAnyWord", "snippet", "snippetCompletion", "snippetKeymap", "clearSnippet"],
      ...["hasNextSnippetField", "hasPrevSnippetField", "nextSnippetField", "prevSnippetField"],
      ...["insertCompletionText", "pickedCompletion"],
    ],
    sources: ["CompletionContext", "completeFromList", "ifNotIn", "ifIn"],
  },
  "@codemirror/lang-python": { words: ["python", "globalCompletion", "localCompletionSource"] },
  "@codemirror/commands": {
    never: [
      ...["history", "historyField", "historyKeymap", "invertedEffects", "isolateHistory", "undo", "redo"],
      ...["undoSelection", "redoSelection", "undoDepth", "redoDepth", "canUndoSelection", "canRedoSelection"],
    ],
  },
  "@codemirror/language": { streams: ["StreamLanguage"], never: ["defaultHighlightStyle"] },
  "@lezer/common": { mixed: ["parseMixed"] },
  "@lezer/highlight": { never: ["classHighlighter"] },
};

/** Grammars make completions while they load: without what shows those, which comes when somebody types. */
function plainOffers(): Plugin {
  const file = fileURLToPath(new URL("src/editor/tools/offers.ts", import.meta.url));
  return {
    name: "plain-offers",
    apply: "build",
    enforce: "pre",
    resolveId: (asked, by) =>
      asked === "@codemirror/autocomplete" && by?.includes("/@codemirror/lang-") ? file : undefined,
  };
}

/** Where browsers look without being told: under the page's own address, whatever else is called by checksums. */
function iconsByName(): Plugin {
  return {
    name: "icons-by-name",
    generateBundle() {
      for (const fileName of ["favicon.ico", "apple-touch-icon.png"])
        this.emitFile({ type: "asset", fileName, source: readFileSync(`icons/${fileName}`) });
    },
  };
}

/** As the server sends them (backend/codesala/web/headers.py), but for the policies. */
const ISOLATION = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const FOR_ALL = { "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*" };

/**
 * Modules that always come together are one file: each request costs the browser and the server more than its bytes.
 * What changes rarely is apart from our own code, so that a new version of the page is not all new.
 */
const GROUPS = [
  {
    name: "base",
    test: /node_modules\/(svelte|clsx|esm-env)\/|preload-helper|src\/(words\/choice|app\/(local|personal\.svelte|parts|LanguageChoice)|kit\/Brand)\.\w+$/,
  },
  {
    name: "editor",
    test: /node_modules\/(@codemirror\/(state|view)|yjs|lib0|y-[\w.-]+|style-mod|w3c-keyname|crelt)\/(?!.*\?part=\w)/,
  },
  {
    name: "language",
    test: /node_modules\/(@codemirror\/(language|autocomplete)|@lezer\/(common|highlight|lr))\/(?!.*\?part=\w)|editor\/colours/,
  },
  {
    name: "shared",
    test: /src\/(kit\/(CopyButton\.svelte|download\.ts)|session\/copyname\.ts|sync\/(saved\/copies|json|people\/colours)\.ts)$|icons\/eye\.svelte$/,
  },
  // No more of the way in: what a group takes, it takes with all that this imports.
  { name: "join", test: /src\/(screens\/join\/Recorded|words\/(outside\/joining|home\/practice))\.\w+/ },
  { name: "dialogs", test: /src\/(kit\/(KeysDialog\.svelte|dialogs\.ts)|styles\/dialogs\.css)$|icons\/x\.svelte$/ },
].map((group, index) => ({ ...group, priority: 10 - index }));

export default defineConfig({
  base: "./",
  publicDir: ".cache/site",
  plugins: [...[plainIcons(), svelte(), runtimes(), ...plain(), cut(LATE), plainOffers(), roomPage(), iconsByName()]],
  build: {
    target: "es2022",
    manifest: true, // scripts/size.mjs adds up what a page loads
    license: { fileName: ".vite/licences.json" }, // scripts/licences.mjs makes a page of it
    assetsInlineLimit: 0, // fonts and images as files: font-src is 'self', without data:
    modulePreload: { polyfill: false },
    sourcemap: process.env.PAGE_COVERAGE ? "inline" : false,
    // The runner is a chunk of its own with its exports, so that tests can use it without the room.
    rolldownOptions: {
      input: ["index.html", "src/runner/runtimes.ts"],
      preserveEntrySignatures: "exports-only",
      // Without their names: each page holds the list of all parts, which was 0.7 kB longer.
      output: {
        chunkFileNames: "assets/[hash:7].js",
        assetFileNames: "assets/[hash:7][extname]",
        codeSplitting: { groups: GROUPS },
      },
    },
  },
  server: {
    headers: { ...ISOLATION, ...FOR_ALL },
    proxy: { "/api": backend, "/ws": { target: backend, ws: true } },
  },
  // A deadline says nothing about speed: on a slow machine TEST_PATIENCE=3 makes it three times as long.
  test: {
    include: ["{src,scripts}/**/*.test.ts"],
    testTimeout: 120_000 * Number(process.env.TEST_PATIENCE ?? 1),
    // Clang, Ruby and the rest compute for seconds here: to optimise their machine code takes longer than it saves.
    execArgv: ["--liftoff-only"],
    coverage: {
      include: ["src/**/*.{ts,svelte}"],
      exclude: ["src/**/*.test.ts"],
      reporter: ["lcovonly"],
      reportsDirectory: process.env.UNIT_COVERAGE,
    },
  },
});
