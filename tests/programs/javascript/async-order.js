console.log("start");
setTimeout(() => console.log("timeout 0"), 0);
setTimeout(() => console.log("timeout 10"), 10);
setTimeout(() => {
  setImmediate(() => console.log("immediate"));
  setTimeout(() => console.log("nested timeout"), 0);
  process.nextTick(() => console.log("tick in timeout"));
  Promise.resolve().then(() => console.log("promise in timeout"));
}, 30);
Promise.resolve().then(() => console.log("promise 1")).then(() => console.log("promise 2"));
process.nextTick(() => console.log("tick 1"));
queueMicrotask(() => console.log("microtask"));
(async () => {
  console.log("async begins");
  await null;
  console.log("async goes on");
})();
process.nextTick(console.log, "tick", 2);
console.log("end");
