const fs = require("fs");
const text: string = fs.readFileSync("/dev/stdin").toString();
console.log(text.split(/\s+/).filter((word: string) => word).length);

if (require.main === module) console.log("main");
