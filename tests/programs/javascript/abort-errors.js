// What is aborted says so as an error of its own.
const { setTimeout: sleep } = require("timers/promises");
const controller = new AbortController();
sleep(1000, null, { signal: controller.signal }).catch((error) => {
  console.log(error.name, error.code, error.constructor.name, error.message);
  console.log(error.cause === controller.signal.reason, controller.signal.reason instanceof DOMException);
  console.log(typeof controller.signal.reason.stack, String(controller.signal.reason));
});
controller.abort();
const asked = require("readline/promises").createInterface({ input: process.stdin });
const late = new AbortController();
asked
  .question("", { signal: late.signal })
  .catch((error) => console.log("question", error.name))
  .finally(() => asked.close());
setTimeout(() => late.abort(), 5);
