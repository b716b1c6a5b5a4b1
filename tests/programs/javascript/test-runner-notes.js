const { test, describe, it, before, beforeEach, after, mock } = require("node:test");
const assert = require("node:assert");
describe("stack", () => {
  let s;
  beforeEach(() => { s = []; });
  it("pushes", () => { s.push(1); assert.equal(s.length, 1); });
  it("is empty", () => assert.deepEqual(s, []));
  it.skip("later", () => {});
  it("todo one", { todo: true }, () => {});
});
test("subtests", async (t) => {
  await t.test("a", () => {});
  await t.test("b", (t) => { t.diagnostic("note"); });
});
test("mock", (t) => {
  const fn = t.mock.fn((x) => x * 2);
  assert.equal(fn(3), 6);
  assert.equal(fn.mock.calls.length, 1);
  assert.deepEqual(fn.mock.calls[0].arguments, [3]);
});
