// The files of a program in the directory in which it runs, for languages that are WebAssembly with WASI.

import { Directory, File, type PreopenDirectory } from "@bjorn3/browser_wasi_shim";

import type { Program } from "./program";

export function layOut(disk: PreopenDirectory, files: Program["files"]): void {
  for (const [path, text] of Object.entries(files)) {
    let { contents } = disk.dir;
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
