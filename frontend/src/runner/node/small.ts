// Node's small modules: os, perf_hooks and timers.

import { abortedBy } from "./errors";
import { HOME } from "./process";
import type { Turns } from "./turns/turns";

/** `threads`: how many the machine runs at once. */
export function makeOs(threads: number) {
  const gigabyte = 2 ** 30;
  const cpus = Array.from({ length: threads }, () => ({ model: "browser", speed: 0 }));
  return {
    EOL: "\n",
    platform: () => "linux",
    type: () => "Linux",
    release: () => "browser",
    arch: () => "x64",
    ...{ machine: () => "x86_64", version: () => "browser", devNull: "/dev/null", getPriority: () => 0 },
    hostname: () => "browser",
    homedir: () => HOME,
    tmpdir: () => "/tmp",
    endianness: () => "LE",
    cpus: () => cpus,
    availableParallelism: () => cpus.length,
    totalmem: () => 4 * gigabyte,
    freemem: () => 2 * gigabyte,
    uptime: () => performance.now() / 1000,
    loadavg: () => [0, 0, 0],
    networkInterfaces: () => ({}),
    userInfo: () => ({ uid: 1000, gid: 1000, username: "me", homedir: HOME, shell: "/bin/sh" }),
    constants: { signals: { SIGINT: 2, SIGTERM: 15, SIGKILL: 9 } },
  };
}

export function makePerformance() {
  const { performance, PerformanceObserver, PerformanceEntry, PerformanceMark, PerformanceMeasure } = self;
  const eventLoopUtilization = () => ({ idle: 0, active: performance.now(), utilization: 1 });
  // Functions are called as they are: nobody is told how long each took.
  Object.assign(performance, { timerify: (call: unknown) => call, eventLoopUtilization });
  const kinds = { PerformanceObserver, PerformanceEntry, PerformanceMark, PerformanceMeasure };
  return { performance, ...kinds, monitorEventLoopDelay: () => ({}) };
}

interface Stoppable {
  signal?: AbortSignal;
}

export function makeTimers(turns: Turns) {
  const wait = <T>(ms?: number, value?: T, { signal }: Stoppable = {}) => {
    let stop = (): void => undefined;
    const waiting = new Promise<T | undefined>((done, failed) => {
      const timer = turns.start(() => done(value), ms, [], false);
      stop = () => {
        turns.clear(timer);
        failed(abortedBy(signal));
      };
    });
    if (signal?.aborted) stop();
    if (!signal || signal.aborted) return waiting;
    signal.addEventListener("abort", stop, { once: true });
    return waiting.finally(() => signal.removeEventListener("abort", stop));
  };
  async function* every<T>(ms?: number, value?: T, options?: Stoppable) {
    for (;;) yield await wait(ms, value, options);
  }
  const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } = self as never as {
    [name: string]: unknown;
  };
  return {
    ...{ setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate },
    promises: {
      setTimeout: Object.defineProperty(wait, "name", { value: "setTimeout" }),
      setInterval: every,
      setImmediate: <T>(value?: T) => new Promise<T | undefined>((done) => turns.immediate(() => done(value))),
      scheduler: { wait, yield: () => new Promise<void>((done) => turns.immediate(() => done())) },
    },
  };
}
