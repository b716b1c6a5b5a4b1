const readline = require("node:readline");

async function main() {
  const rl = readline.createInterface({ input: process.stdin, crlfDelay: Infinity });
  const words = new Map();
  for await (const line of rl) {
    for (const word of line.split(" ").filter(Boolean)) words.set(word, (words.get(word) ?? 0) + 1);
  }
  const sorted = [...words].sort(([a, x], [b, y]) => y - x || a.localeCompare(b));
  for (const [word, count] of sorted) console.log(word, count);
}

main();
