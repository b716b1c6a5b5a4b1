// `process`: what a program learns of its surroundings, and how it ends.

import { EventEmitter } from "events";

import type { Program } from "../program";
import type { Io } from "../worker/serve";
import { coded, outOfRange, WHAT_IS_WRITTEN, wrongType } from "./errors";
import type { Turns } from "./turns/turns";

export const HOME = "/home/me";
/** The Node whose ways these are. */
export const VERSION = "v20.20.2";

/** The parts that are made when they are first asked for. */
export interface Parts {
  disk(): { folder: string; enter(path: string): void };
  stdin(): unknown;
  writable(stream: "stdout" | "stderr"): object;
}

export interface Ends {
  /** The program is told. */
  exit(code: number): never;
  /** It is not. */
  die(code: number): never;
}

export interface Process extends EventEmitter {
  exitCode: number | string | undefined;
  exit(code?: unknown): never;
  argv: string[];
  emitWarning(warning: unknown, type?: unknown, code?: unknown): void;
  /** What the program has every uncaught error given to. */
  captured(): ((error: unknown) => void) | null;
}

/** What a process is sent, and its number. */
const SIGNALS: Record<string, number> = {
  ...{ SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGUSR1: 10, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14 },
  ...{ SIGTERM: 15 },
};
const PID = 1;
/** The user, and their group. */
const ME = 1000;
const FEATURES = {
  ...{ inspector: true, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true },
};
for (const name of ["cached_builtins", "require_module"])
  Object.defineProperty(FEATURES, name, { get: () => true, enumerable: true, configurable: true });

const codeError = (code: string, message: string, Kind = Error) => Object.assign(new Kind(message), { code });

/** A signal is heard by whoever listens to it, else it is the end. */
function makeKill(process: EventEmitter, turns: Turns, die: (code: number) => never) {
  return function kill(pid: number, signal: string | number = "SIGTERM"): boolean {
    const [name, number] = Object.entries(SIGNALS).find((known) => known.includes(signal)) ?? [];
    if (signal !== 0 && name === undefined) {
      throw codeError("ERR_UNKNOWN_SIGNAL", `Unknown signal: ${signal}`, TypeError);
    }
    if (Number(pid) !== PID && Number(pid) !== 0) {
      throw Object.assign(codeError("ESRCH", "kill ESRCH"), { errno: -3, syscall: "kill" });
    }
    if (name === undefined || number === undefined) return true;
    if (name === "SIGKILL" || process.listenerCount(name) === 0) die(128 + number);
    turns.immediate(() => process.emit(name, name, number));
    return true;
  };
}

interface Warning extends Error {
  code?: string;
  detail?: string;
}

/** Said, and told to whoever listens, when what runs now is done. */
function makeEmitWarning(process: EventEmitter, turns: Turns, io: Io) {
  return (warning: unknown, given: unknown = {}, code?: unknown): void => {
    const options = (typeof given === "string" ? { type: given, code } : given) as Record<string, string | undefined>;
    let told = warning as Warning;
    if (!(warning instanceof Error)) {
      told = new Error(String(warning));
      told.name = options.type ?? "Warning";
      if (options.code !== undefined) told.code = options.code;
      if (options.detail !== undefined) told.detail = options.detail;
    }
    turns.tick(() => {
      const head = `(node:${PID}) ${told.code ? `[${told.code}] ` : ""}${told.name}: ${told.message}\n`;
      io.write("stderr", head + (told.detail ? `${told.detail}\n` : ""));
      process.emit("warning", told);
    });
  };
}

