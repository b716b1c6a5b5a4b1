const fs = require("fs");
const [n, ...rest] = fs.readFileSync(0, "utf8").trim().split(/\s+/).map(Number);
console.log(n, rest.reduce((sum, x) => sum + x, 0));
