declare function require(name: string): any;

const input: string = require("fs").readFileSync(0, "utf8");
const lines = input.split("\n").filter((line) => line.trim());

type File = { path: string; size: number };

class Folder {
  folders = new Map<string, Folder>();
  ownSize = 0;
  hasFiles = false;

  folder(name: string): Folder {
    const folder = this.folders.get(name) ?? new Folder();
    this.folders.set(name, folder);
    return folder;
  }

  get size(): number {
    return [...this.folders.values()].reduce((total, folder) => total + folder.size, this.ownSize);
  }

  lines(indent: string): string[] {
    return [...this.folders.keys()].sort().flatMap((first) => {
      let [name, folder] = [first, this.folder(first)];
      while (!folder.hasFiles && folder.folders.size === 1) {
        const [[inner, only]] = [...folder.folders];
        [name, folder] = [`${name}/${inner}`, only];
      }
      return [`${indent}${name} ${folder.size}`, ...folder.lines(indent + "  ")];
    });
  }
}

/** The lines of the tree. */
function shown(files: File[]): string[] {
  const root = new Folder();
  for (const { path, size } of files) {
    const names = path.split("/").slice(0, -1);
    const folder = names.reduce((here, name) => here.folder(name), root);
    folder.ownSize += size;
    folder.hasFiles = true;
  }
  return [`. ${root.size}`, ...root.lines("  ")];
}

const files = lines.map((line): File => {
  const [path, size] = line.trim().split(" ");
  return { path, size: Number(size) };
});
console.log(shown(files).join("\n"));
