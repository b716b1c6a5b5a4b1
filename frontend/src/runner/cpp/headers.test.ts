// Which headers a program gets besides its own.
import { expect, test } from "vitest";

import { moreHeaders } from "./headers";

const ALL = "#include <bits/stdc++.h>\nusing namespace std;\n";
const more = (source: string, isPlain = false) => moreHeaders(source, isPlain).filter((word) => word !== "-include");

test("what is seldom used comes with <bits/stdc++.h> and with headers that bring it along in libstdc++", () => {
  expect(more(`${ALL}atomic<int> count;`)).toEqual(["atomic"]);
  expect(more("#include <thread>\nstd::atomic<int> count;")).toEqual(["atomic"]);
  expect(more("#include <vector>\nstd::atomic<int> count;")).toEqual([]);
  expect(more("#include <memory>\nint main() { usleep(10); }")).toEqual(["unistd.h"]);
  expect(more("#include <thread>\n#include <atomic>\nstd::atomic<int> count;")).toEqual([]);
});

test("without the precompiled header a program gets all that its headers bring along", () => {
  expect(more("#include <functional>\n", true)).toContain("algorithm");
  expect(more("#include <functional>\n")).toEqual([]);
});

test("std::print and std::format are shown to programs that name them, and that have none of their own", () => {
  expect(more('#include <iostream>\nint main() { std::println("{}", 1); }')).toEqual(["print"]);
  expect(more(`${ALL}int main() {\n  println("{}", 1); cout << format("{}", 2);\n}`)).toEqual(["print", "format"]);
  expect(more(`${ALL}void print(const string &text) {}\nint main() {\n  print("a");\n}`)).toEqual([]);
  expect(more(`${ALL}string format(double value) { return ""; }\nint main() { cout << format(2); }`)).toEqual([]);
  expect(more(`${ALL}auto print = [](auto text) {};\nint main() { print("a"); }`)).toEqual([]);
  expect(more(`${ALL}int main() { list.print(); }`)).toEqual([]);
});
