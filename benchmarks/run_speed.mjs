// How long from Run to the first output, in each language of the browser: `node benchmarks/run_speed.mjs [rounds]`.
// Cold: a fresh browser, nothing loaded. Warm: again in the same page, a second later. Needs `make build` before.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));
const DIST = process.env.FRONTEND_DIR ?? join(ROOT, "frontend/dist");
const ROUNDS = Number(process.argv[2] ?? 5);
const HELLO = {
  javascript: 'console.log("hello")',
  typescript: 'const text: string = "hello";\nconsole.log(text)',
  python: 'print("hello")',
  sql: "SELECT 'hello';",
  lua: 'print("hello")',
  ruby: 'puts "hello"',
};
const { chromium } = await import(join(ROOT, "frontend/node_modules/playwright-core/index.mjs"));

const probe = createServer().listen(0, "127.0.0.1");
await once(probe, "listening");
const { port } = probe.address();
probe.close();
const data = mkdtempSync(join(tmpdir(), "codesala-speed-"));
const env = {
  ...process.env,
  PYTHONPATH: join(ROOT, "backend"),
  PORT: String(port),
  DATA_DIR: data,
  FRONTEND_DIR: DIST,
};
const server = spawn(join(ROOT, ".venv/bin/python"), ["-m", "codesala", "serve"], { cwd: ROOT, env, stdio: "ignore" });
const url = `http://127.0.0.1:${port}/`;
while (!(await fetch(`${url}ready`).catch(() => null))?.ok) await pause(50);

const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));
const chunk = url + manifest["src/runner/runtimes.ts"].file;
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

/** Milliseconds from start() to the first output. */
const firstOutput = (page, language, source) =>
  page.evaluate(
    async ({ chunk, language, source }) => {
      const { runtimeFor } = await import(chunk);
      const beganMs = performance.now();
      const runtime = await runtimeFor(language);
      return new Promise((done, failed) => {
        let outputMs = NaN;
        runtime.start(source, {
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
      const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
      const browser = await chromium.launch({ executablePath, args });
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
  server.kill("SIGTERM");
  await once(server, "exit");
  rmSync(data, { recursive: true, force: true });
}
