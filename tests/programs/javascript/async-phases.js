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
  setTimeout(together, 100);
});

// Timers that are due together are called before the immediates of any of them, one list of the same time after the other.
function together() {
  setTimeout(() => {
    log("first");
    setImmediate(() => log("immediate of the first"));
    Promise.resolve().then(() => log("promise of the first"));
    process.nextTick(() => log("tick of the first"));
  }, 300);
  setTimeout(() => log("second"), 300);
  setTimeout(() => log("sooner"), 2);
  setTimeout(() => (log("latest"), setImmediate(rounds)), 600);
  block(50);
  setTimeout(() => log("later, of the shortest list"), 2);
  block(700);
}

// An immediate of an immediate waits for the next round, in which timers come first.
function rounds() {
  setImmediate(() => {
    log("one");
    setTimeout(() => log("timer between"), 1);
    setImmediate(() => log("next round"));
    block(5);
  });
  setImmediate(() => log("two"));
}
