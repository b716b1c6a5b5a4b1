// The directory in which a program runs, with its files, for languages that are WebAssembly with WASI.

import {
  Directory,
  type Fd,
  File,
  type Inode,
  OpenDirectory,
  OpenFile,
  PreopenDirectory,
  wasi,
} from "@bjorn3/browser_wasi_shim";

import type { Program } from "./program";

const ALL_RIGHTS = 0xffff_ffffn; // without them the C library says that nothing may be read or written

/** With its times, which the shim would write over its size. */
class Stat extends wasi.Filestat {
  constructor(
    { ino, filetype, size }: wasi.Filestat,
    readonly time: bigint,
  ) {
    super(ino, filetype, size);
  }

  override write_bytes(view: DataView, at: number): void {
    super.write_bytes(view, at);
    for (const offset of [40, 48, 56]) view.setBigUint64(at + offset, this.time, true);
  }
}

/** `/`, with a `/tmp` that nobody sees who lists it, unless the program makes one itself: it runs in the same place. */
export class Disk extends PreopenDirectory {
  readonly #temporary = new Directory(new Map());
  /** Nanoseconds since 1970 at which each was written, or else first looked at. */
  readonly #times = new WeakMap<Inode, bigint>();

  constructor() {
    super("/", new Map());
    const { contents } = this.dir;
    const listed = contents.get.bind(contents);
    contents.get = (name) => listed(name) ?? (name === "tmp" ? this.#temporary : undefined);
  }

  #timed(inode: Inode): Stat {
    return new Stat(inode.stat(), this.#times.get(inode) ?? this.#touch(inode));
  }

  #touch(inode: Inode, time = BigInt(Date.now()) * 1_000_000n): bigint {
    this.#times.set(inode, time);
    return time;
  }

  override path_filestat_get(flags: number, path: string) {
    const found = this.path_lookup(path, flags).inode_obj;
    return found ? { ret: wasi.ERRNO_SUCCESS, filestat: this.#timed(found) } : super.path_filestat_get(flags, path);
  }

  override path_filestat_set_times(flags: number, path: string, _: bigint, time: bigint, which: number): number {
    const { ret, inode_obj: found } = this.path_lookup(path, flags);
    if (!found) return ret;
    this.#touch(found, which & wasi.FSTFLAGS_MTIM ? time : undefined);
    return wasi.ERRNO_SUCCESS;
  }

  override path_open(...how: Parameters<PreopenDirectory["path_open"]>) {
    const opened = super.path_open(...how);
    if (opened.fd_obj) this.#watch(opened.fd_obj);
    return opened;
  }

  #watch(opened: Fd): void {
    if (opened instanceof OpenFile) {
      const write = opened.fd_write.bind(opened);
      opened.fd_write = (bytes) => {
        this.#touch(opened.file);
        return write(bytes);
      };
      opened.fd_filestat_get = () => ({ ret: wasi.ERRNO_SUCCESS, filestat: this.#timed(opened.file) });
    } else if (opened instanceof OpenDirectory) {
      opened.fd_read = () => ({ ret: wasi.ERRNO_ISDIR, data: new Uint8Array() });
    }
  }

  override path_create_directory(path: string): number {
    const found = this.path_lookup(path, 0).inode_obj;
    if (!found) return super.path_create_directory(path);
    if (found !== this.#temporary || [...this.dir.contents.values()].includes(found)) return wasi.ERRNO_EXIST;
    this.dir.contents.set("tmp", found);
    return wasi.ERRNO_SUCCESS;
  }

  override fd_fdstat_get() {
    const { ret, fdstat } = super.fd_fdstat_get();
    if (fdstat) fdstat.fs_rights_inherited = ALL_RIGHTS;
    return { ret, fdstat };
  }

  layOut(files: Program["files"]): void {
    for (const [path, text] of Object.entries(files)) {
      let { contents } = this.dir;
      const folders = path.split("/");
      const name = folders.pop() ?? path;
      for (const folder of folders) {
        const found = contents.get(folder);
        const directory = found instanceof Directory ? found : new Directory(new Map());
        contents.set(folder, directory);
        ({ contents } = directory);
      }
      contents.set(name, new File(new TextEncoder().encode(text)));
    }
  }
}
