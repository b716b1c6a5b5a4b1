import { expect, test } from "vitest";

import { starterFor } from "./starter";

const languages = [
  { id: "python", name: "Python", starter: "print(1)\n" },
  { id: "java", name: "Java", starter: "class Main {}\n" },
];

test("untouched starter code becomes the new language's", () => {
  expect(starterFor("print(1)\n", "python", "java", languages)).toBe("class Main {}\n");
});

test("one typed character is enough to keep the text", () => {
  expect(starterFor("print(1)\n ", "python", "java", languages)).toBeNull();
  expect(starterFor("print(1)", "python", "java", languages)).toBeNull();
});

test("an empty editor stays empty", () => {
  expect(starterFor("", "python", "java", languages)).toBeNull();
});

test("another language's starter code is left alone", () => {
  expect(starterFor("class Main {}\n", "python", "java", languages)).toBeNull();
});

test("a language that this page does not know changes nothing", () => {
  expect(starterFor("print(1)\n", "python", "cobol", languages)).toBeNull();
});
