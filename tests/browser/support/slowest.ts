// What the runner says last: where the time went, and the seed of the random draws.
import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

const SHOWN = 10;

export default class Slowest implements Reporter {
  readonly #took: { title: string; ms: number }[] = [];

  onTestEnd(test: TestCase, { duration }: TestResult): void {
    const [, , file, ...title] = test.titlePath();
    this.#took.push({ title: `${file}: ${title.join(", ")}`, ms: duration });
  }

  onEnd(): void {
    const slowest = this.#took.toSorted((one, other) => other.ms - one.ms).slice(0, SHOWN);
    console.log("\nslowest:");
    for (const { title, ms } of slowest) console.log(`${(ms / 1_000).toFixed(1).padStart(7)} s  ${title}`);
    const seed = process.env.TEST_SEED;
    console.log(`seed ${seed} (TEST_SEED=${seed} repeats it)`);
  }

  printsToStdio(): boolean {
    return false; // the list of tests is another's
  }
}
