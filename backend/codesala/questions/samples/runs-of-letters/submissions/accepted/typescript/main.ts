declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

/** The line with each run as its letter and its length, if that is shorter. */
function shortened(line: string): string {
  const parts: string[] = [];
  let start = 0;
  for (let position = 1; position <= line.length; position++) {
    if (line[position] === line[start]) continue;
    const length = position - start;
    parts.push(line[start] + (length > 1 ? length : ""));
    start = position;
  }
  const short = parts.join("");
  return short.length < line.length ? short : line;
}

console.log(shortened(lines[0].trim()));
