const { describe, it, test, beforeEach } = require("node:test");
const assert = require("node:assert/strict");

const fizz = (n) => (n % 15 === 0 ? "FizzBuzz" : n % 3 === 0 ? "Fizz" : n % 5 === 0 ? "Buzz" : String(n));

describe("fizz", () => {
  let calls = 0;
  beforeEach(() => {
    calls += 1;
  });
  it("says Fizz", () => assert.equal(fizz(9), "Fizz"));
  it("says Buzz", async () => {
    await new Promise((resolve) => setTimeout(resolve, 2));
    assert.equal(fizz(10), "Buzz");
    assert.equal(calls, 2);
  });
  it.skip("is not run", () => assert.fail());
});

test("numbers stay", () => {
  assert.deepEqual([1, 2].map(fizz), ["1", "2"]);
});

console.log("tests are defined");
