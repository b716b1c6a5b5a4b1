const fs = require("fs");
const readline = require("readline");

const lines = readline.createInterface({ input: fs.createReadStream("settings.txt") });
lines.on("line", (line) => console.log(line));
lines.on("close", () => console.log("closed"));
fs.createReadStream("settings.txt").pipe(process.stdout);
