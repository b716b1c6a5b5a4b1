declare function require(name: string): any;

const input: string = require("fs").readFileSync(0, "utf8");
const lines = input.split("\n").filter((line) => line.trim());

type Visit = [user: string, pages: number, favourite: string];

/** What is asked for of each user, in the order that is asked for. */
function visits(lines: string[]): Visit[] {
  const byUser = new Map<string, Map<string, number>>();
  for (const line of lines) {
    const [, user, page] = line.trim().split(" ");
    const times = byUser.get(user) ?? new Map<string, number>();
    byUser.set(user, times.set(page, (times.get(page) ?? 0) + 1));
  }
  return [...byUser]
    .map(([user, times]): Visit => [user, times.size, favourite(times)])
    .sort((one, other) => other[1] - one[1] || inOrder(one[0], other[0]));
}

function favourite(times: Map<string, number>): string {
  return [...times].sort((one, other) => other[1] - one[1] || inOrder(one[0], other[0]))[0][0];
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : 1;
}

for (const visit of visits(lines)) console.log(visit.join(" "));
