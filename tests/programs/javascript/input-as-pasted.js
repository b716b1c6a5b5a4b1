const lines = require("fs").readFileSync(0, "utf8").split("\n");
console.log(lines[0].length, lines[0].split(" ").map(Number).reduce((a, b) => a + b));
console.log(lines.slice(1).map((line) => [line.length, escape(line)]));
console.log(parseInt(lines[1]), Number(lines[1]), lines[1].trim().length); // marks are blanks in JavaScript
