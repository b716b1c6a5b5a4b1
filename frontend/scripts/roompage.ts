// room.html, which the server sends for links to rooms: index.html that names at once what a room needs, so that it comes
// beside the page's own script and not after that, the words and the server's answer about the link.
import type { Plugin } from "vite";

const ROOM = "/src/screens/room/Room.svelte";

/** To stand last: it reads the index.html that is written. */
export function roomPage(): Plugin {
  return {
    name: "room-page",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const page = bundle["index.html"];
        const room = Object.values(bundle).find(
          (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(ROOM)),
        );
        if (page?.type !== "asset" || !room) throw new Error("no page, or no room in it");
        const html = String(page.source);
        const links: string[] = [];
        const named = new Set<string>();
        const name = (file: string) => {
          const chunk = bundle[file];
          if (chunk?.type !== "chunk" || named.has(file)) return;
          named.add(file);
          if (!html.includes(file))
            links.push(`<link rel="modulepreload" fetchpriority="low" crossorigin href="./${file}">`);
          for (const style of chunk.viteMetadata?.importedCss ?? [])
            if (!html.includes(style))
              links.push(`<link rel="preload" as="style" fetchpriority="low" crossorigin href="./${style}">`);
          chunk.imports.forEach(name);
        };
        name(room.fileName);
        const source = html.replace("</head>", () => `${links.map((link) => `  ${link}\n  `).join("")}</head>`);
        this.emitFile({ type: "asset", fileName: "room.html", source });
      },
    },
  };
}
