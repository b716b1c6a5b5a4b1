// What is kept of each file and folder, and how programs see it.

/** `link`: where a symbolic link leads. */
export interface Entry {
  kind: "file" | "folder" | "link";
  bytes: Uint8Array;
  link: string;
  mode: number;
  ino: number;
  atimeMs: number;
  mtimeMs: number;
  ctimeMs: number;
  birthtimeMs: number;
}

const KINDS = { file: [0o100000, 0o644], folder: [0o040000, 0o755], link: [0o120000, 0o777] } as const;

let made = 0;

export function newEntry(kind: Entry["kind"], of: Partial<Entry> = {}): Entry {
  const nowMs = Date.now();
  const times = { atimeMs: nowMs, mtimeMs: nowMs, ctimeMs: nowMs, birthtimeMs: nowMs };
  return { kind, bytes: new Uint8Array(), link: "", mode: KINDS[kind][1], ino: ++made, ...times, ...of };
}

const FOLDER_BYTES = 4096;

/** What it is; `fs.Dirent` has the same functions. */
export class Kind {
  readonly #kind: Entry["kind"];

  constructor(kind: Entry["kind"]) {
    this.#kind = kind;
  }

  isFile(): boolean {
    return this.#kind === "file";
  }

  isDirectory(): boolean {
    return this.#kind === "folder";
  }

  isSymbolicLink(): boolean {
    return this.#kind === "link";
  }

  isFIFO(): boolean {
    return false;
  }

  isSocket(): boolean {
    return false;
  }

  isBlockDevice(): boolean {
    return false;
  }

  isCharacterDevice(): boolean {
    return false;
  }
}

export class Dirent extends Kind {
  constructor(
    kind: Entry["kind"],
    readonly name: string,
    readonly parentPath: string,
    readonly path = parentPath,
  ) {
    super(kind);
  }
}

export class Stats extends Kind {
  readonly dev = 1;
  readonly nlink = 1;
  readonly uid = 1000;
  readonly gid = 1000;
  readonly blksize = FOLDER_BYTES;
  readonly mode: number;
  readonly ino: number;
  readonly size: number;
  readonly blocks: number;
  readonly atimeMs: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly birthtimeMs: number;
  readonly atime: Date;
  readonly mtime: Date;
  readonly ctime: Date;
  readonly birthtime: Date;

  constructor(entry: Entry) {
    super(entry.kind);
    this.mode = KINDS[entry.kind][0] | entry.mode;
    this.ino = entry.ino;
    this.size = { file: entry.bytes.length, folder: FOLDER_BYTES, link: entry.link.length }[entry.kind];
    this.blocks = Math.ceil(this.size / 512);
    ({ atimeMs: this.atimeMs, mtimeMs: this.mtimeMs, ctimeMs: this.ctimeMs, birthtimeMs: this.birthtimeMs } = entry);
    [this.atime, this.mtime] = [new Date(this.atimeMs), new Date(this.mtimeMs)];
    [this.ctime, this.birthtime] = [new Date(this.ctimeMs), new Date(this.birthtimeMs)];
  }
}
