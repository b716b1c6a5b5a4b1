const { setTimeout: sleep } = require("timers/promises");

const controller = new AbortController();
const { signal } = controller;
sleep(1000, "never", { signal }).catch((error) => console.log(error.name, error.code, error.message));
Promise.resolve()
  .then(() => console.log("one"))
  .then(() => console.log("two"))
  .then(() => console.log("three"));
controller.abort();
sleep(1000, "never", { signal }).catch(() => console.log("aborted before it began"));

sleep(1, "slept", { signal: new AbortController().signal }).then(console.log);
