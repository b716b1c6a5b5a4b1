let text = "";
process.stdin.on("data", (piece) => {
  text += piece;
});
process.stdin.on("end", () => {
  const [first, second] = text.trim().split("\n").map((line) => JSON.parse(line));
  console.log(first.name);
  console.log(second.name.toUpperCase());
});
