function debounce(callback, ms) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => callback(...values), ms);
  };
}

function throttle(callback, ms) {
  let last = -Infinity;
  return function (...values) {
    const now = Date.now();
    if (now - last >= ms) {
      last = now;
      callback.apply(this, values);
    }
  };
}

const say = debounce(console.log, 20);
say("a");
say("b");
setTimeout(() => say("c"), 5);
const once = throttle((x) => console.log("throttled", x), 1000);
once(1);
once(2);
let ticks = 0;
const interval = setInterval(() => {
  if (++ticks === 3) {
    clearInterval(interval);
    console.log("three ticks");
  }
}, 15);
