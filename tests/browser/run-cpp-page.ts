// Runs C++ in a page of the service through the runner's own chunk, without the room around it.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import type { Page } from "@playwright/test";

import type { RunEnd, Runtime } from "../../frontend/src/runner/runtime";

const DIST = process.env.FRONTEND_DIR ?? resolve(__dirname, "../../frontend/dist");

export interface Told {
  stdout: string;
  stderr: string;
  end: Omit<RunEnd, "durationMs">;
  /** Kinds of stages in their order, each once. */
  stages: string[];
  /** From start() to the first output and to the end. */
  outputMs: number | null;
  endMs: number;
  /** From stop() to the end. */
  stopMs: number | null;
  /** The longest time in which the page did nothing else. */
  stallMs: number;
  /** The last stage `loading`. */
  loaded: { loaded: number; total: number | null } | null;
}

export interface Script {
  /** Given one by one when the program waits; then the end of input. */
  lines?: string[];
  /** Stop once stdout ends with this. */
  stopAt?: string;
  /** Stop when a stage of this kind begins. */
  stopIn?: string;
}

interface Opened {
  runtime: Promise<Runtime>;
}

/** Opens the start page and the runtime in it; nothing of C++ is loaded yet. */
export async function openCpp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const manifest = JSON.parse(readFileSync(resolve(DIST, ".vite/manifest.json"), "utf8")) as Record<
    string,
    { file: string } | undefined
  >;
  const chunk = new URL(manifest["src/runner/runtimes.ts"]?.file ?? "", `${url}/`).href;
  await page.evaluate((chunk) => {
    const opened = import(chunk) as Promise<{ runtimeFor: (language: string) => Promise<Runtime> }>;
    Object.assign(window, { runtime: opened.then(({ runtimeFor }) => runtimeFor("cpp")) });
  }, chunk);
}

export async function prewarm(page: Page): Promise<void> {
  await page.evaluate(async () => (await (window as unknown as Opened).runtime).prewarm());
}

export function runCpp(page: Page, source: string, script: Script = {}): Promise<Told> {
  return page.evaluate(
    async ({ source, script }) => {
      const runtime = await (window as unknown as Opened).runtime;
      const lines = [...(script.lines ?? [])];
      const told = { stdout: "", stderr: "", stages: [] as string[], loaded: null as Told["loaded"], stallMs: 0 };
      let outputMs: number | null = null;
      let stoppedMs: number | null = null;
      let lookedMs = performance.now();
      const looking = setInterval(() => {
        told.stallMs = Math.max(told.stallMs, performance.now() - lookedMs - 5);
        lookedMs = performance.now();
      }, 5);
      const beganMs = performance.now();
      const end = await new Promise<RunEnd>((ended) => {
        const stop = () => {
          stoppedMs = performance.now();
          run.stop();
        };
        const run = runtime.start(source, {
          stage(stage) {
            if (told.stages.at(-1) !== stage.kind) told.stages.push(stage.kind);
            if (stage.kind === "loading") told.loaded = { loaded: stage.loaded, total: stage.total };
            if (stage.kind === script.stopIn && stoppedMs === null) setTimeout(stop);
          },
          output(stream, text) {
            outputMs ??= performance.now() - beganMs;
            told[stream] += text;
            if (script.stopAt && stoppedMs === null && told.stdout.endsWith(script.stopAt)) stop();
          },
          inputWanted: () => run.input(lines.shift() ?? null),
          end: ended,
        });
      });
      clearInterval(looking);
      const nowMs = performance.now();
      const { reason, code, message } = end;
      const stopMs = stoppedMs === null ? null : nowMs - stoppedMs;
      return { ...told, end: { reason, code, message }, outputMs, endMs: nowMs - beganMs, stopMs };
    },
    { source, script },
  );
}
