const lines = require("fs").readFileSync(0, "utf8").split("\n").filter((line) => line.trim());

/** The lines of the tree. `files` are pairs of a path and a size. */
function shown(files) {
  return [];
}

const files = lines.map((line) => {
  const [path, size] = line.trim().split(" ");
  return [path, Number(size)];
});
console.log(shown(files).join("\n"));
