const lines = require("fs").readFileSync(0, "utf8").split("\n").filter((line) => line.trim());

/** [user, number of different pages, page opened most often] for each user, in the order that is asked for. */
function visits(lines) {
  const byUser = new Map();
  for (const line of lines) {
    const [, user, page] = line.trim().split(" ");
    if (!byUser.has(user)) byUser.set(user, new Map());
    const times = byUser.get(user);
    times.set(page, (times.get(page) ?? 0) + 1);
  }
  return [...byUser]
    .map(([user, times]) => [user, times.size, favourite(times)])
    .sort((one, other) => other[1] - one[1] || inOrder(one[0], other[0]));
}

function favourite(times) {
  return [...times].sort((one, other) => other[1] - one[1] || inOrder(one[0], other[0]))[0][0];
}

function inOrder(one, other) {
  return one < other ? -1 : 1;
}

for (const visit of visits(lines)) console.log(visit.join(" "));
