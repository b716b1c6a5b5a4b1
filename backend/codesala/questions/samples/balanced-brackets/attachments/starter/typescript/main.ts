declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

/** The position at which it is clear that the line is not balanced, or null. */
function firstFault(line: string): number | null {
  return null;
}

console.log(firstFault(lines[0]) ?? "balanced");
