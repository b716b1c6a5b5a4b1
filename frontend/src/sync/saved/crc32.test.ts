import { expect, test } from "vitest";

import { crc32 } from "./crc32";

test.each([
  ["", 0],
  ["123456789", 0xcbf43926], // the check value of the standard
  ["naïve 😀 text\n", 0x4a88db1a],
])("of %j it is what zlib computes", (text, expected) => {
  expect(crc32(text)).toBe(expected);
});
