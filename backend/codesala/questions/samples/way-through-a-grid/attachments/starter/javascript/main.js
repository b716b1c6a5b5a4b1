const lines = require("fs").readFileSync(0, "utf8").split("\n");

/** The smallest number of steps from the first to the last cell, or null. */
function steps(rows) {
  return null;
}

const [height] = lines[0].split(" ").map(Number);
console.log(steps(lines.slice(1, height + 1)) ?? "none");