export function makeProcess(io: Io, turns: Turns, parts: () => Parts, program: Program, ends: Ends): Process {
  const { process: Maker } = { process: class extends EventEmitter {} }; // so called in traces
  const process = new Maker() as Process;
  process.setMaxListeners(0);
  const beganMs = performance.now();
  const hrtime = (since?: [number, number]): [number, number] => {
    const ns =
      BigInt(Math.round(performance.now() * 1e6)) - (since ? BigInt(since[0]) * 10n ** 9n + BigInt(since[1]) : 0n);
    return [Number(ns / 10n ** 9n), Number(ns % 10n ** 9n)];
  };
  hrtime.bigint = () => BigInt(Math.round(performance.now() * 1e6));
  let capture: ((error: unknown) => void) | null = null;
  const setUncaughtExceptionCaptureCallback = (call: unknown) => {
    if (call !== null && typeof call !== "function") throw wrongType("fn", "of type function or null", call);
    capture = call as typeof capture;
  };
  const writable = (stream: "stdout" | "stderr", fd: number) => {
    const plain = {
      fd,
      isTTY: undefined,
      writable: true,
      columns: undefined,
      write(text: unknown, encoding?: unknown, done?: unknown) {
        if (text === null)
          throw coded(TypeError, "ERR_STREAM_NULL_VALUES", "May not write null values to stream", plain.write);
        if (typeof text !== "string" && !ArrayBuffer.isView(text))
          throw wrongType("chunk", WHAT_IS_WRITTEN, text, plain.write);
        io.write(stream, typeof text === "string" ? text : new TextDecoder().decode(text));
        const then = typeof encoding === "function" ? encoding : done;
        if (typeof then === "function") turns.tick(then as () => void);
        return true;
      },
    };
    // All that streams can, once more than `write` is asked of it.
    return new Proxy(plain, {
      get: (target, name, whole) =>
        name in target ? Reflect.get(target, name, whole) : Reflect.get(parts().writable(stream), name),
    });
  };
  Object.assign(process, {
    argv: ["/usr/local/bin/node", `${HOME}/${program.entry.replace(/\.ts$/, ".js")}`, ...(program.args ?? [])],
    argv0: "node",
    execArgv: [],
    execPath: "/usr/local/bin/node",
    env: textsOnly({ HOME, USER: "me", PATH: "/usr/local/bin:/usr/bin:/bin", LANG: "C.UTF-8" }),
    platform: "linux",
    arch: "x64",
    pid: PID,
    ppid: 0,
    title: "node",
    version: VERSION,
    versions: { node: VERSION.slice(1), v8: "browser" },
    release: { name: "node" },
    config: {},
    features: FEATURES,
    stdout: writable("stdout", 1),
    stderr: writable("stderr", 2),
    cwd: () => parts().disk().folder,
    chdir: (path: string) => parts().disk().enter(path),
    umask: () => 0o22,
    ...{ getuid: () => ME, geteuid: () => ME, getgid: () => ME, getegid: () => ME, getgroups: () => [ME] },
    uptime: () => (performance.now() - beganMs) / 1000,
    hrtime,
    nextTick: turns.tick.bind(turns),
    memoryUsage: Object.assign(() => memory(), { rss: () => memory().rss }),
    cpuUsage: () => ({ user: Math.round((performance.now() - beganMs) * 1000), system: 0 }),
    resourceUsage: () => ({ userCPUTime: Math.round((performance.now() - beganMs) * 1000), systemCPUTime: 0 }),
    emitWarning: makeEmitWarning(process, turns, io),
    abort: () => ends.die(134),
    exit(code?: unknown) {
      refuseCode(code, process.exit as object);
      return ends.exit(Number(code ?? process.exitCode ?? 0));
    },
    kill: makeKill(process, turns, ends.die),
    ...{ setUncaughtExceptionCaptureCallback, hasUncaughtExceptionCaptureCallback: () => capture !== null },
  });
  turns.tooLong = (ms) =>
    process.emitWarning(
      `${ms} does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.`,
      "TimeoutOverflowWarning",
    );
  let exitCode: Process["exitCode"];
  Object.defineProperty(process, "exitCode", {
    get: () => exitCode,
    set(code: Process["exitCode"]) {
      refuseCode(code);
      exitCode = code;
    },
    ...{ enumerable: true, configurable: true },
  });
  Object.defineProperty(process, "captured", { value: () => capture });
  Object.defineProperty(process, "stdin", { get: () => parts().stdin(), enumerable: true, configurable: true });
  Object.defineProperty(process, Symbol.toStringTag, { value: "process" });
  return process;
}

/** An exit code is a whole number, or nothing. */
function refuseCode(code: unknown, from?: object): void {
  if (code === null || code === undefined) return;
  const number = typeof code === "string" && code !== "" && Number.isInteger(Number(code)) ? Number(code) : code;
  if (typeof number !== "number") throw wrongType("code", "of type number", code, from);
  if (!Number.isInteger(number)) throw outOfRange("code", "an integer", code, from);
}

/** Whatever is put there becomes text. */
const textsOnly = (texts: Record<string, string>) =>
  new Proxy(texts, { set: (on, name, value) => Reflect.set(on, name, String(value)) });

function memory() {
  const used = (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 50_000_000;
  return { rss: used * 2, heapTotal: Math.round(used * 1.5), heapUsed: used, external: 0, arrayBuffers: 0 };
}
