declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

const PAIRS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** The position at which it is clear that the line is not balanced, or null. */
function firstFault(line: string): number | null {
  const opened: string[] = [];
  for (let position = 0; position < line.length; position++) {
    const character = line[position];
    if ("([{".includes(character)) opened.push(character);
    else if (character in PAIRS && opened.pop() !== PAIRS[character]) return position;
  }
  return opened.length > 0 ? line.length : null;
}

console.log(firstFault(lines[0]) ?? "balanced");
