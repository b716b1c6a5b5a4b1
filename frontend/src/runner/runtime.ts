// What running code looks like from outside: one interface for every language, wherever its program runs.
// Everything that comes out of a program is untrusted text.

import type { Program } from "./program";

/** Where a run is. Sizes in bytes, of what goes over the network; `total` is null while it is not known. */
export type Stage =
  { kind: "loading"; what: string; loaded: number; total: number | null } | { kind: "compiling" } | { kind: "running" };

/** Why a run ended. `limit`: too much output, memory or time; `failed`: the runtime itself broke or could not load. */
export type EndReason = "exited" | "error" | "stopped" | "limit" | "failed";

export interface RunEnd {
  reason: EndReason;
  /** The program's exit code, where it has one. */
  code: number | null;
  /** From the moment in which the program itself began to run (without loading and compiling). */
  durationMs: number;
  /** A sentence for `limit` and `failed`, in English; the page shows it as text. */
  message: string | null;
}

export interface RunListener {
  stage(stage: Stage): void;
  /** Batched: at most about 20 calls a second. ANSI colours may be in the text, other escapes may too. */
  output(stream: "stdout" | "stderr", text: string): void;
  /** The program waits for a line. Its prompt, if any, was output before. */
  inputWanted(): void;
  /** Once, last. */
  end(end: RunEnd): void;
}

export interface Run {
  /** Answer `inputWanted`: a line without its line end, or null for "end of input". */
  input(line: string | null): void;
  /** Ends within 250 ms, also in an endless loop; `end` is called with `stopped`. */
  stop(): void;
}

/** One language's way to run. Made once a page; keeps what makes the next run fast. */
export interface Runtime {
  /** Its name and version for the record, like "Python 3.14 (Pyodide 314.0.7)". */
  readonly version: string;
  /** A program of it runs, or waits for what it needs to run. */
  readonly isBusy: boolean;
  /** Get ready in the background, without anybody having asked; may be called often. */
  prewarm(): void;
  start(program: Program, listener: RunListener): Run;
  dispose(): void;
}
