const { EventEmitter, once } = require("node:events");
const util = require("util");

const emitter = new EventEmitter();
emitter.on("sum", (a, b) => console.log("sum", a + b));
emitter.prependListener("sum", () => console.log("first"));
setTimeout(() => emitter.emit("ready", 1, 2), 2);
once(emitter, "ready").then((values) => console.log("ready", values));
console.log(emitter.emit("sum", 1, 2), emitter.emit("nobody"), emitter.eventNames());

const read = util.promisify((x, callback) => setTimeout(() => callback(x < 0 ? new Error("negative") : null, x * 2), 1));
read(4).then(console.log);
read(-1).catch((error) => console.log(error.message));
console.log(util.format("%s=%d", "x", 5), util.inspect({ a: { b: { c: { d: 1 } } } }, { depth: 0 }));
console.log(util.isDeepStrictEqual([1, [2]], [1, [2]]), util.types.isPromise(read(1)));
function Old() {}
util.inherits(Old, EventEmitter);
console.log(new Old() instanceof EventEmitter);
emitter.emit("error", new Error("nobody listens"));
