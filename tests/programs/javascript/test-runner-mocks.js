const { test, mock } = require("node:test");
const assert = require("node:assert");
test("timers", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let n = 0;
  setTimeout(() => n++, 1000);
  t.mock.timers.tick(1000);
  assert.equal(n, 1);
});
test("method", (t) => {
  const o = { f: () => 1 };
  t.mock.method(o, "f", () => 2);
  assert.equal(o.f(), 2);
});
test("dates and intervals", (t) => {
  t.mock.timers.enable({ apis: ["setInterval", "Date"], now: 1000 });
  const seen = [];
  const timer = setInterval((name) => seen.push(name), 100, "once more");
  t.mock.timers.tick(250);
  clearInterval(timer);
  t.mock.timers.tick(250);
  assert.deepEqual(seen, ["once more", "once more"]);
  assert.equal(new Date().getTime(), 1500);
});
test("as before", () => assert.ok(Date.now() > 1_600_000_000_000));
