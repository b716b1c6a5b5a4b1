// The end of `make coverage`: lays out what the browser tests reached and adds it to what the page's own tests reached.
// Lines are added up (reached by either); what counts as a branch differs between the two, so each says its own.
import { readFileSync } from "node:fs";

import { CoverageReport } from "monocart-coverage-reports";

const { PAGE_COVERAGE: browser, UNIT_COVERAGE: units } = process.env;
if (!browser || !units) throw new Error("PAGE_COVERAGE and UNIT_COVERAGE name the folders of both parts");

await new CoverageReport({
  inputDir: `${browser}/.cache`,
  outputDir: browser,
  reports: ["lcovonly"],
  sourceFilter: (/** @type {string} */ path) =>
    /(^|\/)src\/.*\.(ts|svelte)$/.test(path) && !path.includes("node_modules"),
  sourcePath: (/** @type {string} */ path) => path.replace(/^.*?(?=src\/)/, ""),
  logging: "error",
}).generate();

const parts = { "page tests": read(`${units}/lcov.info`), "browser tests": read(`${browser}/lcov.info`) };
const together = new Set(
  Object.values(parts).flatMap(({ lines }) => [...lines.entries()].filter(([, hit]) => hit).map(([line]) => line)),
);
const all = new Set(Object.values(parts).flatMap(({ lines }) => [...lines.keys()]));
for (const [name, { lines, branches }] of Object.entries(parts)) {
  const hit = [...lines.values()].filter(Boolean).length;
  console.log(
    `${name}: ${share(hit, lines.size)} of the lines, ${share(branches.hit, branches.found)} of the branches`,
  );
}
console.log(`together: ${share(together.size, all.size)} of the lines`);

/** @param {string} path */
function read(path) {
  /** @type {Map<string, boolean>} */
  const lines = new Map();
  const branches = { hit: 0, found: 0 };
  let file = "";
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [key, value = ""] = line.split(/:(.*)/s);
    if (key === "SF") file = value;
    else if (key === "DA") {
      const [number, hits] = value.split(",");
      lines.set(`${file}:${number}`, Number(hits) > 0);
    } else if (key === "BRF") branches.found += Number(value);
    else if (key === "BRH") branches.hit += Number(value);
  }
  return { lines, branches };
}

/** @param {number} part @param {number} whole */
function share(part, whole) {
  return `${((100 * part) / whole).toFixed(1)} % (${part} of ${whole})`;
}
