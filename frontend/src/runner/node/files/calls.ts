// What programs ask of files, at once: all else of the module fs is made of it.

import { Buffer } from "buffer";

import { refused } from "../absent";
import { bytesOf, type Data } from "../bytes";
import { coded, WHAT_IS_WRITTEN, wrongType } from "../errors";
import type { Machine } from "../library";
import type { Disk } from "./disk";
import { fsError, type Target } from "./errors";
import { Dirent, Stats, newEntry } from "./stats";

export interface Wishes {
  encoding?: string | null;
  flag?: string;
  flags?: string;
  recursive?: boolean;
  withFileTypes?: boolean;
  throwIfNoEntry?: boolean;
  force?: boolean;
  start?: number;
  end?: number;
  highWaterMark?: number;
}
export type Options = string | Wishes | null;

export type FileCalls = ReturnType<typeof makeCalls>["calls"];

export const INPUTS = new Set<unknown>([0, "/dev/stdin", "/proc/self/fd/0"]);
const OUTPUTS: Record<string, "stdout" | "stderr"> = {
  1: "stdout",
  "/dev/stdout": "stdout",
  2: "stderr",
  "/dev/stderr": "stderr",
};
export const optionsOf = (options?: Options): Wishes =>
  typeof options === "string" ? { encoding: options } : (options ?? {});

const OWNER = 6; // bits of a mode are to the right of its owner's

/** A way to copy: not over a file that is there. */
export const COPY_IS_NEW = 1;

function written(data: Data, encoding?: string | null): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, (encoding ?? "utf8") as BufferEncoding);
  if (!ArrayBuffer.isView(data)) throw wrongType("data", WHAT_IS_WRITTEN, data);
  return new Uint8Array(bytesOf(data));
}

function read(encoding: string | null | undefined, bytes: Uint8Array): Buffer | string {
  const found = Buffer.from(bytes);
  if (!encoding || encoding === "buffer") return found;
  if (Buffer.isEncoding(encoding)) return found.toString(encoding);
  const said = `The argument 'encoding' is invalid encoding. Received '${encoding}'`;
  throw coded(TypeError, "ERR_INVALID_ARG_VALUE", said);
}

/** A file that is open. */
const isNumber = (target: Target) => typeof target === "number";

