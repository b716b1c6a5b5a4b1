// A token of three parts, as people write one by hand.
const crypto = require("crypto");
const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
const head = part({ alg: "HS256", typ: "JWT" });
const body = part({ sub: "ann?>~ü", admin: true });
const signature = crypto.createHmac("sha256", "secret").update(`${head}.${body}`).digest("base64url");
const token = `${head}.${body}.${signature}`;
console.log(token);
console.log(JSON.parse(Buffer.from(token.split(".")[1], "base64url").toString()));
console.log(Buffer.isEncoding("base64url"), Buffer.byteLength("_-8", "base64url"), Buffer.alloc(4, "_-8", "BASE64URL"));
const bytes = Buffer.from([255, 239, 62, 0]);
console.log(bytes.toString("base64url"), bytes.toString("base64"), bytes.toString("base64url", 1, 3));
console.log(bytes.write("AAEC", "base64url"), bytes, Buffer.from("zz", "hex"));
