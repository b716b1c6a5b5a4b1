process.nextTick(() => console.log("tick of the script"));
Promise.resolve()
  .then(() => {
    console.log("promise 1");
    process.nextTick(() => console.log("tick of a promise"));
    process.nextTick(() => console.log("another of it"));
  })
  .then(() => console.log("promise 2"))
  .then(() => console.log("promise 3"));
queueMicrotask(() => console.log("microtask"));
(async () => {
  await null;
  for (let i = 0; i < 4; i++) {
    await null;
    console.log("awaited", i);
  }
})();
