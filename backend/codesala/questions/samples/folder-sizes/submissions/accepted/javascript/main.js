const lines = require("fs").readFileSync(0, "utf8").split("\n").filter((line) => line.trim());

class Folder {
  folders = new Map();
  ownSize = 0;
  hasFiles = false;

  folder(name) {
    if (!this.folders.has(name)) this.folders.set(name, new Folder());
    return this.folders.get(name);
  }

  get size() {
    return [...this.folders.values()].reduce((total, folder) => total + folder.size, this.ownSize);
  }

  lines(indent) {
    return [...this.folders.keys()].sort().flatMap((first) => {
      let [name, folder] = [first, this.folders.get(first)];
      while (!folder.hasFiles && folder.folders.size === 1) {
        const [[inner, only]] = folder.folders;
        [name, folder] = [`${name}/${inner}`, only];
      }
      return [`${indent}${name} ${folder.size}`, ...folder.lines(indent + "  ")];
    });
  }
}

/** The lines of the tree. `files` are pairs of a path and a size. */
function shown(files) {
  const root = new Folder();
  for (const [path, size] of files) {
    const folder = path.split("/").slice(0, -1).reduce((here, name) => here.folder(name), root);
    folder.ownSize += size;
    folder.hasFiles = true;
  }
  return [`. ${root.size}`, ...root.lines("  ")];
}

const files = lines.map((line) => {
  const [path, size] = line.trim().split(" ");
  return [path, Number(size)];
});
console.log(shown(files).join("\n"));
