// A runtime whose programs run on the server: one program, once a case, for tests. What it prints comes to this page alone.
import type { Program } from "../../runner/program";
import type { EndReason, Run, RunEnd, RunListener, Runtime } from "../../runner/runtime";
import type { RunEvent } from "../../sync/runs/runevents";
import type { OwnRun } from "../../sync/runs/runs";
import { OWN_FILE } from "../../tests/harness/beside";

/** The server ends a case in a moment; else it is out of reach, and no other case begins. */
const CUT_WITHIN_MS = 2_000;
const NO_ANSWER = "The server did not answer while the tests ran. Run them again.";

interface Case {
  index: number;
  listener: RunListener;
  isRunning: boolean;
  cut: ReturnType<typeof setTimeout> | undefined;
}

/** What is said of the run, and heard. */
export interface OwnLine extends Pick<OwnRun, "sender" | "stop"> {
  run: { runtime: string };
}

/** Of the run `own`, whose program the server has; it is started for its cases in their order. */
export class Served implements Runtime {
  readonly version: string;
  readonly isBusy = false;
  #next = 0;
  #case: Case | null = null;
  /** No other case runs any more. */
  #over: RunEnd | null = null;

  constructor(readonly own: OwnLine) {
    this.version = own.run.runtime;
    own.sender.heard = (event) => this.#hear(event);
  }

  prewarm(): void {
    // The server has what it needs.
  }

  dispose(): void {
    // Nothing of a case outlives it there.
  }

  start(program: Program, listener: RunListener): Run {
    const index = this.#next++;
    const [lines, given] = [[] as string[], { isWhole: false }];
    // The listener hears of nothing before its owner has the run.
    queueMicrotask(() => {
      this.#case = { index, listener, isRunning: false, cut: undefined };
      if (this.#over) return this.#end(this.#over);
      while (!given.isWhole) listener.inputWanted();
      const stdin = lines.map((line) => `${line}\n`).join("");
      const call = program.entry.startsWith(OWN_FILE) ? { call: true } : {};
      const files = program.laid && { files: program.laid };
      // A room looks at the place alone, and takes the rest from the question; a check has nothing else.
      this.own.sender.asks({ type: "run.try", index, stdin, args: program.args ?? [], ...files, ...call });
    });
    return {
      input: (line) => {
        if (line === null) given.isWhole = true;
        else lines.push(line);
      },
      stop: () => this.#cut(index),
    };
  }

  #cut(index: number): void {
    const running = this.#case;
    if (running?.index !== index || running.cut !== undefined) return;
    // While it compiles, or waits for a place, nobody but a person ends it, and means all.
    if (running.isRunning) this.own.sender.asks({ type: "run.cut" });
    else this.own.stop();
    running.cut = setTimeout(() => this.#finish("failed", NO_ANSWER), CUT_WITHIN_MS);
  }

  #hear(event: RunEvent | null): void {
    const running = this.#case;
    if (!event) this.#finish("failed", NO_ANSWER);
    else if (event.type === "run.refused") this.#finish("failed", null);
    else if (event.type === "run.ended") this.#finish(event.reason === "stopped" ? "stopped" : "failed", event.message);
    else if (event.type === "run.stage") running?.listener.stage({ kind: event.stage });
    else if (event.type === "run.trying" || event.type === "run.tried") {
      if (!running || running.index !== event.told.index) return;
      running.isRunning = event.type === "run.trying";
      if (running.isRunning) running.listener.stage({ kind: "running" });
      else this.#tried(running.listener, event.told);
    }
  }

  #tried(listener: RunListener, told: Readonly<Record<string, unknown>>): void {
    // Before the mark behind a call.
    for (const stream of ["stderr", "stdout"] as const) {
      const text = told[stream];
      if (typeof text === "string" && text !== "") listener.output(stream, text);
    }
    this.#end({
      reason: told.reason as EndReason,
      code: typeof told.code === "number" ? told.code : null,
      durationMs: Number(told.duration_ms) || 0,
      message: typeof told.message === "string" ? told.message : null,
    });
  }

  #finish(reason: EndReason, message: string | null): void {
    this.#over = { reason, code: null, durationMs: 0, message };
    this.#end(this.#over);
  }

  #end(end: RunEnd): void {
    const running = this.#case;
    this.#case = null;
    clearTimeout(running?.cut);
    running?.listener.end(end);
  }
}
