declare function require(name: string): any;

const lines: string[] = require("fs").readFileSync(0, "utf8").split("\n");

/** The smallest number of steps from the first to the last cell, or null. */
function steps(rows: string[]): number | null {
  const [height, width] = [rows.length, rows[0].length];
  const distance: number[][] = rows.map((row) => Array(row.length).fill(-1));
  distance[0][0] = 0;
  const queue: [number, number][] = [[0, 0]];
  for (const [row, column] of queue) {
    for (const [down, right] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      const [y, x] = [row + down, column + right];
      if (rows[y]?.[x] === "." && distance[y][x] < 0) {
        distance[y][x] = distance[row][column] + 1;
        queue.push([y, x]);
      }
    }
  }
  const found = distance[height - 1][width - 1];
  return found < 0 ? null : found;
}

const [height] = lines[0].split(" ").map(Number);
console.log(steps(lines.slice(1, height + 1)) ?? "none");
