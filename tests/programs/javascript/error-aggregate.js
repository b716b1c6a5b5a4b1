// None of several promises is kept: all of their errors are told.
const servers = ["alpha", "beta"].map((name, ms) => {
  return new Promise((_, reject) => setTimeout(() => reject(new Error(`${name} is down`)), ms));
});
process.on("exit", (code) => console.log("exit", code));

async function firstUp() {
  console.log(await Promise.any(servers));
}

firstUp();
