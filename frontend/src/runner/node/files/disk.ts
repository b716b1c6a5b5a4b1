// Files and folders in memory, with the errors that an operating system has.

import { HOME } from "../process";

/** A path, the address of a file, or the number of an open file. */
export type Target = string | number | URL | Uint8Array;

const MESSAGES: Record<string, [number, string]> = {
  ENOENT: [-2, "no such file or directory"],
  EEXIST: [-17, "file already exists"],
  ENOTDIR: [-20, "not a directory"],
  EISDIR: [-21, "illegal operation on a directory"],
  ENOTEMPTY: [-39, "directory not empty"],
  EBADF: [-9, "bad file descriptor"],
};

export function fsError(code: string, syscall: string, path?: Target): Error {
  const [errno, sentence] = MESSAGES[code] ?? [0, ""];
  const isSilent = path === undefined || syscall === "read";
  const error = new Error(`${code}: ${sentence}, ${syscall}${isSilent ? "" : ` '${String(path)}'`}`);
  return Object.assign(error, { errno, code, syscall, ...(isSilent ? {} : { path }) });
}

export class Stats {
  readonly mode: number;
  readonly atimeMs = Date.now();
  readonly mtimeMs = Date.now();
  readonly ctimeMs = Date.now();
  readonly birthtimeMs = Date.now();
  readonly mtime = new Date();
  readonly birthtime = new Date();
  readonly #isFolder: boolean;

  constructor(
    isFolder: boolean,
    readonly size: number,
  ) {
    this.#isFolder = isFolder;
    this.mode = isFolder ? 0o40755 : 0o100644;
  }

  isFile(): boolean {
    return !this.#isFolder;
  }

  isDirectory(): boolean {
    return this.#isFolder;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

interface Opened {
  path: string;
  at: number;
}

export class Disk {
  readonly #files = new Map<string, Uint8Array>();
  readonly #folders = new Set<string>(["/", "/tmp", "/home", HOME]);
  readonly #opened = new Map<number, Opened>();
  #next = 3;

  resolve(target: Target): string {
    if (typeof target === "number") {
      const opened = this.#opened.get(target);
      if (!opened) throw fsError("EBADF", "fstat");
      return opened.path;
    }
    const text = target instanceof URL ? decodeURIComponent(target.pathname) : String(target);
    const parts: string[] = [];
    for (const part of (text.startsWith("/") ? text : `${HOME}/${text}`).split("/")) {
      if (part === "..") parts.pop();
      else if (part && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  }

  exists(target: Target): boolean {
    const path = this.resolve(target);
    return this.#files.has(path) || this.#folders.has(path);
  }

  read(target: Target): Uint8Array {
    const path = this.resolve(target);
    const bytes = this.#files.get(path);
    if (bytes) return bytes;
    throw this.#folders.has(path) ? fsError("EISDIR", "read") : fsError("ENOENT", "open", target);
  }

  write(target: Target, bytes: Uint8Array): void {
    const path = this.resolve(target);
    if (this.#folders.has(path)) throw fsError("EISDIR", "open", target);
    if (!this.#folders.has(parentOf(path))) throw fsError("ENOENT", "open", target);
    this.#files.set(path, bytes);
  }

  stat(target: Target, syscall = "stat"): Stats {
    const path = this.resolve(target);
    if (this.#folders.has(path)) return new Stats(true, 4096);
    const bytes = this.#files.get(path);
    if (!bytes) throw fsError("ENOENT", syscall, target);
    return new Stats(false, bytes.length);
  }

  list(target: Target): string[] {
    const path = this.resolve(target);
    if (this.#files.has(path)) throw fsError("ENOTDIR", "scandir", target);
    if (!this.#folders.has(path)) throw fsError("ENOENT", "scandir", target);
    const all = [...this.#files.keys(), ...this.#folders];
    return all
      .filter((other) => other !== "/" && parentOf(other) === path)
      .map((other) => other.slice(other.lastIndexOf("/") + 1))
      .sort();
  }

  /** All below, by their paths from there: a folder before what is in it. */
  listAll(target: Target): string[] {
    const path = this.resolve(target);
    return this.list(target).flatMap((name) => {
      const isFolder = this.#folders.has(`${path === "/" ? "" : path}/${name}`);
      return isFolder ? [name, ...this.listAll(`${path}/${name}`).map((below) => `${name}/${below}`)] : [name];
    });
  }

  makeFolder(target: Target, isRecursive: boolean): string | undefined {
    const path = this.resolve(target);
    if (this.exists(path)) {
      if (isRecursive && this.#folders.has(path)) return undefined;
      throw fsError("EEXIST", "mkdir", target);
    }
    if (!this.#folders.has(parentOf(path))) {
      if (!isRecursive) throw fsError("ENOENT", "mkdir", target);
      this.makeFolder(parentOf(path), true);
    }
    this.#folders.add(path);
    return isRecursive ? path : undefined;
  }

  rename(from: Target, to: Target): void {
    const [old, path] = [this.resolve(from), this.resolve(to)];
    if (!this.exists(old)) throw fsError("ENOENT", "rename", from);
    for (const [name, bytes] of [...this.#files]) {
      if (name !== old && !name.startsWith(`${old}/`)) continue;
      this.#files.delete(name);
      this.#files.set(path + name.slice(old.length), bytes);
    }
    for (const name of [...this.#folders]) {
      if ((name === old || name.startsWith(`${old}/`)) && this.#folders.delete(name)) {
        this.#folders.add(path + name.slice(old.length));
      }
    }
  }

  remove(target: Target, syscall: "unlink" | "rmdir"): void {
    const path = this.resolve(target);
    if (!this.exists(path)) throw fsError("ENOENT", syscall, target);
    if (syscall === "unlink" && !this.#files.delete(path)) throw fsError("EISDIR", syscall, target);
    if (syscall === "rmdir") {
      if (this.list(target).length > 0) throw fsError("ENOTEMPTY", syscall, target);
      this.#folders.delete(path);
    }
  }

  removeAll(target: Target, isRecursive: boolean): void {
    const path = this.resolve(target);
    if (!this.exists(path)) throw fsError("ENOENT", "lstat", target);
    if (this.#folders.has(path) && !isRecursive) throw fsError("EISDIR", "rm", target);
    for (const name of [...this.#files.keys(), ...this.#folders]) {
      if (name !== path && !name.startsWith(`${path}/`)) continue;
      this.#files.delete(name);
      this.#folders.delete(name);
    }
  }

  open(target: Target, flags: string): number {
    const path = this.resolve(target);
    if (flags.startsWith("w") || (flags.startsWith("a") && !this.exists(path))) this.write(path, new Uint8Array());
    else if (!this.exists(path)) throw fsError("ENOENT", "open", target);
    this.#opened.set(this.#next, { path, at: 0 });
    return this.#next++;
  }

  close(file: number): void {
    if (file > 2 && !this.#opened.delete(file)) throw fsError("EBADF", "close");
  }

  readFrom(file: number, length: number, position: number | null): Uint8Array {
    const opened = this.#opened.get(file);
    if (!opened) throw fsError("EBADF", "read");
    const from = position ?? opened.at;
    const bytes = this.read(opened.path).slice(from, from + length);
    if (position === null) opened.at += bytes.length;
    return bytes;
  }

  append(file: number, bytes: Uint8Array): void {
    const opened = this.#opened.get(file);
    if (!opened) throw fsError("EBADF", "write");
    const before = this.read(opened.path);
    const whole = new Uint8Array(before.length + bytes.length);
    whole.set(before);
    whole.set(bytes, before.length);
    this.write(opened.path, whole);
  }
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf("/")) || "/";
