// Runs the cases of a question through a runtime, one after the other, each within its time. No page: whoever starts it is
// told of each case. What is expected never gets to the program, which sees its input alone.

import type { Program } from "../runner/program";
import type { Run, RunEnd, RunListener, Runtime } from "../runner/runtime";
import { compareOutput, type Comparison, type Difference } from "./compare";

/** A program gets `stdin` and prints `stdout`. */
export interface IoCase {
  stdin: string;
  stdout: string;
  args: readonly string[];
}

export type Outcome = "passed" | "failed" | "error" | "timeout" | "limit";

export interface Verdict {
  /** In the suite, from 0. */
  index: number;
  outcome: Outcome;
  durationMs: number;
  printed: string;
  /** What it printed to stderr. */
  errors: string;
  /** Why it failed, where what it printed is at fault. */
  difference: Difference | null;
  /** Why a runtime gave up, in English. */
  message: string | null;
}

export interface Counts {
  passed: number;
  failed: number;
  /** Those that did not run: it was stopped, took too long as a whole, or the runtime broke. */
  skipped: number;
}

export interface Suite {
  runtime: Runtime;
  program: Program;
  cases: readonly IoCase[];
  comparison: Comparison;
  /** Of one case, from the moment its program runs: not while a runtime is loaded or a program compiled. */
  caseMs: number;
  /** Of all, from the moment that the first is compiled or runs: then what runs is stopped, and no other begins. */
  suiteMs: number;
}

export interface SuiteListener {
  /** Where the program of a case is, also while a runtime is loaded. */
  stage: RunListener["stage"];
  /** A case has run. */
  told(verdict: Verdict): void;
  /** Once, last. */
  end(counts: Counts): void;
}

export const SUITE_MS = 60_000;

/** Returns how to stop it; of the case that runs then, nothing is told. */
export function runSuite(suite: Suite, listener: SuiteListener): { stop(): void } {
  const running = new Running(suite, listener);
  void running.go();
  return { stop: () => running.stop() };
}

class Running {
  #isStopped = false;
  #run: Run | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly suite: Suite,
    readonly listener: SuiteListener,
  ) {}

  stop(): void {
    this.#isStopped = true;
    this.#run?.stop();
  }

  async go(): Promise<void> {
    const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
    for (const [index, one] of this.suite.cases.entries()) {
      const verdict = this.#isStopped ? null : await this.#judge(index, one);
      if (verdict) {
        counts[verdict.outcome === "passed" ? "passed" : "failed"] += 1;
        this.listener.told(verdict);
      } else counts.skipped += 1;
    }
    clearTimeout(this.#timer);
    this.listener.end(counts);
  }

  /** Null if it was stopped. */
  async #judge(index: number, one: IoCase): Promise<Verdict | null> {
    const { end, isLate, stdout: printed, stderr: errors } = await this.#play(one);
    if (end.reason === "stopped" && !isLate) return null;
    if (end.reason === "failed") this.#isStopped = true; // the runtime broke: the next case would meet the same
    const told = { index, durationMs: end.durationMs, printed, errors, message: end.message };
    const outcome = isLate ? "timeout" : outcomeOf(end);
    if (outcome !== "passed") return { ...told, outcome, difference: null };
    const difference = compareOutput(one.stdout, printed, this.suite.comparison);
    return { ...told, outcome: difference ? "failed" : "passed", difference };
  }

  #play({ stdin, args }: IoCase): Promise<Played> {
    const { runtime, program, caseMs, suiteMs } = this.suite;
    const lines = linesOf(stdin);
    const text = { stdout: "", stderr: "" };
    let isLate = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    return new Promise((done) => {
      const run = runtime.start(
        { ...program, args },
        {
          stage: (stage) => {
            this.listener.stage(stage);
            if (stage.kind !== "loading") this.#timer ??= setTimeout(() => this.stop(), suiteMs);
            if (stage.kind !== "running") return;
            timer ??= setTimeout(() => {
              isLate = true;
              run.stop();
            }, caseMs);
          },
          output: (stream, piece) => (text[stream] += piece),
          inputWanted: () => run.input(lines.shift() ?? null),
          end: (end) => {
            clearTimeout(timer);
            this.#run = null;
            done({ end, isLate: isLate && end.reason === "stopped", ...text });
          },
        },
      );
      this.#run = run;
    });
  }
}

interface Played {
  end: RunEnd;
  isLate: boolean;
  stdout: string;
  stderr: string;
}

/** What its end says of a case; it has not passed before its output is compared. */
function outcomeOf({ reason, code }: RunEnd): Outcome {
  if (reason === "limit") return "limit";
  return reason === "exited" && !code ? "passed" : "error";
}

/** Without their ends; what follows the last end is a line if there is anything. */
function linesOf(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
