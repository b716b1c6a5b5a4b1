const { Readable, Transform, pipeline } = require("stream");

const upper = new Transform({
  transform(chunk, encoding, callback) {
    callback(null, chunk.toString().toUpperCase());
  },
});
pipeline(Readable.from(["a", "b", "c"]), upper, (error) => console.log("done", error ?? "without error"));
let text = "";
upper.on("data", (chunk) => (text += chunk));
upper.on("end", () => console.log(text));

(async () => {
  const parts = [];
  for await (const part of Readable.from([1, 2, 3])) parts.push(part);
  console.log(parts);
})();
