import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { phrases } from "./editor.es";

test("each phrase that the editor's packages say has a Spanish one", () => {
  // Those of "language" are of folding, which the editor has not.
  const said = ["view", "commands", "search", "autocomplete"].flatMap((name) => {
    const code = readFileSync(
      new URL(`../../../node_modules/@codemirror/${name}/dist/index.js`, import.meta.url),
      "utf8",
    );
    return [...code.matchAll(/phrase\((?:view, )?"([^"]+)"/g)].map(([, phrase]) => phrase);
  });
  expect(said).toContain("Find");
  for (const phrase of said) expect(Object.keys(phrases)).toContain(phrase);
});
