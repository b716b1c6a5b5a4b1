const { EventEmitter, getEventListeners, captureRejectionSymbol } = require("node:events");
const emitter = new EventEmitter();
const attempts = {
  on: () => emitter.on("a", 5),
  once: () => emitter.once("a", undefined),
  off: () => emitter.off("a", "text"),
  prepend: () => emitter.prependListener("a", { handle() {} }),
  most: () => emitter.setMaxListeners(-1),
  timer: () => setTimeout("code", 1),
  tick: () => process.nextTick(null),
  capture: () => process.setUncaughtExceptionCaptureCallback(5),
};
for (const [name, attempt] of Object.entries(attempts)) {
  try {
    attempt();
  } catch (error) {
    console.log(name, error.name, error.code, error.message);
    console.log(error.stack.split("\n")[0]);
  }
}
emitter.on("a", () => {});
console.log(getEventListeners(emitter, "a").length, String(captureRejectionSymbol));
console.log(process instanceof EventEmitter, process.constructor.name);
