import { expect, test } from "vitest";

import { entryFor, languageOf, programFrom, programOf, programOfText } from "./program";

const files = (...paths: string[]) => paths.map((path) => ({ path, text: `text of ${path}` }));
const names = (paths: string[], open: string) => {
  const { entry, files: own } = programOf(files(...paths), open);
  return [entry, Object.keys(own)];
};

test("a session of one file is a program of one file", () => {
  expect(programOf(files("main.py"), "main.py")).toEqual({ entry: "main.py", files: { "main.py": "text of main.py" } });
});

test("from any file of the program, Run starts its main", () => {
  const all = ["main.py", "shop/cart.py", "shop/__init__.py", "words.txt"];
  for (const open of all) expect(names(all, open)).toEqual(["main.py", all]);
});

test("a folder with a main is a program of its own, whose paths begin in that folder", () => {
  const all = ["main.py", "util.py", "two-sum/main.py", "two-sum/lib/heap.py", "two-sum/lib/words.txt"];
  const own = ["main.py", "lib/heap.py", "lib/words.txt"];
  expect(names(all, "two-sum/lib/heap.py")).toEqual(["main.py", own]);
  expect(programOf(files(...all), "two-sum/main.py").files["lib/heap.py"]).toBe("text of two-sum/lib/heap.py");
  expect(names(all, "util.py")).toEqual(["main.py", ["main.py", "util.py"]]);
});

test("the nearest main counts, whatever its capitals and its language", () => {
  const all = ["main.py", "a/Main.java", "a/b/c.txt", "ab/util.py"];
  expect(entryFor("a/b/c.txt", all)).toBe("a/Main.java");
  expect(entryFor("ab/util.py", all)).toBe("main.py");
  expect(names(all, "ab/util.py")).toEqual(["main.py", ["main.py", "ab/util.py"]]);
});

test("of several mains in a folder the open one begins, else the one of the open file's language", () => {
  const all = ["main.py", "a/main.js", "a/main.rb", "a/util.rb", "a/words.txt"];
  expect(entryFor("a/main.rb", all)).toBe("a/main.rb");
  expect(entryFor("a/util.rb", all)).toBe("a/main.rb");
  expect(entryFor("a/words.txt", all)).toBe("a/main.js");
});

test("what does not run begins nothing", () => {
  const all = ["main.go", "a/main.txt", "a/main.py.txt", "a/domain.py", "a/main/x.py"];
  expect(entryFor("a/domain.py", all)).toBe("main.go");
});

test("a file that is started itself brings the files of its folder", () => {
  const all = ["main.py", "tests/check.py", "tests/data.csv", "tests/deep/main.py", "util.py"];
  expect(programFrom(files(...all), "tests/check.py")).toEqual({
    entry: "check.py",
    files: { "check.py": "text of tests/check.py", "data.csv": "text of tests/data.csv" },
  });
});

test("of files that are linked into one the main beside the one that is started is another program", () => {
  const started = (entry: string, ...all: string[]) => Object.keys(programFrom(files(...all), entry).files);
  expect(started("check.cpp", "main.cpp", "check.cpp", "util.h")).toEqual(["check.cpp", "util.h"]);
  expect(started("main.cpp", "main.cpp", "check.cpp")).toEqual(["main.cpp", "check.cpp"]);
  expect(started("check.py", "main.py", "check.py")).toEqual(["main.py", "check.py"]);
});

test("a file may have the name of something that every object has", () => {
  const own = programOf(files("main.py", "__proto__", "constructor"), "main.py").files;
  expect(Object.keys(own)).toEqual(["main.py", "__proto__", "constructor"]);
  expect(languageOf("a.constructor")).toBeNull();
});

test("a text alone gets the name that a session's main has", () => {
  expect(programOfText("x", "java").entry).toBe("Main.java");
  expect(programOfText("x", "cpp")).toEqual({ entry: "main.cpp", files: { "main.cpp": "x" } });
});
