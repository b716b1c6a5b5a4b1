// Errors are thrown again in loops, arrows, generators and tasks; the program sees its own functions as it wrote them.
"use strict";
const self = { name: "own" };

class Retry extends Error {
  constructor(tries, cause) {
    super(`gave up after ${tries} tries`);
    this.name = "Retry";
    this.reason = cause.message;
  }
}

const fail = (text) => { throw new Error(text); };
function retry(task, tries) {
  let last;
  for (let i = 1; i <= tries; i++) {
    try { return task(i); } catch (e) { last = e; if (e.fatal) throw e; }
  }
  throw(new Retry(tries, last));
}

function* numbers() {
  for (const n of [1, 2, 3]) { if (n === 3) throw new RangeError(`no ${n}`); yield n; }
}

console.log(fail.toString());
console.log(`text that says throw new Error, ${(() => { try { throw self; } catch (e) { return e.name; } })()}`);
try { for (const n of numbers()) console.log(n); } catch (e) { console.log(e.message, e.stack.split("\n")[1].trim().replace(/\(.*\//, "(")); }
console.log(retry((i) => (i < 3 ? fail(`try ${i}`) : i), 3));

const pending = new Error("made at the start");
async function load(i) {
  try { if (i > 1) throw pending; await null; return i; } catch (e) { console.log("caught", e === pending); throw e; }
}
load(1).then(console.log);
load(2).catch((e) => console.log(e.message)).then(() => setTimeout(() => {
  try { retry(() => fail("again"), 2); } catch (e) { if (e instanceof Retry) { console.log(e.reason); throw e; } else throw pending; } finally { console.log("done"); }
}, 1));
