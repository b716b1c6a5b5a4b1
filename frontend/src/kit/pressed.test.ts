import { expect, test } from "vitest";

import { letterOf } from "./pressed";

test("a shortcut's letter is found on keyboards that write Cyrillic, Greek, Hebrew or Arabic", () => {
  for (const key of ["ы", "Ы", "σ", "ד", "س"]) expect(letterOf({ key, code: "KeyS" })).toBe("s");
});

test("where a keyboard writes Latin, the letter is what it writes, wherever the key is", () => {
  expect(letterOf({ key: "S", code: "Semicolon" })).toBe("s"); // Dvorak has it there
  expect(letterOf({ key: "o", code: "KeyS" })).toBe("o");
  expect(letterOf({ key: "Enter", code: "Enter" })).toBe("enter");
  expect(letterOf({ key: "é", code: "Digit2" })).toBe("é");
});
