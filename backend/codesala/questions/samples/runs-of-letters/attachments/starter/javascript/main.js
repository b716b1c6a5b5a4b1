const lines = require("fs").readFileSync(0, "utf8").split("\n");

/** The line with each run as its letter and its length, if that is shorter. */
function shortened(line) {
  return "";
}

console.log(shortened(lines[0].trim()));
