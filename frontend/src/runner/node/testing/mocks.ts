// Mocks of node:test: functions that remember how they were called, and time that a test moves on.

import type { Process } from "../process";

type Call = (...values: unknown[]) => unknown;

/** Functions that remember how they were called. */
export function makeMock(process: Process) {
  const undo: (() => void)[] = [];
  const fn = (original: Call = () => undefined, as = original) => {
    const calls: object[] = [];
    function mocked(this: unknown, ...values: unknown[]): unknown {
      const call = { arguments: values, this: this, result: undefined as unknown, error: undefined as unknown };
      calls.push(call);
      try {
        return (call.result = Reflect.apply(as, this, values));
      } catch (error) {
        call.error = error;
        throw error;
      }
    }
    const mock = { calls, callCount: () => calls.length, resetCalls: () => void (calls.length = 0) };
    return Object.assign(mocked, { mock });
  };
  const method = (on: object, name: string, as?: Call) => {
    const original = Reflect.get(on, name) as Call;
    const mocked = fn(original, as);
    Reflect.set(on, name, mocked);
    undo.push(() => Reflect.set(on, name, original));
    return mocked;
  };
  const restoreAll = () => undo.splice(0).forEach((back) => back());
  const timers = new MockTimers(process);
  const reset = () => {
    restoreAll();
    timers.reset();
  };
  return { fn, method, restoreAll, reset, timers };
}

interface Waiting {
  id: number;
  atMs: number;
  everyMs: number | null;
  call: () => void;
}

const APIS = ["setTimeout", "setInterval", "setImmediate", "Date"];
const WARNING = "The MockTimers API is an experimental feature and might change at any time";

let hasWarned = false;

/** Time that goes on when the test says so. */
class MockTimers {
  #nowMs = 0;
  #next = 1;
  #waiting: Waiting[] = [];
  #undo: (() => void)[] = [];

  constructor(readonly process: Process) {}

  enable({ apis = APIS, now = 0 }: { apis?: string[]; now?: number | Date } = {}): void {
    if (this.#undo.length > 0) {
      const error = new Error("Invalid state: MockTimers is already enabled!");
      throw Object.assign(error, { code: "ERR_INVALID_STATE" });
    }
    if (!hasWarned) this.process.emitWarning(WARNING, "ExperimentalWarning");
    hasWarned = true;
    this.#nowMs = Number(now);
    const clear = (id: unknown) => {
      this.#waiting = this.#waiting.filter((one) => one.id !== Number(id));
    };
    const stand: Record<string, unknown> = {
      setTimeout: (call: Call, ms: unknown = 1, ...given: unknown[]) => this.#start(() => call(...given), ms, false),
      setInterval: (call: Call, ms: unknown = 1, ...given: unknown[]) => this.#start(() => call(...given), ms, true),
      setImmediate: (call: Call, ...given: unknown[]) => this.#start(() => call(...given), 0, false),
      Date: this.#dates(),
    };
    for (const name of apis) {
      this.#replace(name, stand[name]);
      if (name !== "Date") this.#replace(name.replace("set", "clear"), clear);
    }
  }

  tick(ms = 1): void {
    const untilMs = this.#nowMs + ms;
    for (let next = this.#first(); next && next.atMs <= untilMs; next = this.#first()) this.#call(next);
    this.#nowMs = untilMs;
  }

  runAll(): void {
    const lastMs = Math.max(this.#nowMs, ...this.#waiting.map(({ atMs }) => atMs));
    this.tick(lastMs - this.#nowMs);
  }

  setTime(ms = 0): void {
    this.#nowMs = ms;
  }

  reset(): void {
    for (const back of this.#undo.splice(0)) back();
    this.#waiting = [];
  }

  [Symbol.dispose ?? Symbol("dispose")](): void {
    this.reset();
  }

  #first(): Waiting | undefined {
    return this.#waiting.sort((one, other) => one.atMs - other.atMs || one.id - other.id)[0];
  }

  #call(one: Waiting): void {
    this.#nowMs = Math.max(this.#nowMs, one.atMs);
    if (one.everyMs === null) this.#waiting = this.#waiting.filter((other) => other !== one);
    else one.atMs += one.everyMs;
    one.call();
  }

  #start(call: () => void, ms: unknown, repeats: boolean): object {
    const waitMs = Math.max(repeats ? 1 : 0, Number(ms) || 0);
    const id = this.#next++;
    this.#waiting.push({ id, atMs: this.#nowMs + waitMs, everyMs: repeats ? waitMs : null, call });
    const timer = { ref: () => timer, unref: () => timer, hasRef: () => true, [Symbol.toPrimitive]: () => id };
    return timer;
  }

  #replace(name: string, value: unknown): void {
    const kept = Reflect.get(self, name) as unknown;
    Reflect.set(self, name, value);
    this.#undo.push(() => Reflect.set(self, name, kept));
  }

  #dates(): DateConstructor {
    const now = () => this.#nowMs;
    const { Date } = self;
    return new Proxy(Date, {
      construct: (target, given: unknown[], asked) =>
        Reflect.construct(target, given.length > 0 ? given : [now()], asked) as Date,
      apply: (target) => new target(now()).toString(),
      get: (target, name) => (name === "now" ? now : (Reflect.get(target, name) as unknown)),
    });
  }
}
