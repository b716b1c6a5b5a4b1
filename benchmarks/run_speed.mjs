// How long from Run to the first output, in each language of the browser: `node benchmarks/run_speed.mjs [rounds]`.
// Cold: a fresh browser, nothing loaded. Warm: again in the same page, a second later. Needs `make build` before.
import { cpus, loadavg } from "node:os";
import { setTimeout as pause } from "node:timers/promises";

import { freshBrowser, servePage } from "./page_server.mjs";

const ROUNDS = Number(process.argv[2] ?? 5);
const HELLO = {
  javascript: 'console.log("hello")',
  typescript: 'const text: string = "hello";\nconsole.log(text)',
  python: 'print("hello")',
  sql: "SELECT 'hello';",
  lua: 'print("hello")',
  ruby: 'puts "hello"',
};

const { url, chunk, close } = await servePage();

/** Milliseconds from start() to the first output. */
const firstOutput = (page, language, source) =>
  page.evaluate(
    async ({ chunk, language, source }) => {
      const { programOfText, runtimeFor } = await import(chunk);
      const beganMs = performance.now();
      const runtime = await runtimeFor(language);
      return new Promise((done, failed) => {
        let outputMs = NaN;
        runtime.start(programOfText(source, language), {
          stage: () => undefined,
          output: () => (outputMs = performance.now() - beganMs),
          inputWanted: () => undefined,
          end: (end) => (end.reason === "exited" ? done(outputMs) : failed(new Error(JSON.stringify(end)))),
        });
      });
    },
    { chunk, language, source },
  );

const middle = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)].toFixed(0);
console.log(`${ROUNDS} rounds, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}; milliseconds, median (worst)`);
console.log("| Language | Cold | Warm |\n|---|---|---|");
try {
  for (const [language, source] of Object.entries(HELLO)) {
    const cold = [];
    const warm = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const browser = await freshBrowser();
      const page = await browser.newPage();
      await page.goto(url);
      cold.push(await firstOutput(page, language, source));
      for (let again = 0; again < 3; again += 1) {
        await pause(1_000); // as nobody presses Run faster
        warm.push(await firstOutput(page, language, source));
      }
      await browser.close();
    }
    const cells = [cold, warm].map((all) => `${middle(all)} (${Math.max(...all).toFixed(0)})`);
    console.log(`| ${language} | ${cells.join(" | ")} |`);
  }
} finally {
  await close();
}
