// How long a program computes: seconds in which it neither waited for input nor had nothing to do. Counted, not timed:
// computers sleep. A worker that has nothing to do answers; one that computes, or sleeps in its program, cannot.

import { COMPUTING_S } from "../limits";

const EVERY_MS = 1_000;

export class Computing {
  isPaused = false;
  #seconds = 0;
  #isIdle = false;
  readonly #ticking: ReturnType<typeof setInterval>;

  /** `ask` the worker whether it has nothing to do; `over` is called once. */
  constructor(ask: () => void, over: (message: string) => void) {
    ask();
    this.#ticking = setInterval(() => {
      if (!this.isPaused && !this.#isIdle) this.#seconds += 1;
      this.#isIdle = false;
      if (this.#seconds < COMPUTING_S) return ask();
      this.stop();
      over(`Stopped after ${COMPUTING_S} s of computing. Waiting for input does not count.`);
    }, EVERY_MS);
  }

  /** The worker has answered. */
  idle(): void {
    this.#isIdle = true;
  }

  stop(): void {
    clearInterval(this.#ticking);
  }
}
