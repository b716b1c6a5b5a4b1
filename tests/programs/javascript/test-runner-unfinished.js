const { before, describe, it, test } = require("node:test");
const assert = require("node:assert");

const later = (ms, value) => new Promise((done) => setTimeout(done, ms, value));

test("is in time", { timeout: 1000 }, async () => assert.strictEqual(await later(2, "x"), "x"));
test("is too late", { timeout: 5 }, () => later(50));
test("does not wait for its own", (t) => {
  t.test("inner", () => later(5));
});
test("is told to skip", (t) => t.skip("no network"));
test("is told to do", (t) => {
  t.todo();
  throw new Error("not yet");
});
test("fails by its callback", (t, done) => setTimeout(done, 1, new Error("called back")));
test.todo("has no body");
test.only("is only one");
describe("whose hook fails", () => {
  before(() => {
    throw new Error("no database");
  });
  it("never runs", () => console.log("ran"));
});
test("throws text", () => {
  throw "text";
});
test("never calls back", (t, done) => void done);
test("comes after it", () => console.log("ran"));
process.on("exit", (code) => console.log("exit", code));
