const fs = require("fs");
const block = (ms) => { for (const end = Date.now() + ms; Date.now() < end;); };
const log = (text) => console.log(text);

setImmediate(() => log("immediate"));
fs.readFile(__filename, () => {
  log("file read");
  setTimeout(() => log("file: timeout"), 0);
  setImmediate(() => log("file: immediate"));
  process.nextTick(() => log("file: tick"));
  Promise.resolve().then(() => log("file: promise"));
});

// Timers that are due together are called before the immediates of any of them, one list of the same time after the other.
setTimeout(() => {
  setTimeout(() => {
    log("first");
    setImmediate(() => log("immediate of the first"));
    Promise.resolve().then(() => log("promise of the first"));
    process.nextTick(() => log("tick of the first"));
  }, 15);
  setTimeout(() => log("second"), 15);
  setTimeout(() => log("sooner"), 2);
  setTimeout(() => log("latest"), 25);
  block(10);
  setTimeout(() => log("later, of the shortest list"), 2);
  block(20);
}, 40);

// An immediate of an immediate waits for the next round, in which timers come first.
setTimeout(() => {
  setImmediate(() => {
    log("one");
    setTimeout(() => log("timer between"), 1);
    setImmediate(() => log("next round"));
    block(5);
  });
  setImmediate(() => log("two"));
}, 120);

setTimeout(() => {
  let count = 0;
  const every = setInterval(() => {
    log(`every ${++count}`);
    if (count === 3) clearInterval(every);
  }, 2);
  const cleared = setImmediate(() => log("never"));
  setImmediate(() => clearTimeout(late));
  const late = setTimeout(() => log("never"), 10);
  clearImmediate(cleared);
  const again = setTimeout(() => log("refreshed once"), 15);
  setTimeout(() => again.refresh(), 5);
  setTimeout(() => log("before it"), 18);
}, 200);
