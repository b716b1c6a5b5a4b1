// The programs of tests/programs do in the page exactly what is expected of them. Every third, or all of them by
// `make programs`, which sets PROGRAMS=all.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { extname, join, relative, resolve } from "node:path";

import type { Program } from "../../frontend/src/runner/program";
import { run, test } from "./run-page";
import { expect } from "./support/stage";

test.describe.configure({ mode: "default" }); // one page, language by language: each is loaded once

const FOLDER = resolve(__dirname, "../programs");
const isComplete = process.env.PROGRAMS === "all";
const read = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : null);

/** How long tests took: no two runs say the same. As in tests/programs/native.py. */
const TOOK = /\(\d[\d.]*ms\)|(?<=duration_ms )\d[\d.]*/g;

/** What a file `.expected` or `.page` holds: see tests/programs/native.py. */
function outcome(code: number | null, { stdout, stderr }: { stdout: string; stderr: string }): string {
  const parts = Object.entries({ stdout, stderr }).filter(([, text]) => text);
  const end = (text: string) => (text.endsWith("\n") ? "" : "\n=== no newline at the end\n");
  return `exit ${code}\n${parts.map(([name, text]) => `=== ${name}\n${text}${end(text)}`).join("")}`;
}

/** A program of several files. */
function folder(path: string, entry: string): Program {
  const names = readdirSync(path, { recursive: true, withFileTypes: true }).filter((found) => found.isFile());
  const paths = names.map((found) => relative(path, join(found.parentPath, found.name)));
  return { entry, files: Object.fromEntries(paths.map((name) => [name, readFileSync(join(path, name), "utf8")])) };
}

/** The lines of a program's input, without what follows the last line end, if nothing does. */
const linesOf = (text: string) => text.replace(/\n$/, "").split("\n");

for (const entry of readdirSync(FOLDER, { withFileTypes: true })) {
  if (!entry.isDirectory() || ["__pycache__", "java"].includes(entry.name)) continue; // Java: tests/runner
  const language = entry.name;
  const files = readdirSync(join(FOLDER, language)).filter((name) => name.endsWith(".expected"));
  for (const name of files.sort().filter((_, at) => isComplete || at % 3 === 0)) {
    const stem = join(FOLDER, language, name.slice(0, -extname(name).length));
    const ending = readdirSync(join(FOLDER, language))
      .map((other) => extname(other))
      .find((other) => other && ![".expected", ".page", ".in"].includes(other));
    test(`${language}: ${name.slice(0, -extname(name).length)}`, async ({ bench }) => {
      const input = read(`${stem}.in`);
      const program = existsSync(stem) ? folder(stem, `main${ending}`) : (read(`${stem}${ending}`) ?? "");
      const told = await run(bench, language, program, { lines: input ? linesOf(input) : [] });
      const differs = read(`${stem}.page`)?.replace(/^#.*\n/, "");
      const stdout = told.stdout.replace(TOOK, "(time)");
      expect(outcome(told.end.code, { ...told, stdout })).toBe(differs ?? read(`${stem}.expected`));
    });
  }
}
