declare function require(name: string): any;

const input: string = require("fs").readFileSync(0, "utf8");
const lines = input.split("\n").filter((line) => line.trim());

type File = { path: string; size: number };

/** The lines of the tree. */
function shown(files: File[]): string[] {
  return [];
}

const files = lines.map((line): File => {
  const [path, size] = line.trim().split(" ");
  return { path, size: Number(size) };
});
console.log(shown(files).join("\n"));
