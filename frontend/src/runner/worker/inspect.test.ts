import { expect, it } from "vitest";

import { drawTable, makeConsole } from "./console";
import { inspect } from "./inspect";

it.each<[unknown, string]>([
  ["text", "text"],
  [["it's"], `[ "it's" ]`],
  [5n, "5n"],
  [-0, "-0"],
  [undefined, "undefined"],
  [Symbol("s"), "Symbol(s)"],
  [[1, , 3], "[ 1, <empty>, 3 ]"], // eslint-disable-line no-sparse-arrays
  [[], "[]"],
  [{}, "{}"],
  [{ a: 1, "b-c": [2] }, "{ a: 1, 'b-c': [ 2 ] }"],
  [new Map([["a", { b: 1 }]]), "Map(1) { 'a' => { b: 1 } }"],
  [new Set([1, "2"]), "Set(2) { 1, '2' }"],
  [new Uint8Array([1, 2]), "Uint8Array(2) [ 1, 2 ]"],
  [class A { x = 1 }, "[class A]"], // prettier-ignore
  [function f() {}, "[Function: f]"],
  [new (class Point { x = 1 })(), "Point { x: 1 }"], // prettier-ignore
  [Object.create(null), "[Object: null prototype] {}"],
  [{ get a() { return 1; } }, "{ a: [Getter] }"], // prettier-ignore
  [new Date(0), "1970-01-01T00:00:00.000Z"],
  [/a/g, "/a/g"],
])("shows %o as Node does", (value, text) => {
  expect(inspect(value)).toBe(text);
});

it("does not follow circles", () => {
  const circle: { self?: unknown } = {};
  circle.self = circle;
  expect(inspect(circle)).toBe("{ self: [Circular] }");
});

it("shows the first hundred of many", () => {
  expect(inspect(Array.from({ length: 150 }, () => 1))).toContain("... 50 more items");
});

it("writes placeholders, groups and errors", () => {
  const written: string[] = [];
  const console = makeConsole((stream, text) => written.push(stream === "stderr" ? `! ${text}` : text));
  console.log?.("%s is %d%%, %o", "it", "5", { a: 1 }, "rest");
  console.group?.("group");
  console.log?.("inside\ntwo");
  console.groupEnd?.();
  console.error?.("bad");
  console.assert?.(false, "claim");
  expect(written).toEqual([
    "it is 5%, { a: 1 } rest\n",
    "group\n",
    "  inside\n  two\n",
    "! bad\n",
    "! Assertion failed: claim\n",
  ]);
});

it("draws tables", () => {
  expect(drawTable(["a", "long"], [["1", "2"]])).toBe(
    "┌───┬──────┐\n│ a │ long │\n├───┼──────┤\n│ 1 │ 2    │\n└───┴──────┘",
  );
});
