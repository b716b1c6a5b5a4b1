let data = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => (data += chunk));
process.stdin.on("end", () => {
  const grid = data.trim().split("\n").map((row) => row.split(""));
  const transposed = grid[0].map((_, x) => grid.map((row) => row[x]).join(""));
  console.log(transposed.join("\n"));
});
