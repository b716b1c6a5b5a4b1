import fs from "fs";
import type { Stats } from "fs";

type Grid = number[][];
const grid: Grid = fs
  .readFileSync(0, "utf8")
  .trim()
  .split("\n")
  .map((row) => row.split(" ").map(Number));
const size = (stats: Stats | Grid): number => (Array.isArray(stats) ? stats.length : stats.size);
console.log(size(grid), grid);
