function outer() {
  inner();
}
function inner() {
  throw new Error("deep");
}
try {
  outer();
} catch (error) {
  console.log(error.stack.split("\n").slice(0, 3).join("\n"));
  console.error("failed:", error.message);
}
const made = new TypeError("made here");
console.log(made.stack.split("\n")[1].trim());
process.exitCode = 3;
