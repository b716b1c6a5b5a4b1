const { EventEmitter, errorMonitor } = require("events");

const jobs = new EventEmitter();
jobs.on(errorMonitor, (error) => console.log("seen:", error));
for (const value of ["a text", { status: 404 }, undefined]) {
  try {
    jobs.emit("error", value);
  } catch (error) {
    console.log(error.message, error.code, error.context);
  }
}
process.on("uncaughtException", (error, origin) => console.log("uncaught:", error.message, origin));
setTimeout(() => Promise.reject(new RangeError("rejected")), 1);
setTimeout(() => jobs.emit("error", new Error("thrown")), 20);
