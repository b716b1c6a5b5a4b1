const assert = require("node:assert");

const fail = (message = "wrong") => () => {
  throw new TypeError(message);
};
const claims = {
  kind: () => assert.throws(fail(), RangeError),
  "kind with a message": () => assert.throws(fail(), RangeError, "not a range"),
  pattern: () => assert.throws(fail(), /right/),
  message: () => assert.throws(fail(), { message: "right" }),
  both: () => assert.throws(fail(), { name: "TypeError", message: "right" }),
  error: () => assert.throws(fail(), new TypeError("right")),
  missing: () => assert.throws(fail(), { code: "E_WRONG" }),
  function: () => assert.throws(fail(), (error) => error.message === "right"),
  named: () => assert.throws(fail(), function isRight(error) { return error.message === "right"; }),
  nothing: () => assert.throws(() => {}),
  "nothing of a kind": () => assert.throws(() => {}, TypeError),
  "nothing with a message": () => assert.throws(() => {}, "it should"),
  "no function": () => assert.throws("text"),
  ambiguous: () => assert.throws(fail(), "wrong"),
  empty: () => assert.throws(fail(), {}),
  match: () => assert.match("abc", /x/),
  "no match": () => assert.doesNotMatch("abc", /b/),
  fail: () => assert.fail(),
  "asked once": () => {
    assert.throws(fail(), (error) => console.log("asked of", error.message) === undefined);
    assert.throws(fail(), (error) => console.log("asked of", error.message));
  },
  "as expected": () => {
    assert.throws(fail(), TypeError);
    assert.throws(fail(), Error);
    assert.throws(fail(), { name: "TypeError", message: /wr/ });
    assert.throws(fail(), (error) => error instanceof TypeError);
    assert.throws(fail(), new TypeError("wrong"));
  },
};
for (const [name, claim] of Object.entries(claims)) {
  try {
    claim();
    console.log(name, "holds");
  } catch (error) {
    console.log(`${name}: ${error.name} ${error.code} ${error.operator} ${error.generatedMessage}\n${error.message}`);
  }
}
