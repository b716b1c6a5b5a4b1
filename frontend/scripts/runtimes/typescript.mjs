// The TypeScript compiler as one classic script that leaves nothing in its worker but itself, under a name of its own.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { minifySync } from "rolldown/utils";

const PATH = fileURLToPath(new URL("../../node_modules/typescript/lib/typescript.js", import.meta.url));

/** @returns {import("./browser.mjs").Source} */
export function typescriptCompiler() {
  return {
    key: [PATH, fileURLToPath(import.meta.url)],
    make: async () => {
      const source = readFileSync(PATH, "utf8");
      const licence = source.slice(0, source.indexOf("*/") + 2);
      const { code } = minifySync("typescript.js", source, { compress: true, mangle: true });
      return Buffer.from(`${licence}\n(() => {${code};self[Symbol.for("codesala.typescript")] = ts;})();\n`);
    },
  };
}
