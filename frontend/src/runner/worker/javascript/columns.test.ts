import { expect, it } from "vitest";

import { columnLocator } from "./columns";

it.each([
  ["function fail(): never { throw new Error(); }", "function fail() { throw new Error(); }", "throw"],
  ["const a: Map<string, number> = new Map(); a.b.c();", "const a = new Map(); a.b.c();", "b"],
  ["const x = (y as any).z as string;", "const x = (y ).z ;", "z"],
  ["no types at all", "no types at all", "all"],
])("finds in %s what is in the line without types", (source, code, word) => {
  const place = columnLocator(source, code)({ line: 1, column: code.lastIndexOf(word) + 1 });
  expect(place).toEqual({ line: 1, column: source.lastIndexOf(word) + 1 });
});
