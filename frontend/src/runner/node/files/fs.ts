// The module fs: files that live as long as the program, and its input as the files 0 and /dev/stdin.

import type { Readable } from "readable-stream";

import { wrongType } from "../errors";
import type { Machine } from "../library";
import { COPY_IS_NEW, INPUTS, makeCalls, type Options, optionsOf } from "./calls";
import type { Disk } from "./disk";
import type { Target } from "./errors";
import { handleOf } from "./handles";
import { Dirent, Stats } from "./stats";
import { ReadStream, WriteStream } from "./streams";

type Callback = (error: unknown, ...values: unknown[]) => void;
type Call = (...values: unknown[]) => unknown;

/** These answer with what they were given as well. */
const GIVES_BACK = ["read", "write"];
/** By promise they are of what `open` gives. */
const OF_HANDLES = ["close", "fstat", "ftruncate", "fsync", "fdatasync", "read", "write"];
const MODES = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };
const constants = { ...MODES, COPYFILE_EXCL: COPY_IS_NEW };

export function makeFs(machine: Machine, disk: Disk) {
  const { turns, process } = machine;
  const { calls, watching } = makeCalls(machine, disk);
  const later = <T>(call: () => T) => turns.promise(call);
  const named: Record<string, unknown> = {};
  const promises: Record<string, unknown> = {};
  const put = (on: Record<string, unknown>, name: string, call: Call) => {
    on[name] = Object.defineProperty(call, "name", { value: name, configurable: true });
  };
  for (const [name, call] of Object.entries(calls) as [string, Call][]) {
    put(named, `${name}Sync`, (...values) => call(...values));
    if (!OF_HANDLES.includes(name)) put(promises, name, (...values) => later(() => call(...values)));
    put(named, name, (...values) => {
      const answer = values.pop() as Callback;
      if (typeof answer !== "function") throw wrongType("cb", "of type function", undefined);
      const told = (error: unknown, value?: unknown) => {
        if (error !== null) answer(error);
        else if (GIVES_BACK.includes(name)) answer(null, value, values[1]);
        else if (value === undefined) answer(null);
        else answer(null, value);
      };
      turns.ask(() => call(...values), told);
    });
  }
  const existsSync = (path: Target) => {
    try {
      return INPUTS.has(path) || disk.exists(path);
    } catch {
      return false; // of what is no path
    }
  };
  const opendirSync = (path: Target) => {
    const found = calls.readdir(path, { withFileTypes: true });
    return {
      path,
      readSync: () => found.shift() ?? null,
      read: () => later(() => found.shift() ?? null),
      closeSync: () => undefined,
      close: () => later(() => undefined),
      async *[Symbol.asyncIterator]() {
        for (let one = found.shift(); one; one = found.shift()) yield later(() => one);
      },
    };
  };
  Object.assign(promises, {
    constants,
    open: (path: Target, flags?: string) => later(() => handleOf(calls.open(path, flags), calls, later)),
    opendir: (path: Target) => later(() => opendirSync(path)),
  });
  const stdin = () => (process as unknown as { stdin: Readable }).stdin;
  const more = {
    ...{ existsSync, opendirSync, ...MODES, constants, Stats, Dirent, ReadStream, WriteStream, promises },
    exists: (path: Target, answer: (exists: boolean) => void) => turns.answer(() => answer(existsSync(path))),
    createReadStream(path: Target, options?: Options) {
      if (!INPUTS.has(path)) return new ReadStream(disk, turns, path, optionsOf(options));
      const { encoding } = optionsOf(options);
      if (encoding) stdin().setEncoding(encoding as BufferEncoding);
      return stdin();
    },
    createWriteStream: (path: Target, options?: Options) => new WriteStream(disk, turns, path, optionsOf(options)),
  };
  return { ...named, ...watching, ...more } as typeof named & typeof more;
}
