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

test("files of the program are named by their paths, wherever its language says that they are", () => {
  const paths = ["main.py", "shop/cart.py", "cart.py", "shop/Cart.java", "a (b)+.js"];
  const named = (text: string) =>
    placesIn(text, true, paths).map(({ from, to, path, line }) => [text.slice(from, to), path, line]);
  expect(named('  File "shop/cart.py", line 4, in total')).toEqual([['shop/cart.py", line 4', "shop/cart.py", 4]]);
  expect(named('  File "/home/pyodide/cart.py", line 4')).toEqual([['/home/pyodide/cart.py", line 4', "cart.py", 4]]);
  expect(named("    at f (a (b)+.js:3:7)")).toEqual([["a (b)+.js:3:7", "a (b)+.js", 3]]);
  expect(named("./shop/cart.py:6: in main.py:2")).toEqual([
    ["./shop/cart.py:6", "shop/cart.py", 6],
    ["main.py:2", "main.py", 2],
  ]);
  expect(named("\tat shop.Cart.total(Cart.java:9)")).toEqual([["Cart.java:9", "shop/Cart.java", 9]]);
  expect(named("shop/Cart.java:3: error: ';' expected")).toEqual([["shop/Cart.java:3", "shop/Cart.java", 3]]);
  expect(named('  File "/lib/python3.14/shop/cart.py", line 4')).toEqual([]);
  expect(named('  File "other.py", line 4')).toEqual([]);
});
