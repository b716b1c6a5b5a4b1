const path = require("path");
const calls = {
  join: () => path.join("a", undefined),
  resolve: () => path.resolve("a", 1),
  relative: () => path.relative("a", null),
  basename: () => path.basename({}),
  dirname: () => path.dirname(),
  extname: () => path.extname(5),
  normalize: () => path.normalize([]),
  parse: () => path.parse(true),
};
for (const [name, call] of Object.entries(calls)) {
  try {
    console.log(name, call());
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
  }
}
console.log(path.posix === path, require("path/posix") === path, path.posix.join("a", "..", "b"));
