import { expect, it } from "vitest";

import { declareProperties } from "./properties";

it.each([
  [
    "class A { n = 1; constructor(private readonly x: number, y = f(1, 2), public z?: { a: 1 }) {} }",
    "class A { x; z; n = 1; constructor(private readonly x: number, y = f(1, 2), public z?: { a: 1 }) {} }",
  ],
  [
    "class A extends B<{ k: 1 }> {\n  constructor(protected override x = class { constructor(public y = 1) {} }) {}\n}",
    "class A extends B<{ k: 1 }> { x;\n  constructor(protected override x = class { y; constructor(public y = 1) {} }) {}\n}",
  ],
  ["class A { constructor(private = 5) {} }", "class A { constructor(private = 5) {} }"],
  ["const text = 'class A { constructor(private x) {} }';", "const text = 'class A { constructor(private x) {} }';"],
])("declares first what the constructor of %s has as properties", (text, declared) => {
  expect(declareProperties(text)).toBe(declared);
});
