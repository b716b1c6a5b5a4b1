// What the page, its font and its runtimes bring from others, with their licences: dist/licences.html, and within the
// player that exports carry. A licence that is not on licences/allowed.json ends the build.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";

import { FONT, MISSING_TEXTS, RUNTIME_PARTS } from "./licences/parts.mjs";

/** @typedef {import("./licences/parts.mjs").Licence} Licence */

const root = new URL("../", import.meta.url);
const dist = new URL("dist/", root);
const json = (/** @type {string} */ name) => JSON.parse(readFileSync(new URL(name, root), "utf8"));
const ALLOWED = new Set(json("licences/allowed.json"));

/** Of a choice one that is allowed is enough; of what holds together, all. */
const isAllowed = (/** @type {string} */ expression) =>
  expression
    .replace(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => ALLOWED.has(one)));

/** Each once, by name. @param {Licence[]} all */
function checked(all) {
  const found = [...new Map(all.map((one) => [`${one.name} ${one.version}`, one])).values()].map((one) => ({
    ...one,
    text: one.text || MISSING_TEXTS[one.name] || "",
  }));
  const refused = found.filter(({ identifier, text }) => !isAllowed(identifier ?? "") || !text.trim());
  if (refused.length > 0) {
    const names = refused.map(({ name, identifier }) => `${name}: ${identifier}`).join(", ");
    throw new Error(`no licence that licences/allowed.json knows, or without its text: ${names}`);
  }
  return found.sort((a, b) => a.name.localeCompare(b.name, "en"));
}

const escaped = (/** @type {string} */ text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const part = (/** @type {Licence} */ { name, version, identifier, text }) =>
  `<details><summary>${escaped(name)} <span>${escaped(version)} · ${escaped(identifier)}</span></summary>
<pre>${escaped(text.trim())}</pre></details>`;

// Of modules Vite writes the lists (`build.license`); of workers, runtimes.mjs.
const player = checked([...json("dist/.vite/licences-player.json"), FONT]);
const all = checked([
  ...json("dist/.vite/licences.json"),
  ...json(".cache/licences-workers.json"),
  ...player,
  ...RUNTIME_PARTS,
]);

copyFileSync(new URL("licences/licences.css", root), new URL("licences.css", dist));
writeFileSync(
  new URL("licences.html", dist),
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Licences · Codesala</title>
<link rel="stylesheet" href="licences.css">
</head>
<body>
<h1>Licences</h1>
<p><a href="./">Codesala</a> is under the MIT licence. Its page, its font and what runs programs in browsers bring these parts from
others. <a href="api/about/licences">What the server brings</a> is a list of its own.</p>
${all.map(part).join("\n")}
</body>
</html>
`,
);

// A file that is handed on takes its licences along.
const texts = player.map(
  ({ name, version, identifier, text }) => `${name} ${version}, ${identifier}\n\n${text.trim()}`,
);
const notice = `Codesala is under the MIT licence. This file brings from others:\n\n${texts.join("\n\n\n")}`;
const file = new URL("player.html", dist);
const html = readFileSync(file, "utf8");
writeFileSync(
  file,
  html.replace("</html>", () => `<!--\n${notice.replaceAll("-->", "-- >")}\n-->\n</html>`),
);
console.log(`${all.length} licences`);
