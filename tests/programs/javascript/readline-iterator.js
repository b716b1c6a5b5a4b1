// Lines taken one by one from the iterator of an interface, and an interface that is asked on after a loop.
const readline = require("readline");
const rl = readline.createInterface({ input: process.stdin, output: process.stdout });
rl.on("close", () => console.log("closed"));

(async () => {
  const lines = rl[Symbol.asyncIterator]();
  const next = async () => (await lines.next()).value;
  await new Promise((done) => setTimeout(done, 20)); // the lines come before they are asked for
  const count = Number(await next());
  let sum = 0;
  for (let index = 0; index < count; index += 1) sum += Number(await next());
  rl.output.write(`sum ${sum}\n`);
  console.log(rl.input === process.stdin, rl.history, rl[Symbol.asyncIterator]() === lines);
  for await (const line of rl) console.log("rest", line);
  for await (const line of rl) console.log("never", line);
  console.log("over");
})();
