// What is written for clang in the place of what only g++ takes, and what only g++ refuses.
import { expect, test } from "vitest";

import { asRefused, asTaken } from "./refused";

const array = (line: number) =>
  `main.cpp:${line}:7: error: variable-sized object may not be initialized\n   1 | code\n`;
const main = (line: number) => `main.cpp:${line}:1: error: a type specifier is required for all declarations\n`;

test("arrays of a later length are filled behind the line that makes them, each once", () => {
  const text = "int f(int n) {\n  int a[n] = {0}, b[n][2] = { }; return a[0];\n}\n";
  const line = asTaken({ "main.cpp": text }, array(2) + array(2))?.["main.cpp"]?.split("\n")[1];
  expect(line).toMatch(
    /^ {2}int a\[n\], b\[n\]\[2\]; if \(.*\(a\[0\]\).* sizeof\(a\)\); if \(.*\(b\[0\]\[0\]\).*; return a\[0\];$/,
  );
  const values = asTaken({ "main.cpp": "int a[f[1]] = {1, 2};" }, array(1))?.["main.cpp"];
  expect(values).toContain("for (int __at = 0; auto __value : {1, 2}) a[__at++] = __value;");
});

test("main without a type is one that returns int, and what g++ refuses too stays as it is", () => {
  expect(asTaken({ "main.cpp": "main() {}\n" }, main(1))).toEqual({ "main.cpp": "int main() {}\n" });
  const asTemplate = "main.cpp:1:1: error: no template named 'main'; did you mean 'min'?\n";
  expect(asTaken({ "main.cpp": "main() {}\n" }, asTemplate)).toEqual({ "main.cpp": "int main() {}\n" });
  expect(asTaken({ "main.cpp": "other() {}\n" }, main(1))).toBeNull();
  expect(asTaken({ "main.cpp": "int x = 5\n" }, "main.cpp:1:10: error: expected ';'\n")).toBeNull();
  expect(asTaken({ "main.cpp": "int a[n] = {0\n};\n" }, array(1) + main(9))).toBeNull();
});

test("a constant that functions of <cmath> give is one, and what another function gives is none", () => {
  const says = (name: string) =>
    "main.cpp:1:18: error: constexpr variable 'PI' must be initialized by a constant expression\n    1 | code\n" +
    `main.cpp:1:23: note: non-constexpr function '${name}' cannot be used in a constant expression\n`;
  const text = "constexpr double PI = acos(-1.0);\n";
  expect(asTaken({ "main.cpp": text }, says("acos"))).toEqual({ "main.cpp": "const double PI = acos(-1.0);\n" });
  expect(asTaken({ "main.cpp": text }, says("sqrt<int, 0>"))).not.toBeNull();
  expect(asTaken({ "main.cpp": text }, says("mine"))).toBeNull();
  expect(asTaken({ "main.cpp": text }, `${main(1)}${says("mine")}`)).toBeNull();
});

test("constants that braces would change are errors, and what is not known beforehand stays a warning", () => {
  const texts = { "main.cpp": "int f(double d) {\n  int a[]{d, 2.5, -1e9, 'x'};\n  unsigned char c{300};\n}\n" };
  const ofAny = (column: number) =>
    `main.cpp:2:${column}: warning: type 'double' cannot be narrowed to 'int' in initializer list [-Wc++11-narrowing]\n`;
  const known =
    "main.cpp:3:19: warning: constant expression evaluates to 300 which cannot be narrowed to type 'unsigned char' [-Wc++11-narrowing]\n";
  expect(asRefused(texts, `${ofAny(11)}1 warning generated.\n`)).toBeNull();
  expect(asRefused(texts, `${ofAny(11)}${ofAny(14)}${ofAny(19)}${known}4 warnings generated.\n`)).toBe(
    ofAny(11) + [ofAny(14), ofAny(19), known].join("").replaceAll("warning", "error"),
  );
  expect(asRefused(texts, "main.cpp:3:1: warning: type 'T' is old\n")).toBeNull();
});
