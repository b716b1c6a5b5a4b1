declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

/** Positions of two numbers whose sum is the target, or null. */
function positions(numbers: number[], target: number): [number, number] | null {
  return null;
}

const target = Number(lines[0]);
const numbers = lines[1].trim().split(/\s+/).map(Number);
const found = positions(numbers, target);
console.log(found ? found.join(" ") : "none");
