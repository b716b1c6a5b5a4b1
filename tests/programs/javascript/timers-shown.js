const { inspect } = require("util");

// When it began and its numbers are those of the moment.
const show = (value) => console.log(inspect(value).replace(/(_idleStart|Id\)\]): \d+/g, "$1: (some)"));

class Debounced {
  constructor(call, ms) {
    Object.assign(this, { call, ms, timer: null });
  }
  hit(...values) {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.call, this.ms, ...values);
    return this;
  }
}

const said = new Debounced(function say(word) {
  console.log("said", word);
}, 5);
show(said.hit("a").hit("b"));
const every = setInterval(() => {}, 1000);
show([every, { deep: { deeper: { every } } }]);
clearInterval(every);
show(every);
const soon = setImmediate((word) => console.log(word), "soon");
show(soon);
soon.unref();
console.log(soon.hasRef(), soon.ref().hasRef(), said.timer.hasRef(), said.timer.unref().hasRef());
console.log(Object.keys(every), Object.keys(soon));
said.timer.ref();
setTimeout(() => {
  show(said);
  show(soon);
  clearTimeout(Number(setTimeout(() => console.log("never"), 1)));
}, 20);
setTimeout(
  function late(one, other) {
    throw new Error(`${one} and ${other}`);
  },
  30,
  1,
  2,
);
