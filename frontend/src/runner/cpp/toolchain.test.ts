// What is refused before the compiler is asked.
import { expect, test } from "vitest";

import { build } from "./toolchain";

test("of a program with more than twelve files to compile none is compiled, and its author is told how many there are", async () => {
  const units = Array.from({ length: 12 }, (_, number) => [`part${number}.cpp`, ""] as const);
  const files = Object.fromEntries([["main.cpp", "int main() {}\n"], ["all.h", ""], ...units]);
  const nothing = undefined as never; // no compiler is there to be asked
  expect(await build(nothing, nothing, { entry: "main.cpp", files })).toEqual({
    kind: "refused",
    errors: "A program has at most 12 files to compile; this one has 13.\n",
  });
});
