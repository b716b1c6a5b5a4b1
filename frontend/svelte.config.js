// How svelte-check, the linter and Vite read the page's components.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess({ script: true }),
  // Written beside each element and each rule: shorter than Svelte's own, and long enough to be of one component only.
  compilerOptions: { cssHash: ({ hash, filename }) => `s${hash(filename).slice(-5)}` },
};
