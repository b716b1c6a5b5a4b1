// How the page is built: relative addresses, so that it works under any sub-path, and nothing inline, so that the
// content security policy can stay strict.
import { existsSync, readFileSync } from "node:fs";

import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

import { plainIcons } from "./scripts/icons";
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

/** y-codemirror.next brings carets of its own, and a library of schemas with them. Ours are in editor/cursors.ts. */
function withoutSpareCarets(): Plugin {
  return {
    name: "without-spare-carets",
    load: (id) =>
      id.endsWith("/y-codemirror.next/src/y-remote-selections.js")
        ? "export const yRemoteSelections = [], yRemoteSelectionsTheme = [];"
        : undefined,
  };
}

/** Yjs has three warnings, and a library of colours for them. */
function plainWarnings(): Plugin {
  const words = ["ORANGE", "RED", "BOLD", "UNBOLD"].map((name) => `export const ${name} = "";`);
  return {
    name: "plain-warnings",
    load: (id) =>
      id.endsWith("/lib0/logging.js")
        ? `${words.join("")} export const print = console.info, warn = console.warn;`
        : undefined,
  };
}

/** As the server sends them (backend/codesala/api/headers.py), but for the policies. */
const ISOLATION = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
const FOR_ALL = { "Cross-Origin-Resource-Policy": "cross-origin", "Access-Control-Allow-Origin": "*" };

export default defineConfig({
  base: "./",
  publicDir: ".cache/site",
  plugins: [plainIcons(), svelte(), runtimes(), withoutSpareCarets(), plainWarnings(), roomPage()],
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
    },
  },
  server: {
    headers: { ...ISOLATION, ...FOR_ALL },
    proxy: { "/api": backend, "/ws": { target: backend, ws: true } },
  },
  // A deadline says nothing about speed: on a slow machine TEST_PATIENCE=3 makes it three times as long.
  test: {
    include: ["src/**/*.test.ts"],
    testTimeout: 120_000 * Number(process.env.TEST_PATIENCE ?? 1),
    coverage: {
      include: ["src/**/*.{ts,svelte}"],
      exclude: ["src/**/*.test.ts"],
      reporter: ["lcovonly"],
      reportsDirectory: process.env.UNIT_COVERAGE,
    },
  },
});
