const assert = require("assert");

assert(true);
assert.equal(1, "1");
assert.deepStrictEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] });
assert.deepStrictEqual(new Map([["k", new Set([1])]]), new Map([["k", new Set([1])]]));
assert.throws(() => JSON.parse("{"), SyntaxError);
assert.throws(() => { throw new Error("Too big"); }, { message: /big/ });
assert.notDeepStrictEqual([1], ["1"]);
for (const check of [
  () => assert.strictEqual(1, 2),
  () => assert.equal("a", "b"),
  () => assert.throws(() => {}),
]) {
  try {
    check();
  } catch (error) {
    console.log(error.name, error.code, "|", error.message);
  }
}
assert.deepStrictEqual([1, 2, 3], [1, 2, 4]);
