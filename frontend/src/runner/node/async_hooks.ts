// The module async_hooks: a value that a call and what it begins have to themselves, as far as a browser can follow.

import { refused } from "./absent";
import type { Machine } from "./library";

const NOTICE =
  "AsyncLocalStorage here has no value after an await: a browser cannot follow it there. Pass it on as a parameter.\n";

const NO_HOOKS = "does not run here: a browser does not tell what begins and ends.";

/** Browsers do not tell what an `await` goes on with, so the value is followed through calls, timers and promises' own. */
export function makeAsyncHooks({ io, program }: Machine) {
  let isTold = !/\bawait\b/.test(Object.values(program.files).join("\n"));

  const storages = new Set<AsyncLocalStorage>();

  /** The function with all values of now. */
  const bound = <T>(call: T): T => {
    if (typeof call !== "function" || storages.size === 0) return call;
    const values = [...storages].map((storage) => [storage, storage.getStore()] as const);
    return function (this: unknown, ...given: unknown[]) {
      const run = values.reduce(
        (inner, [storage, value]) =>
          () =>
            storage.run(value, inner),
        () => Reflect.apply(call, this, given) as unknown,
      );
      return run();
    } as T;
  };

  class AsyncLocalStorage {
    #value: unknown = undefined;

    constructor() {
      if (storages.size === 0) follow(bound);
      if (!isTold) io.write("stderr", NOTICE);
      isTold = true;
      storages.add(this);
    }

    run<T>(value: unknown, call: (...values: unknown[]) => T, ...values: unknown[]): T {
      const before = this.#value;
      this.#value = value;
      try {
        return call(...values);
      } finally {
        this.#value = before;
      }
    }

    exit<T>(call: (...values: unknown[]) => T, ...values: unknown[]): T {
      return this.run(undefined, call, ...values);
    }

    enterWith(value: unknown): void {
      this.#value = value;
    }

    getStore(): unknown {
      return this.#value;
    }

    disable(): void {
      this.#value = undefined;
    }

    static bind = bound;
    static snapshot = () => bound((call: (...values: unknown[]) => unknown, ...values: unknown[]) => call(...values));
  }

  class AsyncResource {
    static bind = bound;
    readonly #run = bound((call: () => unknown) => call());
    constructor(readonly type: string) {}
    runInAsyncScope(call: (...values: unknown[]) => unknown, self: unknown, ...values: unknown[]): unknown {
      return this.#run(() => Reflect.apply(call, self, values));
    }
  }

  return {
    AsyncLocalStorage,
    AsyncResource,
    createHook: refused("async_hooks.createHook", NO_HOOKS),
    executionAsyncId: () => 1,
    triggerAsyncId: () => 0,
  };
}

function follow(bound: <T>(call: T) => T): void {
  for (const name of ["setTimeout", "setInterval", "setImmediate", "queueMicrotask"]) {
    const begin = Reflect.get(self, name) as (call: unknown, ...values: unknown[]) => unknown;
    Reflect.set(self, name, (call: unknown, ...values: unknown[]) => begin(bound(call), ...values));
  }
  const process = Reflect.get(self, "process") as { nextTick: (call: unknown, ...values: unknown[]) => void };
  const { nextTick } = process;
  process.nextTick = (call, ...values) => nextTick(bound(call), ...values);
  const { then } = Promise.prototype;
  Promise.prototype.then = function (this: Promise<unknown>, done, failed) {
    return then.call(this, bound(done), bound(failed)) as never;
  };
}
