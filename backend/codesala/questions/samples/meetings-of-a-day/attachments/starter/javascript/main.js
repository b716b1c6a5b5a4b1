const lines = require("fs").readFileSync(0, "utf8").split("\n");

/** The stretches with a meeting, in order, as pairs of minutes since midnight. */
function stretches(meetings) {
  return [];
}

function minutes(clock) {
  const [hours, rest] = clock.split(":").map(Number);
  return hours * 60 + rest;
}

function clock(minutes) {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

const meetings = lines.slice(1, Number(lines[0]) + 1).map((line) => line.trim().split(" ").map(minutes));
const found = stretches(meetings);
for (const [start, end] of found) console.log(clock(start), clock(end));
console.log(found.reduce((total, [start, end]) => total + end - start, 0));
