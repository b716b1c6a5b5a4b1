// Node's event loop: the timers that are due, then what files answer, then immediates, and again. Each call is a task of
// the browser's own, so that what it promised is done before the next.

import type { Timeout } from "./timeout";
import { Timers } from "./timers";

type Call = () => void;

const PHASES = ["timers", "answers", "immediates"] as const;
const LONGEST_WAY = 2 * PHASES.length + 1; // phases: what was asked is answered in the second round

export class Loop {
  readonly #later = self.setTimeout.bind(self);
  readonly #cancel = self.clearTimeout.bind(self);
  readonly #now = performance.now.bind(performance);
  readonly #channel = new MessageChannel();
  // Taken now, as all here that a program may replace.
  readonly #post = this.#channel.port2.postMessage.bind(this.#channel.port2, null);
  readonly #timers = new Timers();
  #asked: Call[] = [];
  #answers: Call[] = [];
  #immediates: Call[] = [];
  /** What is left of this phase. */
  #calls: Call[] = [];
  #at = -1;
  #rounds = 0;
  #isWoken = false;
  #isBehind = false;
  #sleep = 0;

  /** `fire` calls a timer. */
  constructor(readonly fire: (timer: Timeout) => void) {
    this.#channel.port1.onmessage = () => (this.#isBehind ? this.#step() : this.#goBehind());
  }

  get nowMs(): number {
    return Math.floor(this.#now());
  }

  addTimer(timer: Timeout, fromMs: number): void {
    this.#timers.add(timer, fromMs);
    this.#wake();
  }

  removeTimer(timer: Timeout): void {
    this.#timers.remove(timer);
  }

  addImmediate(call: Call): void {
    this.#immediates.push(call);
    this.#wake();
  }

  /** Called in the round after the next: whoever reads a file waits for the system. */
  addAnswer(call: Call): void {
    this.#asked.push(call);
    this.#wake();
  }

  /** Of rejections that nobody handled the browser tells by a task that it asks for at the end of theirs. A step comes
   * after it, as in Node. */
  #goBehind(): void {
    this.#isBehind = true;
    this.#post();
  }

  #step(): void {
    this.#isWoken = this.#isBehind = false;
    try {
      this.#next()?.();
    } finally {
      this.#wake();
    }
  }

  #next(): Call | null {
    for (let way = 0; way < LONGEST_WAY; way += 1) {
      const call = this.#take();
      if (call) return call;
      this.#enter((this.#at + 1) % PHASES.length);
    }
    this.#at = PHASES.indexOf("answers"); // there Node waits
    return null;
  }

  #take(): Call | null {
    if (PHASES[this.#at] !== "timers") return this.#calls.shift() ?? null;
    // By the time a program has begun a millisecond is over in Node.
    const timer = this.#timers.take(this.nowMs + (this.#rounds === 1 ? 1 : 0));
    return timer && (() => this.fire(timer));
  }

  #enter(at: number): void {
    this.#at = at;
    switch (PHASES[at]) {
      case "timers":
        this.#rounds += 1;
        return this.#timers.enter();
      case "answers":
        [this.#calls, this.#answers, this.#asked] = [this.#answers, this.#asked, []];
        return;
      case "immediates":
        [this.#calls, this.#immediates] = [this.#immediates, []];
    }
  }

  /** Asks for a step, when there is something to do. */
  #wake(): void {
    if (this.#isWoken) return;
    const waiting = [this.#calls, this.#immediates, this.#asked, this.#answers];
    const isReady = waiting.some((calls) => calls.length > 0);
    const waitMs = isReady ? 0 : this.#timers.nextMs - this.#now();
    this.#cancel(this.#sleep);
    if (waitMs > 0 && waitMs < Infinity) this.#sleep = this.#later(() => this.#wake(), Math.ceil(waitMs));
    if (waitMs > 0) return;
    this.#isWoken = true;
    this.#post();
  }
}
