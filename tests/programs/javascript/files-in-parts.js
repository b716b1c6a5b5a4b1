const fs = require("fs");

(async () => {
  fs.writeFileSync("out.txt", "line 0\nline 1\nline 2\n");
  const pieces = [];
  for await (const piece of fs.createReadStream("out.txt", { start: 2, end: 9, highWaterMark: 4, encoding: "utf8" })) {
    pieces.push(piece);
  }
  console.log(pieces);
  const file = await fs.promises.open("out.txt", "r");
  for await (const line of file.readLines()) console.log(">", line);
  const again = await fs.promises.open("out.txt", "a+");
  await again.appendFile("line 3\n");
  await again.close();
  console.log((await fs.promises.readFile("out.txt", "utf8")).length, fs.promises.readFile.name, fs.readFileSync.name);
  await fs.promises.cp("out.txt", "copy.txt");
  console.log(fs.readFileSync("copy.txt", "utf8").split("\n").length);
  for (const name of ["out.txt", "copy.txt"]) fs.unlinkSync(name);
})();
