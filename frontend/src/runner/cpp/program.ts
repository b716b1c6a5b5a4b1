// Runs one compiled program to its end: its standard streams, its exit code, and its ways to crash.
// Its only way out are the WASI calls given here, so it can reach neither the network nor anything of the browser.
import { Fd, WASI, wasi } from "@bjorn3/browser_wasi_shim";

import type { Program } from "../program";
import { Disk } from "../disk";
import { Turns } from "./turns";

export interface Streams {
  /** The bytes are the program's own memory: copy what is kept. */
  write(stream: "stdout" | "stderr", bytes: Uint8Array): void;
  /** Blocks until there is a line. Null is the end of input. */
  readLine(): string | null;
  /** Blocks for so long. */
  sleep(milliseconds: number): void;
}

/** `message` is a sentence for whoever ran the program, null where the program spoke for itself. */
export interface Exit {
  code: number;
  message: string | null;
}

export const ABORTED = 134;
const CRASHED = 139;
const DIVIDED_BY_ZERO = 136;
const DIVISION = /divide|division/i; // in the words of any browser

/** It reads its files where it runs. Its memory: at most so many pages of 64 KiB are linked into it; see scripts/cpp.mjs. */
export async function runProgram(
  module: WebAssembly.Module,
  streams: Streams,
  { files: texts, args = [] }: Program,
): Promise<Exit> {
  let instance: WebAssembly.Instance | null = null;
  const out = new Held(
    () => callExport(instance, "codesala_flies") === 1,
    (stream, bytes) => streams.write(stream, bytes),
  );
  const stdin = new Lines(() => {
    callExport(instance, "codesala_flush");
    return streams.readLine();
  });
  const disk = new Disk();
  disk.layOut(texts);
  const shim = new WASI(
    ["main", ...args],
    [],
    [stdin, new Out((bytes) => out.write("stdout", bytes)), new Out((bytes) => out.write("stderr", bytes)), disk],
    { debug: false },
  );
  const imports = { ...shim.wasiImport };
  const memory = (): ArrayBuffer => (instance?.exports.memory as WebAssembly.Memory).buffer;
  const write = shim.wasiImport.fd_write as (fd: number, ...rest: number[]) => number;
  imports.fd_write = (fd: number, vectors: number, count: number, written: number): number => {
    if (!(shim.fds[fd] instanceof Out)) return write(fd, vectors, count, written); // also where freopen() put a file
    // The shim would copy every piece; a program that prints a lot is mostly this.
    const view = new DataView(memory());
    let total = 0;
    for (let index = 0; index < count; index += 1) {
      const address = view.getUint32(vectors + index * 8, true);
      const bytes = view.getUint32(vectors + index * 8 + 4, true);
      if (bytes > 0) out.write(fd === 1 ? "stdout" : "stderr", new Uint8Array(view.buffer, address, bytes));
      total += bytes;
    }
    view.setUint32(written, total, true);
    return wasi.ERRNO_SUCCESS;
  };
  imports.poll_oneoff = pollClock(memory, (milliseconds) => streams.sleep(milliseconds));
  imports.sched_yield = () => wasi.ERRNO_SUCCESS;
  // Returns into the trap that stands behind each call of it. What is thrown here would run the destructors and the
  // `catch (...)` of all that is open, as if it were an exception of C++.
  const left: { code: number | null } = { code: null };
  imports.proc_exit = (code: number) => void (left.code = code & 0xff); // as every system keeps it

  const turns = new Turns(module);
  try {
    instance = new WebAssembly.Instance(module, {
      wasi_snapshot_preview1: imports as WebAssembly.ModuleImports,
      codesala: turns.imports,
    });
    shim.inst = instance as Parameters<WASI["start"]>[0];
    await turns.run(instance);
    return { code: 0, message: null };
  } catch (error) {
    if (left.code === null && isException(error)) {
      callExport(instance, "codesala_flush");
      out.drop();
      callUncaught(instance);
    }
    if (left.code !== null) return { code: left.code, message: null };
    return isException(error)
      ? { code: ABORTED, message: "terminate called after throwing an exception" }
      : crash(error);
  } finally {
    out.release();
  }
}

/**
 * What is printed while an exception flies, by destructors on its way, waits until it is caught. Nobody can know before
 * whether it will be; on a laptop they do not run for one that is not.
 */
class Held {
  private readonly held: ["stdout" | "stderr", Uint8Array][] = [];

  constructor(
    private readonly flies: () => boolean,
    private readonly print: Streams["write"],
  ) {}

  write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
    if (this.flies()) {
      this.held.push([stream, bytes.slice()]);
    } else {
      this.release();
      this.print(stream, bytes);
    }
  }

  release(): void {
    for (const [stream, bytes] of this.held.splice(0)) this.print(stream, bytes);
  }

  drop(): void {
    this.held.length = 0;
  }
}

