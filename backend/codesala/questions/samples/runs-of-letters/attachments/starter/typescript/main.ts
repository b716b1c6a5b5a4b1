declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

/** The line with each run as its letter and its length, if that is shorter. */
function shortened(line: string): string {
  return "";
}

console.log(shortened(lines[0].trim()));
