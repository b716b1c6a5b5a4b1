// The turns of a program's event loop: what keeps it going, and Node's order of ticks and promises in each.

import { wrongType } from "../errors";
import { Loop } from "./loop";
import { type Callback, type Held, Immediate, Timeout } from "./timeout";

const LONGEST_MS = 2 ** 31 - 1;
const soon = self.queueMicrotask.bind(self); // programs have one that passes on what is thrown

export class Turns {
  readonly #later = self.setTimeout.bind(self);
  readonly #loop = new Loop((timer) => this.#fire(timer));
  readonly #timers = new Map<number, Timeout>();
  readonly #immediates = new Set<Immediate>(); // that wait
  #ticks: (() => void)[] = [];
  #pending = 0;
  #isInTask = false;

  /** Called when nothing is left that could go on; by then every rejection that nobody handled was told. */
  idle: () => void = () => undefined;

  /** Told of a delay that no timer can wait. */
  tooLong: (ms: number) => void = () => undefined;

  get isIdle(): boolean {
    return this.#pending === 0;
  }

  /** Something began that keeps the program going until `settle`. */
  begin(): void {
    this.#pending += 1;
  }

  settle(): void {
    this.#pending -= 1;
    if (this.#pending === 0) this.look();
  }

  /** Asks whether the program is idle, after what was promised and after the browser told of rejections. */
  look(): void {
    this.#later(() => this.#later(() => this.isIdle && this.idle()));
  }

  afterMs(ms: number, then: () => void): void {
    this.#later(then, ms);
  }

  /** Calls it as one turn: ticks come right after it, before promises. What it throws goes on to the worker. */
  run(call: () => void): void {
    const wasInTask = this.#isInTask;
    this.#isInTask = true;
    try {
      call();
      this.#runTicks();
    } finally {
      this.#isInTask = wasInTask;
    }
  }

  tick(callback: Callback, ...values: unknown[]): void {
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
    this.#ticks.push(() => callback(...values));
    if (!this.#isInTask && this.#ticks.length === 1) afterPromises(() => this.run(() => undefined));
  }

  /** Keeps the program going until the promise is settled. */
  during<T>(promise: Promise<T>): Promise<T> {
    this.begin();
    const settle = () => this.settle();
    promise.then(settle, settle);
    return promise;
  }

  start(callback: Callback, ms: unknown, values: unknown[], repeats: boolean): Timeout {
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
    const delay = Number(ms);
    if (delay > LONGEST_MS) this.tooLong(delay);
    const waitMs = delay >= 1 && delay <= LONGEST_MS ? Math.trunc(delay) : 1;
    const timeout = new Timeout(this, callback, values, waitMs, repeats);
    this.arm(timeout);
    return timeout;
  }

  arm(timeout: Timeout, fromMs = this.#loop.nowMs): void {
    this.disarm(timeout);
    timeout._destroyed = false;
    timeout.isWaiting = true;
    this.#timers.set(timeout.number, timeout);
    this.#loop.addTimer(timeout, fromMs);
    if (timeout.hasRef()) this.hold(timeout);
  }

  disarm(timeout: Timeout): void {
    this.#timers.delete(timeout.number);
    this.#loop.removeTimer(timeout);
    timeout._destroyed = true;
    timeout.isWaiting = false;
    this.release(timeout);
  }

  hold(one: Held): void {
    if (!one.isHeld) this.begin();
    one.isHeld = true;
  }

  release(one: Held): void {
    if (one.isHeld) this.settle();
    one.isHeld = false;
  }

  clear(timer: unknown): void {
    const timeout = timer instanceof Timeout ? timer : this.#timers.get(Number(timer));
    if (timer instanceof Immediate) this.#clear(timer);
    else if (timeout) {
      this.disarm(timeout);
      timeout.forget();
    }
  }

  #fire(timeout: Timeout): void {
    timeout.isWaiting = false;
    const beganMs = this.#loop.nowMs;
    try {
      this.run(() => void timeout._onTimeout?.(...(timeout._timerArgs ?? [])));
    } finally {
      if (timeout._repeat !== null && !timeout.isWaiting && !timeout._destroyed) this.arm(timeout, beganMs);
      else if (!timeout.isWaiting) this.disarm(timeout);
    }
  }

  immediate(callback: Callback, ...values: unknown[]): Immediate {
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
    const immediate = new Immediate(this, callback, values);
    this.hold(immediate);
    this.#immediates.add(immediate);
    this.#loop.addImmediate(() => this.#call(immediate));
    return immediate;
  }

  /** Calls it when a file or the like could have answered. */
  answer(call: () => void): void {
    this.begin();
    this.#loop.addAnswer(() => {
      try {
        this.run(call);
      } finally {
        this.settle();
      }
    });
  }

  /** Calls it then, and tells what it threw or gave. */
  ask<T>(call: () => T, done: (error: unknown, value?: T) => void): void {
    this.answer(() => {
      let value: T;
      try {
        value = call();
      } catch (error) {
        return done(error);
      }
      done(null, value);
    });
  }

  /** The same by a promise: an error is made where the engine knows who awaits it. */
  async promise<T>(call: () => T): Promise<T> {
    this.begin();
    await new Promise<void>((answer) => this.#loop.addAnswer(() => this.run(answer)));
    try {
      return call();
    } finally {
      this.settle();
    }
  }

  #call(immediate: Immediate): void {
    if (!this.#immediates.delete(immediate)) return; // it was cleared
    try {
      this.run(() => void immediate._onImmediate?.(...(immediate._argv ?? [])));
    } finally {
      immediate.end();
    }
  }

  #clear(immediate: Immediate): void {
    if (this.#immediates.delete(immediate)) immediate.end();
  }

  #runTicks(): void {
    try {
      for (let tick = this.#ticks.shift(); tick; tick = this.#ticks.shift()) tick();
    } finally {
      if (this.#ticks.length > 0) soon(() => this.run(() => undefined)); // one of them threw
    }
  }
}

const PROMISES = 200;

/** Nothing tells when all promises of a turn are done: after as many steps of them as programs have in a row. */
function afterPromises(then: () => void, left = PROMISES): void {
  soon(() => (left > 0 ? afterPromises(then, left - 1) : then()));
}
