const fs = require("fs");
Array.prototype.map = () => "spoiled";
Object.prototype.spoiled = true;
globalThis.left = 1;
JSON.stringify = () => "spoiled";
Promise.prototype.then = () => {};
console.log = () => {};
process.stdout.write("spoiled all\n");
fs.writeFileSync("/tmp/left.txt", "x");
