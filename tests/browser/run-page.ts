// Runs programs in a page of the service through the runner's own chunk, without the room around it.
import type { BrowserContext, Page } from "@playwright/test";

import { type Program, programOfText } from "../../frontend/src/runner/program";
import type { RunEnd, Runtime } from "../../frontend/src/runner/runtime";
import { builtFrom } from "./support/parts";
import { expect, test as base } from "./support/stage";
import { Faults } from "./support/faults";

export interface Told {
  /** Both streams in their order. */
  output: string;
  stdout: string;
  stderr: string;
  end: RunEnd;
  /** Kinds of stages in their order, each once. */
  stages: string[];
  /** Of the last stage `loading`. */
  loaded: { what: string; loaded: number; total: number | null } | null;
  /** From start() to the first output and to the end. */
  outputMs: number | null;
  endMs: number;
  /** From stop() to the end. */
  stopMs: number | null;
  /** The longest time in which the page did nothing else. Printed, never asserted: a busy machine makes it long. */
  stallMs: number;
}

export interface Script {
  /** Given one by one when the program waits; then the end of input. */
  lines?: string[];
  /** Stop so long after the program began to run. */
  stopAfterMs?: number;
  /** Stop when the program waits for input. */
  stopAtInput?: boolean;
}

export interface Opened {
  runner: Promise<{ runtimeFor: (language: string) => Promise<Runtime | null> }>;
}

/** Opens the start page with the runner in it; nothing of any language is loaded yet. */
export async function openRunner(page: Page, url: string): Promise<void> {
  await page.goto(url);
  const chunk = new URL(builtFrom("runner/runtimes.ts"), `${url}/`).href;
  await page.evaluate((chunk) => void Object.assign(window, { runner: import(chunk) }), chunk);
}

/**
 * `bench`: a page with the runner in it that the tests of a worker share, as a person's page serves one run after the
 * other: what is loaded and compiled stays so. For tests that change nothing about the page itself.
 */
export const test = base.extend<{ bench: Page }, { sharedBench: { page: Page; faults: Faults } }>({
  sharedBench: [
    async ({ browser, node }, use) => {
      const faults = new Faults();
      const context: BrowserContext = await browser.newContext();
      await faults.watch(context, node.url);
      const page = await context.newPage();
      await openRunner(page, node.url);
      await use({ page, faults });
      await context.close();
    },
    { scope: "worker" },
  ],
  bench: async ({ sharedBench: { page, faults } }, use) => {
    await use(page);
    expect(faults.found, "the page prints no errors and asks no other hosts").toEqual([]);
  },
});

export async function prewarm(page: Page, language: string): Promise<void> {
  await page.evaluate(async (language) => {
    (await (await (window as unknown as Opened).runner).runtimeFor(language))?.prewarm();
  }, language);
}

/**
 * A program of one file is its text. Prints how long the page stood still and how long a stop took: what the bars of the
 * design are read from.
 */
export async function run(page: Page, language: string, of: string | Program, script: Script = {}): Promise<Told> {
  const program = typeof of === "string" ? programOfText(of, language) : of;
  const told = await page.evaluate(
    async ({ language, program, script }) => {
      const runtime = await (await (window as unknown as Opened).runner).runtimeFor(language);
      if (!runtime) throw new Error(`${language} does not run`);
      const lines = [...(script.lines ?? [])];
      const told = {
        output: "",
        stdout: "",
        stderr: "",
        stages: [] as string[],
        loaded: null as Told["loaded"],
        stallMs: 0,
      };
      // What a real console does with output: it is drawn.
      const drawn = document.body.appendChild(document.createElement("pre"));
      drawn.style.position = "fixed"; // a long line does not make the page scroll
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
        const run = runtime.start(program, {
          stage(stage) {
            if (told.stages.at(-1) !== stage.kind) told.stages.push(stage.kind);
            if (stage.kind === "loading") told.loaded = { what: stage.what, loaded: stage.loaded, total: stage.total };
            if (stage.kind === "running" && script.stopAfterMs !== undefined) setTimeout(stop, script.stopAfterMs);
          },
          output(stream, text) {
            outputMs ??= performance.now() - beganMs;
            told.output += text;
            told[stream] += text;
            drawn.append(text);
          },
          inputWanted() {
            if (script.stopAtInput) stop();
            else run.input(lines.shift() ?? null);
          },
          end: ended,
        });
      });
      const endMs = performance.now() - beganMs;
      clearInterval(looking);
      drawn.remove();
      return { ...told, end, outputMs, endMs, stopMs: stoppedMs === null ? null : performance.now() - stoppedMs };
    },
    { language, program, script },
  );
  const stop = told.stopMs === null ? "" : `, stopped in ${Math.round(told.stopMs)} ms`;
  console.log(`${language}: longest stall ${Math.round(told.stallMs)} ms${stop}`);
  return told;
}
