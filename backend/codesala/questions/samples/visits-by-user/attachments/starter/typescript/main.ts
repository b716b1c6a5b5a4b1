declare function require(name: string): any;

const input: string = require("fs").readFileSync(0, "utf8");
const lines = input.split("\n").filter((line) => line.trim());

type Visit = [user: string, pages: number, favourite: string];

/** What is asked for of each user, in the order that is asked for. */
function visits(lines: string[]): Visit[] {
  return [];
}

for (const visit of visits(lines)) console.log(visit.join(" "));
