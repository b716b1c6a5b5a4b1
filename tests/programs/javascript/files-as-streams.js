const fs = require("fs");
const readline = require("readline");
const { pipeline } = require("stream/promises");
const { Transform } = require("stream");

const copied = fs.createWriteStream("out.txt");
copied.on("open", (fd) => console.log("open", typeof fd, copied.path, copied.pending ?? false));
copied.write("hello ");
copied.write(Buffer.from("wörld\n"));
copied.end("the end\n", () => console.log("ended", copied.bytesWritten, copied.writableFinished));
copied.on("finish", () => console.log("finished", JSON.stringify(fs.readFileSync("out.txt", "utf8"))));
copied.on("close", async () => {
  console.log("closed");
  const more = fs.createWriteStream("out.txt", { flags: "a" });
  more.end("more\n");
  await new Promise((done) => more.on("close", done));
  const source = fs.createReadStream("out.txt", { encoding: "utf8", highWaterMark: 8 });
  source.on("open", () => console.log("reading", source.path));
  source.on("ready", () => console.log("ready"));
  source.on("data", (text) => console.log("data", JSON.stringify(text)));
  source.on("end", () => console.log("end", source.bytesRead));
  await new Promise((done) => source.on("close", done));
  let number = 0;
  for await (const line of readline.createInterface({ input: fs.createReadStream("out.txt") })) console.log(++number, line);
  const loud = new Transform({ transform: (bytes, _, done) => done(null, String(bytes).toUpperCase()) });
  await pipeline(fs.createReadStream("out.txt", { start: 6, end: 11 }), loud, fs.createWriteStream("loud.txt"));
  console.log(fs.readFileSync("loud.txt", "utf8"));
  await pipeline(fs.createReadStream("nowhere.txt"), fs.createWriteStream("never.txt")).catch((error) => {
    console.log("pipeline:", error.message, fs.existsSync("nowhere.txt"));
  });
  fs.createWriteStream("no/such/folder.txt").on("error", ({ code, syscall, path }) => {
    console.log("error", code, syscall, path);
    for (const name of ["out.txt", "loud.txt", "never.txt"]) fs.rmSync(name, { force: true });
  });
});
console.log("begun");
