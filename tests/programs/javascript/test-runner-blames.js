const { test } = require("node:test");
const assert = require("node:assert");

const later = (ms) => new Promise((done) => setTimeout(done, ms));
const load = (id, done) => setTimeout(() => done(null, { id }), 1);

test("compares in a callback", (t, done) => {
  load(7, (error, { id }) => {
    assert.strictEqual(id, 8);
    done(error);
  });
});
test("loses a promise", async () => {
  Promise.reject(new Error("nobody awaits it"));
  await later(5);
});
test("throws in a tick", async () => {
  process.nextTick(() => {
    throw new RangeError("in a tick");
  });
  await later(5);
});
test("goes on after them", async () => {
  await later(1);
  console.log("went on");
});
setTimeout(() => {
  throw new Error("of no test");
}, 100);
