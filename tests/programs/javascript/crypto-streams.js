// The checksum of a file, as streams give it.
const { createHash, createHmac } = require("crypto");
const fs = require("fs");
const { pipeline } = require("stream/promises");

fs.writeFileSync("data.bin", "some text\n".repeat(10_000));

async function main() {
  const whole = createHash("sha256").update(fs.readFileSync("data.bin")).digest("hex");

  const piped = createHash("sha256");
  fs.createReadStream("data.bin").pipe(piped);
  await new Promise((done, failed) => piped.on("finish", done).on("error", failed));
  console.log("piped", piped.digest("hex") === whole);

  const hash = createHash("sha256");
  await pipeline(fs.createReadStream("data.bin"), hash);
  console.log("pipeline", hash.digest("hex") === whole);

  const read = createHash("md5");
  read.setEncoding("hex");
  read.on("data", (digest) => console.log("data", digest));
  read.write("one ");
  read.end("two");
  await new Promise((done) => read.on("end", done));

  const key = createHmac("sha1", "key");
  key.end("message");
  key.on("readable", () => {
    const digest = key.read();
    if (digest) console.log("readable", digest.toString("base64"), digest.length);
  });
  await new Promise((done) => key.on("end", done));

  const early = createHash("md5");
  fs.createReadStream("data.bin")
    .on("end", () => console.log("early", early.digest("hex")))
    .pipe(early);
  await new Promise((done) => early.on("finish", done));

  const counted = createHash("sha1");
  for await (const piece of fs.createReadStream("data.bin", { highWaterMark: 30_000 })) counted.update(piece);
  console.log("for await", counted.digest("hex"));
  try {
    counted.update("more");
  } catch (error) {
    console.log(error.code, error.message);
  }
}
main();
