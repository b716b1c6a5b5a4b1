const { setTimeout: sleep } = require("timers/promises");

async function work(signal) {
  for (let step = 0; step < 3; step++) {
    signal.throwIfAborted();
    console.log("step", step);
    if (step === 1) controller.abort();
  }
}

const controller = new AbortController();
controller.signal.addEventListener("abort", () => console.log("abort:", controller.signal.reason.message));
work(controller.signal).catch((error) => console.log(`${error.name}: ${error.message}`, error.code));

const own = new AbortController();
own.abort(new Error("too slow"));
console.log(own.signal.aborted, own.signal.reason.message, AbortSignal.abort().reason.message);

const late = AbortSignal.timeout(5);
sleep(40).then(() => console.log(late.reason.name, late.reason.message));
