process.on("exit", (code) => console.log(`leaving with ${code}`));
setTimeout(() => console.log("never"), 10);
console.log("working");
if (process.argv.length < 3) {
  console.error("usage: main.js <file>");
  process.exit(2);
}
console.log("not reached");
