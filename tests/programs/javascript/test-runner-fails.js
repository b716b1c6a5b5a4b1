import test from "node:test";
import assert from "node:assert";

test("passes", () => {
  assert.ok(true);
});

test("fails", () => {
  assert.strictEqual(1 + 1, 3);
});
