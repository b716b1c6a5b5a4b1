process.on("exit", (code) => console.log("exit", code));
process.on("uncaughtException", (error) => {
  console.log("caught", error.message);
  null.field;
});
setTimeout(() => {
  throw new Error("first");
}, 1);