export function makeCalls({ io }: Machine, disk: Disk) {
  let rest = ""; // of the input, where it is read in pieces
  const input = () => {
    const lines: string[] = [];
    for (let line = io.readLine(); line !== null && line !== undefined; line = io.readLine()) lines.push(`${line}\n`);
    const text = rest + lines.join("");
    rest = "";
    return Buffer.from(text);
  };
  const print = (to: Target, data: Data) => {
    const stream = OUTPUTS[String(to)];
    if (stream) io.write(stream, typeof data === "string" ? data : new TextDecoder().decode(data));
    return stream !== undefined;
  };
  /** All at once to a file that is opened for it. */
  const writeWhole = (to: Target, data: Data, flags: string, encoding?: string | null) => {
    const bytes = written(data, encoding);
    if (print(to, data)) return;
    if (isNumber(to)) return disk.writeTo(to, bytes);
    const file = disk.open(to, flags);
    disk.writeTo(file, bytes);
    disk.close(file);
  };

  const calls = {
    readFile(from: Target, options?: Options) {
      const { encoding } = optionsOf(options);
      if (INPUTS.has(from)) return read(encoding, input());
      if (isNumber(from)) disk.check(from, "fstat");
      return read(encoding, isNumber(from) ? disk.readFrom(from, Infinity, null) : disk.read(from));
    },
    writeFile(to: Target, data: Data, options?: Options) {
      const { encoding, flag = "w" } = optionsOf(options);
      writeWhole(to, data, flag, encoding);
    },
    appendFile(to: Target, data: Data, options?: Options) {
      const { encoding, flag = "a" } = optionsOf(options);
      writeWhole(to, data, flag, encoding);
    },
    copyFile: (from: Target, to: Target, mode = 0) => disk.copy(from, to, (mode & COPY_IS_NEW) !== 0),
    rename: (from: Target, to: Target) => disk.rename(from, to),
    unlink: (path: Target) => disk.remove(path, "unlink"),
    rm(path: Target, options?: Options) {
      const { force, recursive } = optionsOf(options);
      if (!force || disk.exists(path)) disk.removeAll(path, recursive === true);
    },
    rmdir(path: Target, options?: Options) {
      if (optionsOf(options).recursive) disk.removeAll(path, true);
      else disk.remove(path, "rmdir");
    },
    mkdir: (path: Target, options?: Options) => disk.makeFolder(path, optionsOf(options).recursive === true),
    mkdtemp(prefix: string) {
      const path = prefix + Math.random().toString(36).slice(2, 8).padEnd(6, "x");
      disk.makeFolder(path, false);
      return path;
    },
    readdir(path: Target, options?: Options) {
      const { withFileTypes, recursive } = optionsOf(options);
      const names = recursive ? disk.listAll(path) : disk.list(path);
      if (!withFileTypes) return names;
      return names.map((found) => {
        const [, below = "", name = ""] = /^(?:(.*)\/)?([^/]*)$/.exec(found) ?? [];
        const stats = disk.stat(`${String(path)}/${found}`, "lstat");
        const kind = stats.isDirectory() ? "folder" : stats.isSymbolicLink() ? "link" : "file";
        return new Dirent(kind, name, below ? `${String(path)}/${below}` : String(path));
      });
    },
    cp(from: Target, to: Target, options?: Options) {
      if (!disk.stat(from, "cp").isDirectory()) return disk.write(to, disk.read(from));
      if (!optionsOf(options).recursive) {
        const message = `Recursive option not enabled, cannot copy a directory: ${disk.resolve(from)}`;
        throw Object.assign(new Error(message), { code: "ERR_FS_EISDIR" });
      }
      if (!disk.exists(to)) disk.makeFolder(to, true);
      for (const name of disk.list(from))
        calls.cp(`${disk.resolve(from)}/${name}`, `${disk.resolve(to)}/${name}`, options);
    },
    stat(path: Target, options?: Options): Stats | undefined {
      return optionsOf(options).throwIfNoEntry === false && !disk.exists(path) ? undefined : disk.stat(path);
    },
    lstat: (path: Target) => disk.stat(path, "lstat"),
    access(path: Target, wanted = 0) {
      const { mode } = disk.stat(path, "access");
      if (wanted & ~(mode >> OWNER)) throw fsError("EACCES", "access", path);
    },
    realpath: (path: Target) => (disk.stat(path, "lstat"), disk.resolve(path)),
    truncate(path: Target, length?: number) {
      const file = disk.open(path, "r+");
      disk.cut(file, length);
      disk.close(file);
    },
    chmod: (path: Target, mode: number | string) =>
      disk.change(path, "chmod", { mode: typeof mode === "string" ? parseInt(mode, 8) : mode }),
    utimes(path: Target, accessed: number | Date, changed: number | Date) {
      const ms = (time: number | Date) => (time instanceof Date ? time.getTime() : Number(time) * 1000);
      disk.change(path, "utime", { atimeMs: ms(accessed), mtimeMs: ms(changed) });
    },
    symlink: (target: Target, path: Target) => disk.link(target, path, false),
    link: (from: Target, to: Target) => disk.link(from, to, true),
    readlink: (path: Target) => disk.readLink(path),
    open: (path: Target, flags: string | null = "r") => (INPUTS.has(path) ? 0 : disk.open(path, flags ?? "r")),
    close: (file: number) => disk.close(file),
    fstat: (file: number) => ([0, 1, 2].includes(file) ? new Stats(newEntry("file")) : disk.stat(file)),
    ftruncate: (file: number, length?: number) => disk.cut(file, length),
    fsync: (file: number) => disk.check(file, "fsync"),
    fdatasync: (file: number) => disk.check(file, "fdatasync"),
    /** One line at a time of the input, as a terminal gives them. */
    read(
      file: number,
      into: Uint8Array,
      offset: number | (Wishes & { offset?: number; length?: number; position?: number | null }) = 0,
      length?: number,
      position?: number | null,
    ): number {
      if (typeof offset === "object") return calls.read(file, into, offset.offset ?? 0, offset.length, offset.position);
      const most = length ?? into.length - offset;
      let bytes: Uint8Array;
      if (file === 0) {
        if (!rest) {
          const line = io.readLine();
          if (line === null || line === undefined) return 0;
          rest = `${line}\n`;
        }
        bytes = Buffer.from(rest);
        rest = new TextDecoder().decode(bytes.slice(most));
      } else bytes = disk.readFrom(file, most, position ?? null);
      into.set(bytes.slice(0, most), offset);
      return Math.min(bytes.length, most);
    },
    /** Of a text what follows is where and how, of bytes which of them and where. */
    write(file: number, data: Data, first?: number | null, second?: number | string, third?: number | null): number {
      const bytes =
        typeof data === "string" ? written(data, second as string | undefined) : written(data).subarray(first ?? 0);
      const part = typeof data === "string" ? bytes : bytes.subarray(0, (second as number | undefined) ?? bytes.length);
      const position = typeof data === "string" ? first : third;
      if (!print(file, part)) disk.writeTo(file, part, position ?? null);
      return part.length;
    },
  };
  const nobody = "is of no use here: nobody but the program itself changes files.";
  const watching = {
    watch: refused("fs.watch", `fs.watch ${nobody}`),
    watchFile: refused("fs.watchFile", `fs.watchFile ${nobody}`),
  };
  return { calls, watching };
}
