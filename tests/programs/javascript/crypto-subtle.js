const { webcrypto } = require("crypto");
(async () => {
  const data = new TextEncoder().encode("hello world");
  const digest = await crypto.subtle.digest("SHA-256", data);
  console.log(Buffer.from(digest).toString("hex"));
  const sha1 = await webcrypto.subtle.digest("SHA-1", data);
  console.log([...new Uint8Array(sha1)].map((b) => b.toString(16).padStart(2, "0")).join(""));
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode("secret"), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
  const sig = await crypto.subtle.sign("HMAC", key, data);
  console.log(Buffer.from(sig).toString("base64"));
  console.log(await crypto.subtle.verify("HMAC", key, sig, data));
})();
