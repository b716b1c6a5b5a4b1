const lines = require("fs").readFileSync("/dev/stdin").toString().split("\n");
const [a, b] = lines[1].split(" ").map(Number);
console.log(a + b);
console.log(lines.length, JSON.stringify(lines[0]));
