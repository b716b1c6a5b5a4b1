const path = require("path");

console.log(path.posix.join("a", "b"), path.sep);
console.log(path.win32.join("a", "b"));
