process.on("SIGINT", (name, number) => {
  console.log("asked to end by", name, number);
  clearInterval(going);
  process.kill(process.pid, "SIGTERM");
});
const going = setInterval(() => {}, 1000);
setTimeout(() => process.kill(process.pid, "SIGINT"), 1);
process.on("exit", () => console.log("never"));
try {
  process.kill(process.pid, "SIGNOTHING");
} catch (error) {
  console.log(error.code, error.message);
}
