// Who catches an error that nobody caught goes on with ticks, and promises after them.
process.on("uncaughtException", (error) => console.log("caught", error.message));
process.nextTick(() => console.log("tick"));
queueMicrotask(() => console.log("promise"));
process.nextTick(() => console.log("second tick"));
setTimeout(() => {
  process.nextTick(() => console.log("tick of a timer"));
  Promise.resolve().then(() => console.log("promise of a timer"));
  throw new Error("in a timer");
}, 5);
throw new Error("at the top");
