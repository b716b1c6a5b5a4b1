process.exitCode = 2;
process.on("exit", (code) => {
  console.log("exit", code);
  process.exitCode = 7;
});
console.log("done");
