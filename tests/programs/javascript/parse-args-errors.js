const { parseArgs } = require("util");

const options = { name: { type: "string", short: "n" }, verbose: { type: "boolean", short: "v" } };
for (const args of [
  ["--name", "ada", "-v"],
  ["-vn", "ada"],
  ["-nada"],
  ["--nope"],
  ["-x"],
  ["extra"],
  ["--name"],
  ["--verbose=1"],
  ["--name", "-v"],
  ["-n", "-v"],
]) {
  try {
    console.log(args.join(" "), parseArgs({ args, options }).values);
  } catch (error) {
    console.log(args.join(" "), error.name, error.code, error.message);
  }
}
try {
  parseArgs({ args: ["--nope", "more"], options, allowPositionals: true });
} catch (error) {
  console.log(error.message);
}
console.log(parseArgs({ args: ["-v", "a", "--", "--b"], options, allowPositionals: true, tokens: true }));
console.log(parseArgs().values, parseArgs({ strict: false, args: ["--x", "y"] }));
