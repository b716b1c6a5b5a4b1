import { after, afterEach, before, beforeEach, describe, it, test } from "node:test";
import assert from "node:assert/strict";

const cart = { lines: [], total: () => cart.lines.reduce((sum, { price, count }) => sum + price * count, 0) };

console.log("loading");
describe("a cart", () => {
  console.log("described at once");
  before(() => console.log("before all"));
  after(() => console.log("after all"));
  beforeEach(() => console.log("before each"));
  afterEach(() => console.log("after each"));
  it("adds up", () => {
    cart.lines.push({ price: 0.1, count: 3 });
    assert.equal(cart.total(), 0.3);
  });
  it("waits", async () => {
    await null;
    assert.deepEqual(await Promise.resolve(cart.lines), [{ price: 0.1, count: 2 }]);
  });
  describe("when it is empty", () => {
    beforeEach(() => (cart.lines = []));
    it("costs nothing", () => assert.equal(cart.total(), 0));
    it("has no first line", () => assert.equal(cart.lines[0].price, 0));
  });
});
describe("without tests", () => {});
describe.skip("left out", () => {
  console.log("never described");
});
describe("wrong", () => {
  throw new RangeError("while it was described");
});

await test("with tests of its own", async (t) => {
  t.beforeEach(() => console.log("before each of its own"));
  t.after(() => console.log("after it"));
  await Promise.all([
    t.test("slow", async () => {
      await new Promise((done) => setTimeout(done, 5));
      console.log("slow is done");
    }),
    t.test("quick", () => console.log("quick is done")),
  ]);
  t.diagnostic(`${t.name} says this`);
});
console.log("after what was awaited");
test("its note comes last", (t) => {
  t.diagnostic("a note");
  assert.match("abc", /^b/);
});
