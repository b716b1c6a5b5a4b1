// Files and folders in memory.

import { Buffer } from "buffer";

import type { Program } from "../../program";
import { outOfRange, wrongType } from "../errors";
import { HOME } from "../process";
import { fsError, type Target } from "./errors";
import { type Entry, newEntry, Stats } from "./stats";

interface Opened {
  path: string;
  at: number;
  /** As `open` has them. */
  flags: string;
}

const MOST_LINKS = 40;
/** Of files that are open: those before are input and output. */
const FIRST_NUMBER = 3;
const LARGEST_NUMBER = 2 ** 31 - 1;

export class Disk {
  readonly #entries = new Map(["/", "/tmp", "/home", HOME].map((path) => [path, newEntry("folder")]));
  readonly #opened = new Map<number, Opened>();
  #folder = HOME;

  constructor(files: Program["files"]) {
    for (const [path, text] of Object.entries(files)) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      if (folder) this.makeFolder(folder, true);
      this.write(path, Buffer.from(text));
    }
  }

  /** Where paths begin that do not say it. */
  get folder(): string {
    return this.#folder;
  }

  enter(target: string): void {
    if (typeof target !== "string") throw wrongType("directory", "of type string", target);
    const path = this.resolve(target);
    const kind = this.#entries.get(path)?.kind;
    const code = kind || this.#isBelowFile(path) ? "ENOTDIR" : "ENOENT";
    if (kind !== "folder") throw fsError(code, "chdir", this.#folder, target);
    this.#folder = path;
  }

  /** Its whole path, behind all links on the way; `syscall` is told where they lead in a circle. */
  resolve(target: Target, followsLast = true, syscall = "open"): string {
    if (typeof target === "number") return this.#open(target, "fstat").path;
    if (typeof target !== "string" && !(target instanceof URL) && !((target as unknown) instanceof Uint8Array)) {
      throw wrongType("path", "of type string or an instance of Buffer or URL", target);
    }
    const text = target instanceof URL ? decodeURIComponent(target.pathname) : String(target);
    const rest = (text.startsWith("/") ? text : `${this.#folder}/${text}`).split("/");
    let path = "";
    let links = 0;
    for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
      if (!part || part === ".") continue;
      const before = path;
      path = part === ".." ? path.slice(0, Math.max(0, path.lastIndexOf("/"))) : `${path}/${part}`;
      const { kind, link = "" } = this.#entries.get(path) ?? {};
      if (kind !== "link" || (!followsLast && rest.every((other) => !other))) continue;
      if ((links += 1) > MOST_LINKS) throw fsError("ELOOP", syscall, target);
      path = link.startsWith("/") ? "" : before;
      rest.unshift(...link.split("/"));
    }
    return path || "/";
  }

  exists(target: Target): boolean {
    return this.#entries.has(this.resolve(target));
  }

  read(target: Target): Uint8Array {
    const entry = this.#found(target, "open");
    if (entry.kind === "folder") throw fsError("EISDIR", "read");
    return entry.bytes;
  }

  write(target: Target, bytes: Uint8Array): void {
    const path = this.resolve(target);
    const entry = this.#entries.get(path);
    if (entry?.kind === "folder") throw fsError("EISDIR", "open", target);
    if (!entry) return this.#add(path, newEntry("file", { bytes }), "open", target);
    entry.bytes = bytes;
    entry.mtimeMs = entry.ctimeMs = Date.now();
  }

  stat(target: Target, syscall = "stat"): Stats {
    return new Stats(this.#found(target, syscall, syscall !== "lstat"));
  }

  /** Of its mode or its times. */
  change(target: Target, syscall: string, to: Partial<Entry>): void {
    Object.assign(this.#found(target, syscall), to);
  }

  list(target: Target, syscall = "scandir"): string[] {
    const path = this.resolve(target);
    if (this.#found(target, syscall).kind !== "folder") throw fsError("ENOTDIR", syscall, target);
    const below = [...this.#entries.keys()].filter((other) => other !== "/" && parentOf(other) === path);
    return below.map((other) => other.slice(other.lastIndexOf("/") + 1)).sort();
  }

  /** All below, by their paths from there: a folder before what is in it. */
  listAll(target: Target): string[] {
    const path = this.resolve(target);
    return this.list(target).flatMap((name) => {
      const whole = `${path === "/" ? "" : path}/${name}`;
      const isFolder = this.#entries.get(whole)?.kind === "folder";
      return isFolder ? [name, ...this.listAll(whole).map((below) => `${name}/${below}`)] : [name];
    });
  }

  makeFolder(target: Target, isRecursive: boolean): string | undefined {
    const path = this.resolve(target);
    const entry = this.#entries.get(path);
    if (entry) {
      if (isRecursive && entry.kind === "folder") return undefined;
      throw fsError("EEXIST", "mkdir", target);
    }
    const above = parentOf(path);
    const first = isRecursive && !this.#entries.has(above) ? this.makeFolder(above, true) : undefined;
    this.#add(path, newEntry("folder"), "mkdir", target);
    return isRecursive ? (first ?? path) : undefined;
  }

  rename(from: Target, to: Target): void {
    const [old, path] = [this.resolve(from, false), this.resolve(to, false)];
    const entry = this.#entries.get(old);
    const other = this.#entries.get(path);
    if (!entry) throw fsError("ENOENT", "rename", from, to);
    if (!this.#entries.has(parentOf(path))) throw fsError("ENOENT", "rename", from, to);
    if (other?.kind === "folder" && entry.kind !== "folder") throw fsError("EISDIR", "rename", from, to);
    if (other?.kind === "folder" && this.list(path).length > 0) throw fsError("ENOTEMPTY", "rename", from, to);
    if (other && other.kind !== "folder" && entry.kind === "folder") throw fsError("ENOTDIR", "rename", from, to);
    if (path.startsWith(`${old}/`)) throw fsError("EINVAL", "rename", from, to);
    for (const [name, moved] of [...this.#entries]) {
      if (name !== old && !name.startsWith(`${old}/`)) continue;
      this.#entries.delete(name);
      this.#entries.set(path + name.slice(old.length), moved);
    }
  }

  copy(from: Target, to: Target, isNew = false): void {
    const entry = this.#entries.get(this.resolve(from));
    if (!entry) throw fsError("ENOENT", "copyfile", from, to);
    const other = this.#entries.get(this.resolve(to));
    if (entry.kind === "folder" || other?.kind === "folder") throw fsError("EISDIR", "copyfile", from, to);
    if (other && isNew) throw fsError("EEXIST", "copyfile", from, to);
    if (!this.#entries.has(parentOf(this.resolve(to)))) throw fsError("ENOENT", "copyfile", from, to);
    this.write(to, entry.bytes);
  }

  /** `isHard`: the file itself, which then has two names; else a link that leads to the text of `from`. */
  link(from: Target, to: Target, isHard: boolean): void {
    const syscall = isHard ? "link" : "symlink";
    const entry = isHard ? this.#entries.get(this.resolve(from)) : newEntry("link", { link: String(from) });
    const path = this.resolve(to, false);
    if (!entry || !this.#entries.has(parentOf(path))) throw fsError("ENOENT", syscall, from, to);
    if (this.#entries.has(path)) throw fsError("EEXIST", syscall, from, to);
    this.#entries.set(path, entry);
  }

  readLink(target: Target): string {
    const entry = this.#found(target, "readlink", false);
    if (entry.kind !== "link") throw fsError("EINVAL", "readlink", target);
    return entry.link;
  }

  remove(target: Target, syscall: "unlink" | "rmdir"): void {
    const { kind } = this.#found(target, syscall, false);
    if (syscall === "unlink" && kind === "folder") throw fsError("EISDIR", syscall, target);
    if (syscall === "rmdir" && kind !== "folder") throw fsError("ENOTDIR", syscall, target);
    if (syscall === "rmdir" && this.list(target).length > 0) throw fsError("ENOTEMPTY", syscall, target);
    this.#entries.delete(this.resolve(target, false));
  }

  removeAll(target: Target, isRecursive: boolean): void {
    const path = this.resolve(target, false);
    const { kind } = this.#found(target, "lstat", false);
    if (kind === "folder" && !isRecursive) {
      const said = `Path is a directory: rm returned EISDIR (is a directory) ${path}`;
      throw Object.assign(new Error(said), { name: "SystemError", code: "ERR_FS_EISDIR", path, syscall: "rm" });
    }
    for (const name of [...this.#entries.keys()]) {
      if (name === path || name.startsWith(`${path}/`)) this.#entries.delete(name);
    }
  }

  /** `flags`: as r, r+, w, wx, a. */
  open(target: Target, flags: string): number {
    const path = this.resolve(target);
    const isThere = this.#entries.has(path);
    if (flags.includes("x") && isThere) throw fsError("EEXIST", "open", target);
    if (flags.startsWith("r") && !isThere) throw fsError("ENOENT", "open", target);
    if (!isThere) this.#add(path, newEntry("file"), "open", target);
    else if (flags.startsWith("w")) this.write(path, new Uint8Array());
    let number = FIRST_NUMBER;
    while (this.#opened.has(number)) number += 1;
    this.#opened.set(number, { path, at: 0, flags });
    return number;
  }

  close(file: number): void {
    if ([0, 1, 2].includes(file)) return;
    this.#open(file, "close");
    this.#opened.delete(file);
  }

  readFrom(file: number, length: number, position: number | null): Uint8Array {
    const opened = this.#open(file, "read");
    if (/^(w|a)(?!.*\+)/.test(opened.flags)) throw fsError("EBADF", "read");
    const from = position ?? opened.at;
    const bytes = this.read(opened.path).slice(from, from + Math.max(0, length));
    if (position === null) opened.at += bytes.length;
    return bytes;
  }

  writeTo(file: number, bytes: Uint8Array, position: number | null = null): void {
    const opened = this.#open(file, "write");
    if (!isWritable(opened)) throw fsError("EBADF", "write");
    const before = this.read(opened.path);
    const at = opened.flags.startsWith("a") ? before.length : (position ?? opened.at);
    const whole = new Uint8Array(Math.max(before.length, at + bytes.length));
    whole.set(before);
    whole.set(bytes, at);
    this.write(opened.path, whole);
    if (position === null) opened.at = at + bytes.length;
  }

  cut(file: number, length = 0): void {
    const opened = this.#open(file, "ftruncate");
    if (!isWritable(opened)) throw fsError("EINVAL", "ftruncate");
    const bytes = new Uint8Array(length);
    bytes.set(this.read(opened.path).subarray(0, length));
    this.write(opened.path, bytes);
  }

  /** Complains of a file that is not open. */
  check(file: number, syscall: string): void {
    this.#open(file, syscall);
  }

  #open(file: number, syscall: string): Opened {
    if (typeof file !== "number") throw wrongType("fd", "of type number", file);
    if (!Number.isInteger(file)) throw outOfRange("fd", "an integer", file);
    if (file < 0 || file > LARGEST_NUMBER) throw outOfRange("fd", `>= 0 && <= ${LARGEST_NUMBER}`, file);
    const opened = this.#opened.get(file);
    if (!opened) throw fsError("EBADF", syscall);
    return opened;
  }

  #found(target: Target, syscall: string, followsLast = true): Entry {
    const path = this.resolve(target, followsLast, syscall);
    const entry = this.#entries.get(path);
    if (entry) return entry;
    throw fsError(this.#isBelowFile(path) ? "ENOTDIR" : "ENOENT", syscall, target);
  }

  #add(path: string, entry: Entry, syscall: string, target: Target): void {
    if (this.#isBelowFile(path)) throw fsError("ENOTDIR", syscall, target);
    if (!this.#entries.has(parentOf(path))) throw fsError("ENOENT", syscall, target);
    this.#entries.set(path, entry);
  }

  #isBelowFile(path: string): boolean {
    return this.#entries.get(parentOf(path))?.kind === "file";
  }
}

const isWritable = ({ flags }: Opened) => !/^r(?!.*\+)/.test(flags);
const parentOf = (path: string) => path.slice(0, path.lastIndexOf("/")) || "/";
