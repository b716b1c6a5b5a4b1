declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

type Stretch = [start: number, end: number];

/** The stretches with a meeting, in order, as pairs of minutes since midnight. */
function stretches(meetings: Stretch[]): Stretch[] {
  return [];
}

function minutes(clock: string): number {
  const [hours, rest] = clock.split(":").map(Number);
  return hours * 60 + rest;
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}

const meetings = lines.slice(1, Number(lines[0]) + 1).map((line): Stretch => {
  const [start, end] = line.trim().split(" ");
  return [minutes(start), minutes(end)];
});
const found = stretches(meetings);
for (const [start, end] of found) console.log(clock(start), clock(end));
console.log(found.reduce((total, [start, end]) => total + end - start, 0));
