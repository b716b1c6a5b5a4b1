// The turns of a program's event loop: what keeps it going, and Node's order of timers, ticks and immediates.

import { wrongType } from "./errors";

type Callback = (...values: unknown[]) => unknown;

const LONGEST_MS = 2 ** 31 - 1;

export class Turns {
  readonly #later = self.setTimeout.bind(self);
  readonly #cancel = self.clearTimeout.bind(self);
  readonly #channel = new MessageChannel();
  readonly #timers = new Map<number, Timeout>();
  #immediates: Immediate[] = [];
  #ticks: (() => void)[] = [];
  #pending = 0;
  #isInTask = false;

  /** Called when nothing is left that could go on; by then every rejection that nobody handled was told. */
  idle: () => void = () => undefined;

  constructor() {
    this.#channel.port1.onmessage = () => this.#runImmediates();
  }

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
    const waitMs = delay >= 1 && delay <= LONGEST_MS ? Math.trunc(delay) : 1;
    const timeout = new Timeout(this, () => callback(...values), waitMs, repeats);
    if (values.length === 0) timeout._onTimeout = callback;
    this.arm(timeout);
    return timeout;
  }

  arm(timeout: Timeout): void {
    this.disarm(timeout);
    timeout.id = this.#later(() => {
      this.#timers.delete(timeout.id);
      const wasHeld = timeout.isHeld;
      timeout.isHeld = false;
      try {
        this.run(() => timeout._onTimeout());
        if (timeout.repeats && !timeout.isCleared) this.arm(timeout);
      } finally {
        if (wasHeld) this.settle();
      }
    }, timeout.waitMs);
    timeout.number ??= timeout.id;
    this.#timers.set(timeout.number, timeout);
    timeout.isCleared = false;
    if (timeout.isRef) this.hold(timeout);
  }

  disarm(timeout: Timeout): void {
    this.#cancel(timeout.id);
    this.#timers.delete(timeout.number ?? -1);
    timeout.isCleared = true;
    if (timeout.isHeld) this.settle();
    timeout.isHeld = false;
  }

  hold(timeout: Timeout): void {
    if (!timeout.isHeld) this.begin();
    timeout.isHeld = true;
  }

  clear(timer: unknown): void {
    if (timer instanceof Timeout) this.disarm(timer);
    else if (timer instanceof Immediate) this.#clearImmediate(timer);
    else {
      const timeout = this.#timers.get(Number(timer));
      if (timeout) this.disarm(timeout);
    }
  }

  /** After timers of the same turn when the program begins, before them inside of one: as in Node. */
  immediate(callback: Callback, ...values: unknown[]): Immediate {
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
    const immediate = new Immediate(values.length === 0 ? callback : () => callback(...values));
    this.#immediates.push(immediate);
    this.begin();
    const post = () => this.#channel.port2.postMessage(null);
    if (this.#isInTask && this.#hasBegun) post();
    else this.#later(post, 1);
    return immediate;
  }

  #hasBegun = false;
  /** The program's first turn is over. */
  begun(): void {
    this.#hasBegun = true;
  }

  #clearImmediate(immediate: Immediate): void {
    if (!this.#immediates.includes(immediate)) return;
    this.#immediates = this.#immediates.filter((other) => other !== immediate);
    this.settle();
  }

  #runImmediates(): void {
    const [next] = this.#immediates.splice(0, 1);
    if (!next) return;
    const { _onImmediate: callback } = next;
    next._onImmediate = null; // as in Node, whose traces say so
    try {
      this.run(() => void callback?.call(next));
    } finally {
      this.settle();
    }
  }

  #runTicks(): void {
    try {
      for (let tick = this.#ticks.shift(); tick; tick = this.#ticks.shift()) tick();
    } finally {
      if (this.#ticks.length > 0) queueMicrotask(() => this.run(() => undefined)); // one of them threw
    }
  }
}

const PROMISES = 200;

/** Nothing tells when all promises of a turn are done: after as many steps of them as programs have in a row. */
function afterPromises(then: () => void, left = PROMISES): void {
  queueMicrotask(() => (left > 0 ? afterPromises(then, left - 1) : then()));
}

/** What setTimeout and setInterval return. Traces call its function by the name that Node's have. */
export class Timeout {
  _onTimeout: Callback;
  id = 0;
  number: number | undefined;
  isHeld = false;
  isRef = true;
  isCleared = false;

  constructor(
    readonly turns: Turns,
    callback: Callback,
    readonly waitMs: number,
    readonly repeats: boolean,
  ) {
    this._onTimeout = callback;
    for (const name of ["turns", "id", "number"]) Object.defineProperty(this, name, { enumerable: false });
  }

  ref(): this {
    this.isRef = true;
    if (!this.isCleared) this.turns.hold(this);
    return this;
  }

  unref(): this {
    this.isRef = false;
    if (this.isHeld) this.turns.settle();
    this.isHeld = false;
    return this;
  }

  hasRef(): boolean {
    return this.isRef;
  }

  refresh(): this {
    this.turns.arm(this);
    return this;
  }

  close(): this {
    this.turns.disarm(this);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.number ?? 0;
  }
}

export class Immediate {
  constructor(public _onImmediate: Callback | null) {}
}
