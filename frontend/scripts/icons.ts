// Icons as they are drawn here: plain SVG with a size. Lucide's own components build the same, element by element, each
// time one is shown, and bring 2 kB that can.
import { readFileSync } from "node:fs";

import type { Plugin } from "vite";

const ATTRIBUTES =
  'viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"';

/** To stand before Svelte's plugin, which compiles what this gives it. */
export function plainIcons(): Plugin {
  return {
    name: "plain-icons",
    load: (id) => {
      if (!/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/.test(id)) return undefined;
      const [, json] = /const iconData = (.*);/.exec(readFileSync(id, "utf8")) ?? [];
      if (!json) throw new Error(`no drawing in ${id}`);
      const drawing = (JSON.parse(json) as { node: [string, Record<string, string>][] }).node;
      const elements = drawing.map(([tag, attributes]) => {
        const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
        return `<${tag}${written.join("")} />`;
      });
      return `<script>const { size } = $props();</script>
<svg class="lucide" width={size} height={size} ${ATTRIBUTES} aria-hidden="true">${elements.join("")}</svg>`;
    },
  };
}
