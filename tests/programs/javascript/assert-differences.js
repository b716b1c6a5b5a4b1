const assert = require("assert");
const tried = (name, call) => {
  try {
    call();
    console.log(name, "holds");
  } catch (error) {
    console.log(`${name}: ${error.message}\n(${error.code}, ${error.generatedMessage}, ${error.operator})`);
  }
};
const numbers = Array.from({ length: 30 }, (_, at) => at);
const user = { name: "Ann", roles: ["x", "y"], address: { city: "P", zip: null, lines: ["a", "b", "c", "d", "e", "f"] } };
tried("said", () => assert.strictEqual(1, 2, "one is not two"));
tried("said of objects", () => assert.deepStrictEqual({ a: 1 }, { a: 2 }, "not the same"));
tried("said loosely", () => assert.equal(1, 2, "one is not two"));
tried("swapped", () => assert.deepStrictEqual([1, 2, 3, 4], [1, 2, 4, 3]));
tried("missing", () => assert.deepStrictEqual([1, 2, 3], [1, 2, 3, 4, 5]));
tried("in the middle", () => assert.deepStrictEqual(numbers, numbers.with(15, -1)));
tried("at the beginning", () => assert.deepStrictEqual(numbers, [0, 0, ...numbers.slice(2)]));
tried("all", () => assert.deepStrictEqual(numbers, numbers.map((one) => one + 1)));
tried("many", () => assert.deepStrictEqual(Array(80).fill(1), Array(80).fill(2)));
tried("nested", () => assert.deepStrictEqual(user, { ...user, roles: ["x"], address: { ...user.address, zip: undefined } }));
tried("text", () => assert.strictEqual("the quick brown fox jumps over the lazy dog", "the quick brown fox jumped over it"));
tried("short text", () => assert.strictEqual("kitten sitting", "kitten sitter"));
tried("lines", () => assert.strictEqual("first line\nsecond line\n", "first line\nsecond lime\n"));
tried("references", () => assert.strictEqual({ a: 1 }, { a: 1 }));
tried("other references", () => assert.strictEqual([1], [2]));
tried("not the same", () => assert.notStrictEqual(user, user));
tried("not equal text", () => assert.notStrictEqual("a long text", "a long text"));
tried("not deeply", () => assert.notDeepStrictEqual({ a: 1 }, { a: 1 }));
tried("loosely", () => assert.deepEqual([1, 2], [1, 2, 3]));
tried("loosely long", () => assert.deepEqual(numbers.map(String), ["x".repeat(600)]));
tried("not loosely", () => assert.notDeepEqual({ a: 1 }, { a: "1" }));
tried("equal", () => assert.equal([1, 2], "1,3"));
tried("errors", () => assert.deepStrictEqual(new Error("one"), new Error("two")));
tried("maps", () => assert.deepStrictEqual(new Map([["a", 1]]), new Map([["a", 2]])));
try {
  assert.deepStrictEqual({ user, text: "t" }, { user: {}, text: "t" });
} catch (error) {
  console.log(error);
}
