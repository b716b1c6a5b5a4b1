const lines = require("fs").readFileSync(0, "utf8").split("\n");

/** [month, sum, balance at its end] of each month in order; amounts are in cents. */
function months(lines) {
  const sums = new Map();
  for (const line of lines) {
    if (!line.trim() || line.startsWith("#")) continue;
    const [date, amount] = line.trim().split(" ");
    const [year, month] = date.split("-").map(Number);
    const number = year * 12 + month - 1;
    sums.set(number, (sums.get(number) ?? 0) + cents(amount));
  }
  const found = [];
  let balance = 0;
  for (let number = Math.min(...sums.keys()); number <= Math.max(...sums.keys()); number++) {
    const sum = sums.get(number) ?? 0;
    balance += sum;
    found.push([`${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, "0")}`, sum, balance]);
  }
  return found;
}

function cents(amount) {
  const [whole, rest = ""] = amount.replace(/^[+-]/, "").split(".");
  const found = Number(whole) * 100 + Number(rest.padEnd(2, "0"));
  return amount.startsWith("-") ? -found : found;
}

function money(cents) {
  const [whole, rest] = [Math.floor(Math.abs(cents) / 100), Math.abs(cents) % 100];
  return `${cents < 0 ? "-" : ""}${whole}.${String(rest).padStart(2, "0")}`;
}

const found = months(lines);
for (const [month, sum, balance] of found) console.log(month, money(sum), money(balance));
if (found.length === 0) console.log("empty");
