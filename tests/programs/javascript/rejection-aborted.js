// A worker that nobody catches when its signal is aborted.
const controller = new AbortController();

async function work(signal) {
  for (;;) {
    signal.throwIfAborted();
    await new Promise((done) => setTimeout(done, 5));
  }
}

setTimeout(function stop() {
  controller.abort();
}, 12);
work(controller.signal);
