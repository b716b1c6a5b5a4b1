const { test, describe, it, before, after, beforeEach } = require("node:test");
const assert = require("assert");

describe("a basket", () => {
  let basket;
  before(() => console.log("before all"));
  beforeEach(() => (basket = []));
  after(() => console.log("after all"));
  it("is empty", () => {
    console.log("looking at it");
    assert.deepEqual(basket, []);
  });
  it("holds what is put there", () => {
    basket.push("apple");
    console.log(basket);
  });
});
test("waits", async () => {
  console.log("waiting");
  await new Promise((done) => setTimeout(done, 20));
  console.log("waited");
});
