// What the runner says last: what failed and where, where the time went, and the seed of the random draws.
import { relative } from "node:path";

import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const SHOWN = 10;
/** Of what a failed test says: what was expected, what came instead, and what was tried last. */
const LINES = 15;
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

export default class Slowest implements Reporter {
  readonly #took: { title: string; ms: number }[] = [];
  readonly #failed: string[] = [];

  onTestEnd(test: TestCase, { duration, status, errors }: TestResult): void {
    const [, , file, ...title] = test.titlePath();
    const name = `${file}: ${title.join(", ")}`;
    this.#took.push({ title: name, ms: duration });
    if (status === test.expectedStatus || status === "skipped") return;
    this.#failed.push(name);
    for (const { message, location } of errors) {
      const { file, line } = location ?? test.location;
      const said = (message ?? status).replace(COLOURS, "").split("\n");
      const lines = said.filter((text) => text.trim() !== "").slice(0, LINES);
      this.#failed.push(`    ${relative(process.cwd(), file)}:${line}: ${lines.join("\n      ")}`);
    }
  }

  onEnd(): void {
    const slowest = this.#took.toSorted((one, other) => other.ms - one.ms).slice(0, SHOWN);
    console.log("\nslowest:");
    for (const { title, ms } of slowest) console.log(`${(ms / 1_000).toFixed(1).padStart(7)} s  ${title}`);
    if (this.#failed.length > 0) console.log(`\nfailed:\n${this.#failed.join("\n")}\n`);
    const seed = process.env.TEST_SEED;
    console.log(`seed ${seed} (TEST_SEED=${seed} repeats it)`);
  }

  printsToStdio(): boolean {
    return false; // the list of tests is another's
  }
}
