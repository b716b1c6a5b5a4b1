// A loop over lines that is left, and the interface goes on.
const readline = require("readline");
const rl = readline.createInterface({ input: process.stdin });
rl.on("close", () => console.log("closed"));

(async () => {
  for await (const line of rl) {
    console.log("loop", line);
    if (line === "a") break;
  }
  console.log("left");
})();
