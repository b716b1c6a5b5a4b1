// The module fs: files that live as long as the program, and its input as the files 0 and /dev/stdin.

import { Buffer } from "buffer";
import { Readable, Writable } from "readable-stream";

import { Disk, Stats, type Target } from "./disk";
import type { Machine } from "../library";

interface Wishes {
  encoding?: string | null;
  flag?: string;
  recursive?: boolean;
  withFileTypes?: boolean;
  force?: boolean;
  start?: number;
  end?: number;
  highWaterMark?: number;
}
type Options = string | Wishes | null;
type Callback = (error: unknown, value?: unknown) => void;
type Data = string | Uint8Array;

const INPUTS = new Set<unknown>([0, "/dev/stdin", "/proc/self/fd/0"]);
const encodingOf = (options?: Options) => (typeof options === "string" ? options : options?.encoding);
const optionsOf = (options?: Options) => (typeof options === "object" && options ? options : {});
const bytesOf = (data: Data) => (typeof data === "string" ? Buffer.from(data) : new Uint8Array(data));

export function makeFs({ io, turns, process, program }: Machine) {
  const disk = new Disk();
  for (const [path, text] of Object.entries(program.files)) {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    if (folder) disk.makeFolder(folder, true);
    disk.write(path, Buffer.from(text));
  }
  let rest = ""; // of the input, where it is read in pieces

  const input = () => {
    const lines: string[] = [];
    for (let line = io.readLine(); line !== null && line !== undefined; line = io.readLine()) lines.push(`${line}\n`);
    const text = rest + lines.join("");
    rest = "";
    return Buffer.from(text);
  };
  const read = (from: Target) => (INPUTS.has(from) ? input() : Buffer.from(disk.read(from)));
  const write = (to: Target, data: Data) => {
    const stream = to === 1 || to === "/dev/stdout" ? "stdout" : to === 2 || to === "/dev/stderr" ? "stderr" : null;
    if (stream) io.write(stream, typeof data === "string" ? data : new TextDecoder().decode(data));
    else disk.write(to, bytesOf(data));
  };

  const sync = {
    readFile(from: Target, options?: Options) {
      const encoding = encodingOf(options);
      return encoding ? read(from).toString(encoding as BufferEncoding) : read(from);
    },
    writeFile(to: Target, data: Data, options?: Options) {
      if (optionsOf(options).flag?.startsWith("a")) sync.appendFile(to, data);
      else write(to, data);
    },
    appendFile(to: Target, data: Data) {
      if (typeof to === "number" && to < 3) return write(to, data);
      write(to, disk.exists(to) ? Buffer.concat([disk.read(to), bytesOf(data)]) : data);
    },
    copyFile: (from: Target, to: Target) => disk.write(to, disk.read(from)),
    rename: (from: Target, to: Target) => disk.rename(from, to),
    unlink: (path: Target) => disk.remove(path, "unlink"),
    rm(path: Target, options?: Options) {
      if (!optionsOf(options).force || disk.exists(path)) disk.removeAll(path, optionsOf(options).recursive === true);
    },
    rmdir: (path: Target) => disk.remove(path, "rmdir"),
    mkdir: (path: Target, options?: Options) => disk.makeFolder(path, optionsOf(options).recursive === true),
    mkdtemp(prefix: string) {
      const path = prefix + Math.random().toString(36).slice(2, 8);
      disk.makeFolder(path, true);
      return path;
    },
    readdir(path: Target, options?: Options) {
      const { withFileTypes, recursive } = optionsOf(options);
      const names = recursive ? disk.listAll(path) : disk.list(path);
      if (!withFileTypes) return names;
      return names.map((found) => {
        const [, below = "", name] = /^(?:(.*)\/)?([^/]*)$/.exec(found) ?? [];
        const parentPath = below ? `${String(path)}/${below}` : path;
        return Object.assign(disk.stat(`${String(path)}/${found}`), { name, path: parentPath, parentPath });
      });
    },
    cp(from: Target, to: Target, options?: Options) {
      if (!disk.stat(from).isDirectory()) return disk.write(to, disk.read(from));
      if (!optionsOf(options).recursive) {
        const message = `Recursive option not enabled, cannot copy a directory: ${disk.resolve(from)}`;
        throw Object.assign(new Error(message), { code: "ERR_FS_EISDIR" });
      }
      if (!disk.exists(to)) disk.makeFolder(to, true);
      for (const name of disk.list(from))
        sync.cp(`${disk.resolve(from)}/${name}`, `${disk.resolve(to)}/${name}`, options);
    },
    stat: (path: Target): Stats => disk.stat(path),
    lstat: (path: Target): Stats => disk.stat(path),
    access: (path: Target) => void disk.stat(path, "access"),
    realpath: (path: Target) => disk.resolve(path),
    truncate: (path: Target, length = 0) => disk.write(path, disk.read(path).slice(0, length)),
    chmod: () => undefined,
    utimes: () => undefined,
  };

  const more = {
    existsSync: (path: Target) => INPUTS.has(path) || disk.exists(path),
    openSync: (path: Target, flags = "r") => (INPUTS.has(path) ? 0 : disk.open(path, flags)),
    closeSync: (file: number) => disk.close(file),
    fstatSync: (file: number) => (file === 0 ? new Stats(false, 0) : disk.stat(file)),
    /** One line at a time of the input, as a terminal gives them. */
    readSync(file: number, into: Uint8Array, offset = 0, length = into.length - offset, position?: number | null) {
      let bytes: Uint8Array;
      if (file === 0) {
        if (!rest) {
          const line = io.readLine();
          if (line === null || line === undefined) return 0;
          rest = `${line}\n`;
        }
        bytes = Buffer.from(rest);
        rest = new TextDecoder().decode(bytes.slice(length));
      } else bytes = disk.readFrom(file, length, position ?? null);
      into.set(bytes.slice(0, length), offset);
      return Math.min(bytes.length, length);
    },
    writeSync(file: number, data: Data) {
      if (file === 1 || file === 2) write(file, data);
      else disk.append(file, bytesOf(data));
      return bytesOf(data).length;
    },
    createReadStream(path: Target, options?: Options) {
      const stdin = () => (process as unknown as { stdin: Readable }).stdin;
      const { start = 0, end = Infinity, highWaterMark = 65_536 } = optionsOf(options);
      const part = () => read(path).subarray(start, end + 1);
      const stream = INPUTS.has(path) ? stdin() : Readable.from(pieces(part, highWaterMark), { objectMode: false });
      const encoding = encodingOf(options);
      if (encoding) stream.setEncoding(encoding as BufferEncoding);
      return stream;
    },
    createWriteStream(path: Target, options?: Options) {
      if (!optionsOf(options).flag?.startsWith("a") && !/"flags":"a/.test(JSON.stringify(options ?? "")))
        write(path, "");
      const stream = new Writable({
        write(data: Data, _encoding: string, done: () => void) {
          sync.appendFile(path, data);
          done();
        },
      });
      return Object.assign(stream, { path });
    },
  };

  // In a turn of its own each: the answer never comes before what follows the call.
  const later = <T>(call: () => T) =>
    turns.during(
      new Promise<T>((done, failed) => {
        turns.answer(() => {
          try {
            done(call());
          } catch (error) {
            failed(error as Error);
          }
        });
      }),
    );
  const named: Record<string, unknown> = {};
  const promises: Record<string, unknown> = {};
  for (const [name, call] of Object.entries(sync) as [string, (...values: unknown[]) => unknown][]) {
    named[`${name}Sync`] = call;
    promises[name] = (...values: unknown[]) => later(() => call(...values));
    named[name] = (...values: unknown[]) => {
      const answer = values.pop() as Callback;
      if (typeof answer !== "function") {
        const message = 'The "cb" argument must be of type function. Received undefined';
        throw Object.assign(new TypeError(message), { code: "ERR_INVALID_ARG_TYPE" });
      }
      turns.answer(() => {
        let value: unknown;
        try {
          value = call(...values);
        } catch (error) {
          return answer(error);
        }
        answer(null, value);
      });
    };
    for (const [on, own] of [
      [named, name],
      [promises, name],
      [named, `${name}Sync`],
    ] as const) {
      Object.defineProperty(on[own], "name", { value: own, configurable: true });
    }
  }
  named.exists = (path: Target, answer: (exists: boolean) => void) =>
    turns.answer(() => answer(more.existsSync(path)));
  promises.open = (path: Target, flags = "r") => later(() => handleOf(more.openSync(path, flags)));
  const handleOf = (fd: number) => {
    const whole = (options?: Options) => sync.readFile(fd, options);
    const written = (data: Data) => more.writeSync(fd, data);
    const close = () => later(() => more.closeSync(fd));
    const methods = {
      ...{ fd, close, [Symbol.asyncDispose ?? Symbol("asyncDispose")]: close },
      readFile: (options?: Options) => later(() => whole(options)),
      writeFile: (data: Data) => later(() => void written(data)),
      appendFile: (data: Data) => later(() => void written(data)),
      write: (data: Data) => later(() => ({ bytesWritten: written(data), buffer: data })),
      read: (into: Uint8Array, offset?: number, length?: number, position?: number | null) =>
        later(() => ({ bytesRead: more.readSync(fd, into, offset, length, position), buffer: into })),
      stat: () => later(() => more.fstatSync(fd)),
      truncate: (length?: number) => later(() => sync.truncate(fd, length)),
      async *readLines() {
        for (const line of String(await methods.readFile("utf8"))
          .replace(/\n$/, "")
          .split("\n"))
          yield line;
      },
    };
    return methods;
  };
  const constants = { F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1 };
  Object.assign(promises, { constants });
  return { ...named, ...more, constants, Stats, promises } as typeof named & { promises: object };
}

function* pieces(read: () => Uint8Array, size: number) {
  const bytes = read();
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
