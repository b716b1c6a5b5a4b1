const zlib = require("zlib");
const text = "interview ".repeat(50);
const packed = zlib.gzipSync(text);
console.log(packed.length < text.length, zlib.gunzipSync(packed).toString() === text);
console.log(zlib.inflateSync(zlib.deflateSync(Buffer.from("abc"))).toString());
zlib.gzip("hello", (err, buf) => {
  if (err) throw err;
  zlib.gunzip(buf, (e, out) => {
    console.log(out.toString());
    byStreams();
  });
});
console.log(zlib.crc32 ? "crc" : "no crc");
try {
  zlib.gunzipSync("not packed");
} catch (error) {
  console.log(error.code, error.message);
}
const { pipeline } = require("stream/promises");
const { Readable } = require("stream");
async function byStreams() {
  const pieces = [];
  await pipeline(Readable.from(["a", "b"]), zlib.createGzip(), zlib.createGunzip(), async (source) => {
    for await (const piece of source) pieces.push(piece.toString());
  });
  console.log(pieces.join(""), zlib.unzipSync(zlib.deflateSync("x")).toString(), zlib.crc32("hello"));
}
