import { expect, test } from "vitest";

import { placesIn } from "./places";

const said = (text: string, isError = true) =>
  placesIn(text, isError).map(({ from, to, line, column }) => [text.slice(from, to), line, column]);

test("each language's way to name a place is read", () => {
  expect(said('  File "main.py", line 3, in <module>')).toEqual([['main.py", line 3', 3, 1]]);
  expect(said("main.cpp:3:7: error: expected ';'")).toEqual([["main.cpp:3:7", 3, 7]]);
  expect(said("\tat Main.main(Main.java:12)")).toEqual([["Main.java:12", 12, 1]]);
  expect(said("Main.java:3: error: ';' expected")).toEqual([["Main.java:3", 3, 1]]);
  expect(said("    at f (main.js:10:5)")).toEqual([["main.js:10:5", 10, 5]]);
  expect(said("main.rb:4:in 'Integer#/': divided by 0")).toEqual([["main.rb:4", 4, 1]]);
  expect(said("syntax error on line 2")).toEqual([["line 2", 2, 1]]);
});

test("Java's classes of any name lead to their lines, but not those of its library", () => {
  expect(said("\tat Calculator.divide(Calculator.java:3)")).toEqual([["Calculator.java:3", 3, 1]]);
  expect(said("\tat shop.Cart$Item.<init>(Cart.java:8)")).toEqual([["Cart.java:8", 8, 1]]);
  expect(said("Calculator.java:5: error: ';' expected")).toEqual([["Calculator.java:5", 5, 1]]);
  expect(said("\tat java.base/java.lang.Integer.parseInt(Integer.java:652)")).toEqual([]);
  expect(said("see Calculator.java:5", false)).toEqual([]);
});

test("a line alone is a place only in errors, and other files are none", () => {
  expect(said("this is line 2", false)).toEqual([]);
  expect(said('main.py", line 7', false)).toEqual([['main.py", line 7', 7, 1]]);
  expect(said('  File "/lib/python3.14/json/decoder.py", line 355, in raw_decode')).toEqual([]);
  expect(said("\tat java.base/java.util.ArrayList.get(ArrayList.java:427)")).toEqual([]);
});

test("a line that is built to be read for long is read all the same", () => {
  const built = `${"a.".repeat(20_000)} ${"line 1 ".repeat(200)}`;
  expect(said(built)).toHaveLength(200);
});

test("in a program of several files a place leads into the file that it names", () => {
  const paths = ["main.py", "util.py", "lib/deep.py", "shop/Cart.java"];
  const told = (text: string) =>
    placesIn(text, true, paths).map(({ from, to, line, path }) => [text.slice(from, to), line, path]);
  expect(told('  File "util.py", line 3, in f')).toEqual([['util.py", line 3', 3, "util.py"]]);
  expect(told('  File "lib/deep.py", line 3, in f')).toEqual([['lib/deep.py", line 3', 3, "lib/deep.py"]]);
  expect(told("    at f (./util.py:2:9)")).toEqual([["util.py:2:9", 2, "util.py"]]);
  expect(told("\tat shop.Cart.add(Cart.java:8)")).toEqual([["Cart.java:8", 8, "shop/Cart.java"]]);
  expect(told('  File "main.py", line 1, in <module>')).toEqual([['main.py", line 1', 1, "main.py"]]);
  expect(told('  File "/lib/python3.14/util.py", line 3, in f')).toEqual([]);
  expect(told("syntax error on line 2")).toEqual([["line 2", 2, undefined]]);
});
