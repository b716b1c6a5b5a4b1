import * as readline from "readline";

const rl = readline.createInterface({ input: process.stdin });
const lines: string[] = [];
rl.on("line", (line: string) => {
  lines.push(line);
});
rl.on("close", (): void => {
  const [count, ...numbers] = lines.map(Number);
  console.log(count, Math.max(...numbers));
});
