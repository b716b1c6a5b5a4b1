// A value goes along with what a call begins, also with the next tick.
const { AsyncLocalStorage } = require("async_hooks");
const storage = new AsyncLocalStorage();
storage.run("in", () => {
  process.nextTick((more) => console.log("tick", storage.getStore(), more), 1);
  setTimeout(() => console.log("timer", storage.getStore()));
  Promise.resolve().then(() => console.log("then", storage.getStore()));
});
storage.enterWith("out");
console.log("now", storage.getStore());
