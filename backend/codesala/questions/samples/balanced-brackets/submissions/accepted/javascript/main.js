const lines = require("fs").readFileSync(0, "utf8").split("\n");

const PAIRS = { ")": "(", "]": "[", "}": "{" };

/** The position at which it is clear that the line is not balanced, or null. */
function firstFault(line) {
  const opened = [];
  for (let position = 0; position < line.length; position++) {
    const character = line[position];
    if ("([{".includes(character)) opened.push(character);
    else if (character in PAIRS && opened.pop() !== PAIRS[character]) return position;
  }
  return opened.length > 0 ? line.length : null;
}

console.log(firstFault(lines[0]) ?? "balanced");
