declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

type Month = { name: string; sum: number; balance: number };

/** Each month in order, with its sum and the balance at its end in cents. */
function months(lines: string[]): Month[] {
  return [];
}

function money(cents: number): string {
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${cents < 0 ? "-" : ""}${whole}.${String(rest).padStart(2, "0")}`;
}

const found = months(lines);
for (const { name, sum, balance } of found) console.log(name, money(sum), money(balance));
if (found.length === 0) console.log("empty");
