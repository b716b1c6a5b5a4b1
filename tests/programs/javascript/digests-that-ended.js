const crypto = require("crypto");
const told = (call) => {
  try {
    console.log(call());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
const hash = crypto.createHash("sha256").update("a");
const copy = hash.copy().update("b");
console.log(hash.digest("hex") === crypto.createHash("sha256").update("a").digest("hex"));
console.log(copy.digest("hex") === crypto.createHash("sha256").update("ab").digest("hex"));
told(() => hash.update("b"));
told(() => hash.digest());
told(() => hash.copy());
told(() => crypto.createHash("sha1").update(5));
told(() => crypto.createHash("sha1").update({ a: 1 }));
told(() => crypto.createHash("sha1").update(new Uint16Array([1, 2])).digest("hex"));
told(() => crypto.createHash("nope"));
told(() => crypto.createHmac("nope", "key"));
told(() => crypto.createHmac("sha1"));
told(() => crypto.pbkdf2Sync("a", "b", 1, 8, "nope"));
told(() => crypto.timingSafeEqual(Buffer.from("a"), Buffer.from("ab")));
crypto.randomInt(3, 4, (error, drawn) => console.log(error, drawn));
console.log(crypto.randomInt(1));
