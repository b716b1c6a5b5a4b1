// Names of browsers that Node has not are nobody's: programs use such words for something of their own.
const browsers = ["window", "document", "navigator", "location", "name", "origin", "status", "fonts", "scheduler", "when"];
const others = ["localStorage", "caches", "reportError", "FileReader", "ImageData", "Path2D", "OffscreenCanvas", "Origin"];
for (const name of [...browsers, ...others]) if (name in globalThis) console.log(name, "is there");

location = "Berlin";
fonts = ["serif"];
console.log(globalThis.location, fonts, Object.keys(globalThis).slice(-2));
try {
  console.log(scheduler);
} catch (error) {
  console.log(error.message);
}
console.log(Object.prototype.toString.call(globalThis), globalThis.constructor === Object, String(globalThis));

function who() {
  return this;
}
console.log(who() === globalThis, this === module.exports);
console.log(who());
(function () {
  console.log(Object.keys(this));
})();

const { promisify } = require("util");
Promise.all([promisify(setTimeout)(1, "late"), promisify(setImmediate)("soon")]).then(console.log);
performance = { now: () => 5 };
console.log(performance.now(), atob(btoa("text")), typeof crypto.randomUUID(), typeof queueMicrotask);
const isNode = typeof process !== "undefined" && process.versions != null && process.versions.node != null;
const isBrowser = typeof window !== "undefined" && typeof window.document !== "undefined";
console.log({ isNode, isBrowser });
