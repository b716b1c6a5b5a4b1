// How the player that an export carries is built: one HTML file with everything inline, for a browser without a server.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin, type Rolldown } from "vite";

import { plainIcons } from "./scripts/icons";

// For scripts/licences.mjs.
const LICENCES = ".vite/licences-player.json";

/** Puts the script and the style into the page. A closing tag within a script would end it. */
function inline(): Plugin {
  return {
    name: "inline",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const files = Object.values(bundle).filter((file) => file.fileName !== LICENCES);
        const script = files.find((file): file is Rolldown.OutputChunk => file.type === "chunk" && file.isEntry);
        const styles = files.filter((file): file is Rolldown.OutputAsset => file.fileName.endsWith(".css"));
        const page = files.find((file): file is Rolldown.OutputAsset => file.fileName === "player.html");
        if (!script || !page || files.length > styles.length + 2) throw new Error("the player is not one script");
        const code = script.code.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
        const css = styles.map(({ source }) => String(source)).join("\n");
        page.source = String(page.source)
          .replace(/\s*<script type="module"[^>]*><\/script>/, "")
          .replace(/\s*<link rel="stylesheet"[^>]*>/g, "")
          .replace("</head>", () => `<style>${css}</style></head>`)
          .replace("</body>", () => `<script type="module">${code}</script></body>`);
        for (const file of files) if (file !== page) Reflect.deleteProperty(bundle, file.fileName);
      },
    },
  };
}

export default defineConfig({
  base: "./",
  publicDir: false,
  plugins: [plainIcons(), svelte(), inline()],
  build: {
    target: "es2022",
    emptyOutDir: false, // the page is there already
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    license: { fileName: LICENCES },
    modulePreload: false,
    rolldownOptions: { input: "player.html", output: { codeSplitting: false } },
  },
});
