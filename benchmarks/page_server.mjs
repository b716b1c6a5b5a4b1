// A server of the built page for benchmarks in a browser, on a port and with data of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = resolve(fileURLToPath(new URL("..", import.meta.url)));
const DIST = process.env.FRONTEND_DIR ?? join(ROOT, "frontend/dist");
const { chromium } = await import(join(ROOT, "frontend/node_modules/playwright-core/index.mjs"));

/** Its address, that of the runner's chunk, and `close`, which ends it and removes its data. With a runner: Java, too. */
export async function servePage({ runner = false } = {}) {
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
    ...(runner && { RUNNER_SOCKET: join(data, "runner.sock") }),
  };
  const python = join(ROOT, ".venv/bin/python");
  const spawned = (runner ? ["runner", "serve"] : ["serve"]).map((verb) =>
    spawn(python, ["-m", "codesala", verb], { cwd: ROOT, env, stdio: "ignore" }),
  );
  const url = `http://127.0.0.1:${port}/`;
  while (!(await fetch(`${url}ready`).catch(() => null))?.ok) await pause(50);
  const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8"));
  return {
    url,
    chunk: url + manifest["src/runner/runtimes.ts"].file,
    async close() {
      for (const one of spawned) one.kill("SIGTERM");
      await Promise.all(spawned.map((one) => one.exitCode ?? once(one, "exit")));
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** A browser in which nothing was loaded yet. */
export const freshBrowser = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
