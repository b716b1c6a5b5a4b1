const { EventEmitter } = require("node:events");

const tasks = new EventEmitter();
const fail = (error) => tasks.emit("error", error);

setTimeout(function work() {
  const error = Object.assign(new Error("late"), { code: "E_LATE" });
  fail(error);
}, 1);
