// How svelte-check, the linter and Vite read the page's components.
import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default { preprocess: vitePreprocess({ script: true }) };