/** The exception left the program; its terminate handler, which prints what it was, has not run yet. It exits. */
function callUncaught(instance: WebAssembly.Instance | null): void {
  try {
    callExport(instance, "codesala_uncaught");
  } catch {
    // by the trap behind its exit
  }
}

function crash(error: unknown): Exit {
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return { code: CRASHED, message: "Stack overflow: the recursion is too deep." };
  if (error instanceof WebAssembly.RuntimeError) {
    const code = DIVISION.test(error.message) ? DIVIDED_BY_ZERO : CRASHED;
    return { code, message: sentence(error.message) };
  }
  if (error instanceof Error && /recursion/i.test(error.message))
    // Firefox: InternalError
    return { code: CRASHED, message: "Stack overflow: the recursion is too deep." };
  throw error;
}

/** The words for a trap differ between browsers: "memory access out of bounds", "index out of bounds". */
function sentence(trap: string): string {
  if (/unreachable/i.test(trap))
    return "Crashed: a null pointer was used, or a function ended without returning its value.";
  if (DIVISION.test(trap)) return "Crashed: division by zero, or its result does not fit.";
  if (/call stack/i.test(trap)) return "Stack overflow: the recursion is too deep.";
  if (/table|indirect|signature|null function/i.test(trap))
    return "Crashed: a call through a bad function pointer, or of a pure virtual function.";
  if (/out of bounds/i.test(trap))
    return "Segmentation fault: memory was accessed outside of its bounds (a bad pointer or index, or the stack is full).";
  return `Crashed: ${trap}.`;
}

/** TypeScript's library does not know of WebAssembly.Exception yet. */
function isException(error: unknown): boolean {
  const { Exception } = WebAssembly as { Exception?: new (...args: never[]) => object };
  return Exception !== undefined && error instanceof Exception;
}

function callExport(instance: WebAssembly.Instance | null, name: string): unknown {
  const exported = instance?.exports[name];
  return typeof exported === "function" ? exported() : undefined;
}

/** Sleeping is the only thing to wait for: WASI's clock subscription, whose layout is in wasi_defs of the shim. */
function pollClock(memory: () => ArrayBuffer, sleep: (milliseconds: number) => void) {
  return (input: number, output: number, subscriptions: number, events: number): number => {
    const view = new DataView(memory());
    if (subscriptions !== 1 || view.getUint8(input + 8) !== wasi.EVENTTYPE_CLOCK) return wasi.ERRNO_NOTSUP;
    const isAbsolute = (view.getUint16(input + 40, true) & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) !== 0;
    const isWall = view.getUint32(input + 16, true) === wasi.CLOCKID_REALTIME;
    const until = Number(view.getBigUint64(input + 24, true)) / 1e6;
    sleep(Math.max(0, isAbsolute ? until - (isWall ? Date.now() : performance.now()) : until));
    new Uint8Array(view.buffer, output, 32).fill(0);
    view.setBigUint64(output, view.getBigUint64(input, true), true);
    view.setUint8(output + 10, wasi.EVENTTYPE_CLOCK);
    view.setUint32(events, 1, true);
    return wasi.ERRNO_SUCCESS;
  };
}

/** Standard input: lines, asked for one by one, whatever size the program reads in. */
class Lines extends Fd {
  private rest: Uint8Array = new Uint8Array();
  private isOver = false;

  constructor(private readonly readLine: () => string | null) {
    super();
  }

  override fd_fdstat_get() {
    return terminal();
  }

  override fd_read(size: number): { ret: number; data: Uint8Array } {
    if (this.rest.length === 0 && !this.isOver) {
      const line = this.readLine();
      if (line === null) this.isOver = true;
      else this.rest = new TextEncoder().encode(`${line}\n`);
    }
    const data = this.rest.slice(0, size);
    this.rest = this.rest.subarray(data.length);
    return { ret: wasi.ERRNO_SUCCESS, data };
  }
}

class Out extends Fd {
  constructor(private readonly print: (bytes: Uint8Array) => void) {
    super();
  }

  override fd_fdstat_get() {
    return terminal();
  }

  override fd_write(data: Uint8Array): { ret: number; nwritten: number } {
    this.print(data);
    return { ret: wasi.ERRNO_SUCCESS, nwritten: data.length };
  }
}

/** A character device that cannot seek: what libc takes for a terminal, and so flushes at every line end. */
function terminal(): { ret: number; fdstat: wasi.Fdstat } {
  const fdstat = new wasi.Fdstat(wasi.FILETYPE_CHARACTER_DEVICE, 0);
  fdstat.fs_rights_base = BigInt(wasi.RIGHTS_FD_READ | wasi.RIGHTS_FD_WRITE);
  return { ret: wasi.ERRNO_SUCCESS, fdstat };
}
