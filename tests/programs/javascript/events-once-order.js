const { EventEmitter, once } = require("events");
const source = new EventEmitter();
once(source, "ready").then(([value]) => console.log("once", value));
Promise.resolve()
  .then(() => console.log("one"))
  .then(() => console.log("two"))
  .then(() => console.log("three"))
  .then(() => console.log("four"))
  .then(() => console.log("five"));
source.emit("ready", 42);
once(source, "error").catch((error) => console.log("not", error.message));
once(source, "never").catch((error) => console.log("failed", error.message));
source.emit("error", new Error("broke"));
