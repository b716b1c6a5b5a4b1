process.on("unhandledRejection", (reason) => {
  console.log("unhandled:", reason.message);
});
process.on("uncaughtException", (error, origin) => {
  console.log("uncaught:", error.message, origin);
});
Promise.reject(new Error("one"));
setTimeout(() => {
  throw new Error("two");
}, 1);
setTimeout(() => console.log("still here"), 20);
process.on("exit", (code) => console.log("exit", code));
process.exitCode = 4;
