const lines = require("fs").readFileSync(0, "utf8").split("\n");

/** [month, sum, balance at its end] of each month in order; amounts are in cents. */
function months(lines) {
  return [];
}

function money(cents) {
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${cents < 0 ? "-" : ""}${whole}.${String(rest).padStart(2, "0")}`;
}

const found = months(lines);
for (const [month, sum, balance] of found) console.log(month, money(sum), money(balance));
if (found.length === 0) console.log("empty");
