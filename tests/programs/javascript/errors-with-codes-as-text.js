const assert = require("assert");
const path = require("path");
const readline = require("readline");
const util = require("util");

const closed = readline.createInterface({ input: process.stdin });
closed.close();
const tries = {
  path: () => path.join("a", undefined),
  buffer: () => Buffer.from(5),
  timer: () => setTimeout("later"),
  assert: () => assert.equal(1, 2),
  question: () => closed.question("Who? ", () => {}),
  promisify: () => util.promisify("readFile"),
  inherits: () => util.inherits(function Dog() {}, undefined),
  argument: () => util.parseArgs({ args: ["--verbos"], options: { verbose: { type: "boolean" } } }),
};
for (const [name, attempt] of Object.entries(tries)) {
  try {
    attempt();
  } catch (error) {
    console.log(`${name}: ${error}`);
    console.log(error.stack.split("\n")[0] === String(error), Object.keys(error));
  }
}
