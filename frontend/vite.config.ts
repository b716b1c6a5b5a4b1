// How the page is built: relative addresses, so that it works under any sub-path, and nothing inline, so that the
// content security policy can stay strict.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

const backend = process.env.CODESALA_BACKEND ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  plugins: [svelte()],
  build: {
    target: "es2022",
    manifest: true, // scripts/size.mjs adds up what a page loads
    assetsInlineLimit: 0, // fonts and images as files: font-src is 'self', without data:
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": backend, "/ws": { target: backend, ws: true } } },
  test: { include: ["src/**/*.test.ts"] },
});
