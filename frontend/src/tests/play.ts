// One run of a program for tests: its input is there from the beginning, and it has its time.

import type { Program } from "../runner/program";
import type { Run, RunEnd, RunListener, Runtime } from "../runner/runtime";

export interface Playing {
  runtime: Runtime;
  program: Program;
  lines: string[];
  /** From the moment that it runs, or was given its time again. */
  caseMs: number;
  stage: RunListener["stage"];
  /** Not of a program that is being stopped. */
  output(stream: "stdout" | "stderr", text: string, play: Play): void;
}

export class Play {
  /** `isLate`: it was stopped because its time was over. */
  readonly ended: Promise<{ end: RunEnd; isLate: boolean }>;
  readonly #run: Run;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isLate = false;
  #isStopping = false;

  constructor(readonly playing: Playing) {
    const { runtime, program, lines, stage, output } = playing;
    let done: (ended: { end: RunEnd; isLate: boolean }) => void;
    this.ended = new Promise((resolve) => (done = resolve));
    this.#run = runtime.start(program, {
      stage: (told) => {
        stage(told);
        if (told.kind === "running") this.restart();
      },
      output: (stream, text) => {
        if (!this.#isStopping) output(stream, text, this);
      },
      inputWanted: () => this.#run.input(lines.shift() ?? null),
      end: (end) => {
        clearTimeout(this.#timer);
        done({ end, isLate: this.#isLate && end.reason === "stopped" });
      },
    });
  }

  /** Gives it its whole time again. */
  restart(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isLate = true;
      this.stop();
    }, this.playing.caseMs);
  }

  stop(): void {
    this.#isStopping = true;
    this.#run.stop();
  }
}
