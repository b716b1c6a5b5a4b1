const lines = require("fs").readFileSync(0, "utf8").split("\n").filter((line) => line.trim());

/** [user, number of different pages, page opened most often] for each user, in the order that is asked for. */
function visits(lines) {
  return [];
}

for (const visit of visits(lines)) console.log(visit.join(" "));
