// Which names of the standard library a program sees, as with g++.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { namesFrom, namesHeader, takenIn, withNames, withoutNames } from "./names";

const TABLE = readFileSync(new URL("native/gnu/names.txt", import.meta.url), "utf8");

test("a header brings its names, and those of the headers that libstdc++ includes in it", () => {
  const names = namesFrom(TABLE, ["iostream", "vector"]);
  for (const name of ["cout", "vector", "string", "swap", "max", "left"]) expect(names).toContain(name);
  for (const name of ["stack", "count", "optional", "list", "gcd", "log", "print"]) expect(names).not.toContain(name);
  expect(namesFrom(TABLE, ["queue"])).toContain("deque");
  expect(namesFrom(TABLE, ["bits/stdc++"])).toEqual(expect.arrayContaining(["stack", "count", "gcd", "log"]));
});

test("C's names that the program takes for something else are called otherwise, unless their header is included", () => {
  const words = "main.cpp:8:5: error: redefinition of 'log' as different kind of symbol\n";
  expect(takenIn(words)).toEqual(["log"]);
  expect(namesHeader(TABLE, "#include <iostream>\n", takenIn(words))).toContain("#define log __own_log\n");
  expect(namesHeader(TABLE, "#include <math.h>\n", ["log", "y1"])).not.toContain("#define");
});

test("only the directive is changed, at its length, and nobody reads of it", () => {
  const source = `using namespace std;\nstd::string s = "std";\nusing namespace std::chrono;\n`;
  expect(withNames(source)).toBe(source.replace("namespace std;", "namespace __s;"));
  const note =
    "./__names.h:6:12: note: candidate found by name lookup is 'std::count'\n    6 | using std::count;\n      |  ^\n";
  const error = "main.cpp:6:1: error: reference to 'count' is ambiguous\n    6 | count++;\n      | ^\n";
  expect(withoutNames(`${error}${note}main.cpp:1:1: error: '__own_log' of __s\n`)).toBe(
    `${error}main.cpp:1:1: error: 'log' of std\n`,
  );
});
