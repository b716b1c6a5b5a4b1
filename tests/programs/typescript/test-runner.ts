import { test } from "node:test";
import assert from "node:assert/strict";

const add = (a: number, b: number): number => a + b;

test("adds", (): void => {
  assert.equal(add(1, 2), 3);
});

test("adds later", async (): Promise<void> => {
  assert.deepEqual(await Promise.resolve([add(1, 1)]), [2]);
});
