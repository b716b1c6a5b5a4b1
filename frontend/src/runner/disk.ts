// The directory in which a program runs, with its files, for languages that are WebAssembly with WASI.

import { Directory, File, PreopenDirectory, wasi } from "@bjorn3/browser_wasi_shim";

import type { Program } from "./program";

const ALL_RIGHTS = 0xffff_ffffn; // without them the C library says that nothing may be read or written

/** `/`, with a `/tmp` that nobody sees who lists it, unless the program makes one itself: it runs in the same place. */
export class Disk extends PreopenDirectory {
  readonly #temporary = new Directory(new Map());

  constructor() {
    super("/", new Map());
    const { contents } = this.dir;
    const listed = contents.get.bind(contents);
    contents.get = (name) => listed(name) ?? (name === "tmp" ? this.#temporary : undefined);
  }

  override path_create_directory(path: string): number {
    const found = this.path_lookup(path, 0).inode_obj;
    const isNew = found === this.#temporary && ![...this.dir.contents.values()].includes(found);
    if (isNew) this.dir.contents.set("tmp", found);
    else if (found) return wasi.ERRNO_EXIST;
    return isNew ? wasi.ERRNO_SUCCESS : super.path_create_directory(path);
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
