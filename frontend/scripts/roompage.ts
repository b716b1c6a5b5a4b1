// room.html, which the server sends for links to rooms: index.html that names at once what the way in and a room need, so
// that it comes beside the page's own script and not after that, the words and the server's answer about the link.
import type { Plugin } from "vite";

const NEEDED = [
  // Whoever comes is asked for a name first.
  { module: "/src/screens/join/Join.svelte", priority: "" },
  { module: "/src/words/en.ts", priority: "" },
  { module: "/src/screens/room/Room.svelte", priority: 'fetchpriority="low" ' },
  { module: "/src/app/later.ts", priority: 'fetchpriority="low" ' },
];

/** To stand last: it reads the index.html that is written. */
export function roomPage(): Plugin {
  return {
    name: "room-page",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const page = bundle["index.html"];
        if (page?.type !== "asset") throw new Error("no page");
        const html = String(page.source);
        const links: string[] = [];
        const named = new Set<string>();
        const name = (file: string, priority: string) => {
          const chunk = bundle[file];
          if (chunk?.type !== "chunk" || named.has(file)) return;
          named.add(file);
          if (!html.includes(file)) links.push(`<link rel="modulepreload" ${priority}crossorigin href="./${file}">`);
          for (const style of chunk.viteMetadata?.importedCss ?? [])
            if (!html.includes(style) && !named.has(style)) {
              named.add(style);
              links.push(`<link rel="preload" as="style" ${priority}crossorigin href="./${style}">`);
            }
          for (const imported of chunk.imports) name(imported, priority);
        };
        for (const { module, priority } of NEEDED) {
          const chunk = Object.values(bundle).find(
            (file) => file.type === "chunk" && file.moduleIds.some((id) => id.endsWith(module)),
          );
          if (!chunk) throw new Error(`no ${module}`);
          name(chunk.fileName, priority);
        }
        const source = html.replace("</head>", () => `${links.map((link) => `  ${link}\n  `).join("")}</head>`);
        this.emitFile({ type: "asset", fileName: "room.html", source });
      },
    },
  };
}
