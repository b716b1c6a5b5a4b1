declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

/** Positions of two numbers whose sum is the target, or null. */
function positions(numbers: number[], target: number): [number, number] | null {
  const seen = new Map<number, number>();
  for (const [position, number] of numbers.entries()) {
    const before = seen.get(target - number);
    if (before !== undefined) return [before, position];
    if (!seen.has(number)) seen.set(number, position);
  }
  return null;
}

const target = Number(lines[0]);
const numbers = lines[1].trim().split(/\s+/).map(Number);
const found = positions(numbers, target);
console.log(found ? found.join(" ") : "none");
