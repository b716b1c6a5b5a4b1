// Runs the cases of a question through a runtime, within their time: those of programs one after the other, those that
// call a function together. No page: whoever starts it is told of each case. What is expected never gets to the program,
// which sees its input alone.

import type { Program } from "../runner/program";
import type { RunEnd, RunListener, Runtime } from "../runner/runtime";
import { type CallCase, type Called, callOf, type Came, givenBy, isRight, Marks } from "./calls";
import { compareOutput, type Comparison, type Difference, type Json } from "./compare";
import { callsApart, harnessOf } from "./harness";
import { shortened } from "./harness/nodes";
import { Play, type Playing } from "./play";

/** A program gets `stdin` and prints `stdout`. */
export interface IoCase {
  kind: "io";
  stdin: string;
  stdout: string;
  args: readonly string[];
  /** Beside the program, in place of its own of the same name: not of that with which it begins. */
  files?: Readonly<Record<string, string>>;
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
  /** What came of a call; null of a program, and where it did not return. */
  came: Came | null;
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
  language: string;
  cases: readonly (IoCase | CallCase)[];
  /** What cases call that do. */
  called: Called | null;
  comparison: Comparison;
  /** Of one case, from the moment its program runs: not while a runtime is loaded or a program compiled. */
  caseMs: number;
  /** Of all, from the moment that the first runs: then what runs is stopped, and no other begins. */
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
/** After so many runs that a call ended before its time, the calls that are left are not made. */
const MOST_BROKEN = 4;

/** Returns how to stop it; of the case that runs then, nothing is told. */
export function runSuite(suite: Suite, listener: SuiteListener): { stop(): void } {
  const running = new Running(suite, listener);
  void running.go();
  return { stop: () => running.stop() };
}

class Running {
  #isStopped = false;
  #play: Play | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #counts: Counts = { passed: 0, failed: 0, skipped: 0 };

  constructor(
    readonly suite: Suite,
    readonly listener: SuiteListener,
  ) {}

  stop(): void {
    this.#isStopped = true;
    this.#play?.stop();
  }

  async go(): Promise<void> {
    const { cases, language } = this.suite;
    const calls = cases.flatMap((one, index) => (one.kind === "call" ? [{ one, index }] : []));
    for (const [index, one] of cases.entries()) {
      if (one.kind === "io" && !this.#isStopped) await this.#runProgram(index, one);
      else if (one.kind === "call" && !this.#isStopped) {
        if (callsApart(language)) await this.#runCalls([{ one, index }]);
        else if (index === calls[0]?.index) await this.#runCalls([...calls]);
      }
    }
    clearTimeout(this.#timer);
    const { passed, failed } = this.#counts;
    this.listener.end({ passed, failed, skipped: cases.length - passed - failed });
  }

  async #runProgram(index: number, { stdin, stdout, args, files }: IoCase): Promise<void> {
    const text = { stdout: "", stderr: "" };
    const { entry, files: own } = this.suite.program;
    const laid = files && Object.keys(files).length > 0 ? { laid: files } : {};
    const program = { entry, files: { ...own, ...files, [entry]: own[entry] ?? "" }, args, ...laid };
    const { end, isLate } = await this.#run(program, linesOf(stdin), (stream, piece) => void (text[stream] += piece));
    if (end.reason === "stopped" && !isLate) return;
    if (end.reason === "failed") this.#isStopped = true; // the runtime broke: the next case would meet the same
    const told = { index, durationMs: end.durationMs, printed: text.stdout, errors: text.stderr, message: end.message };
    const ended = isLate ? "timeout" : outcomeOf(end);
    const difference = ended === "passed" ? compareOutput(stdout, text.stdout, this.suite.comparison) : null;
    this.#tell({ ...told, outcome: difference ? "failed" : ended, difference, came: null });
  }

  /** All in one run. Where a call breaks it, or takes too long, those behind it get a new one. */
  async #runCalls(left: { one: CallCase; index: number }[]): Promise<void> {
    const { called, comparison, language, program } = this.suite;
    if (!called) return;
    const harness = await harnessOf(language);
    for (let broken = 0; left.length > 0 && broken < MOST_BROKEN && !this.#isStopped;) {
      const [nonce, before] = [freshNonce(), left.length];
      const marks = new Marks(nonce);
      const calls = left.map(({ one }) => callOf(called, one));
      const text = { stdout: "", stderr: "" };
      const harnessed = harness(program, calls, nonce);
      let [isReady, isCut] = [harnessed.lines !== undefined, false];
      const errors = () =>
        text.stderr
          .split("\n")
          .filter((line) => !harnessed.isOurs(line))
          .join("\n");
      const { end, isLate } = await this.#run(harnessed.program, harnessed.lines ?? [], (stream, piece, playing) => {
        isCut ||= stream === "stderr" && piece.includes(CUT);
        if (isCut) return playing.stop();
        for (const found of stream === "stdout" ? marks.take(piece) : [piece]) {
          if (typeof found === "string") {
            text[stream] += found;
            continue;
          }
          const judged = found.kind === "came" ? left.shift() : undefined;
          if (found.kind === "came" && judged) {
            const { durationMs, came } = found;
            const told = { index: judged.index, durationMs, printed: text.stdout, errors: errors(), came };
            const wanted = shortened(givenBy(called), judged.one.expected) as Json;
            const outcome = isRight(wanted, came, comparison, harnessed.alike) ? "passed" : WRONG[came.kind];
            this.#tell({ ...told, outcome, difference: null, message: came.kind === "missing" ? MISSING : null });
          }
          isReady = true;
          [text.stdout, text.stderr] = ["", ""];
          playing.restart();
        }
      });
      if (end.reason === "stopped" && !isLate && !isCut) return;
      if (end.reason === "failed") this.#isStopped = true;
      // The output of those before it can have been too much.
      if (left.length === 0 || ((isCut || end.reason === "limit") && left.length < before)) continue;
      broken += 1;
      const ended = isLate ? "timeout" : isCut ? "limit" : outcomeOf(end);
      const outcome = ended === "passed" ? "error" : ended;
      const message = end.message ?? (ended === "passed" ? (isReady ? LEFT : NOT_CALLED) : null);
      const told = {
        outcome,
        printed: text.stdout,
        errors: errors(),
        message,
        difference: null,
        came: null,
      } as const;
      // A program that does not load fails alike for all.
      const alike = isReady || end.reason === "failed" ? left.splice(0, 1) : left.splice(0);
      for (const { index } of alike) this.#tell({ ...told, index, durationMs: end.durationMs });
    }
  }

  async #run(program: Program, lines: string[], output: Playing["output"]): Promise<{ end: RunEnd; isLate: boolean }> {
    const { runtime, caseMs, suiteMs } = this.suite;
    const stage: Playing["stage"] = (told) => {
      this.listener.stage(told);
      if (told.kind === "running") this.#timer ??= setTimeout(() => this.stop(), suiteMs);
    };
    this.#play = new Play({ runtime, program, lines, caseMs, stage, output });
    const ended = await this.#play.ended;
    this.#play = null;
    return ended;
  }

  #tell(verdict: Verdict): void {
    this.#counts[verdict.outcome === "passed" ? "passed" : "failed"] += 1;
    this.listener.told(verdict);
  }
}

const WRONG = { value: "failed", error: "error", missing: "error" } as const;
const MISSING = "The function that the question asks for is not in the program.";
const NOT_CALLED = "The program ended before the function could be called.";
const LEFT = "The program ended before the function returned.";
/** How a frame says that it keeps the rest of a program's output back, and marks with it. */
const CUT = "… The output goes on.";

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

const freshNonce = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join("");
