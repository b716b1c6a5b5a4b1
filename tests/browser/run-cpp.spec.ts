// C++ in the browser: programs print exactly what they should, errors have lines, and no program is a danger to the page.
import { runCpp } from "./run-cpp-page";
import { openRunner, test } from "./run-page";
import { expect } from "./support/stage";

test.describe.configure({ mode: "default" }); // one worker: the compiler, 50 MB, is loaded once

const HELLO = `#include <iostream>\nint main() { std::cout << "Hello" << std::endl; }\n`;
const EXITED = { reason: "exited", code: 0, message: null };

const MAP_SORT_EXCEPTION = `#include <algorithm>
#include <iostream>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

int count(const std::map<std::string, int> &counts, const std::string &word) {
  auto found = counts.find(word);
  if (found == counts.end()) throw std::out_of_range("no " + word);
  return found->second;
}

int main() {
  std::map<std::string, int> counts;
  for (const char *word : {"pear", "fig", "apple", "fig", "pear", "fig"}) ++counts[word];
  std::vector<std::pair<std::string, int>> sorted(counts.begin(), counts.end());
  std::sort(sorted.begin(), sorted.end(), [](auto &a, auto &b) { return a.second > b.second; });
  for (const auto &[word, times] : sorted) std::cout << word << ": " << times << '\\n';
  try {
    std::cout << count(counts, "fig") << '\\n' << count(counts, "plum") << '\\n';
  } catch (const std::out_of_range &error) {
    std::cout << "caught " << error.what() << '\\n';
  }
  std::cout << std::stoi("x");
}
`;

test("C++: map, sort and exceptions, caught and not", async ({ bench: page }) => {
  expect(await runCpp(page, MAP_SORT_EXCEPTION)).toMatchObject({
    stdout: "fig: 3\npear: 2\napple: 1\n3\ncaught no plum\n",
    stderr: "terminate called after throwing an instance of 'std::invalid_argument'\n  what():  stoi\n",
    end: { reason: "error", code: 134, message: null },
  });
});

test("C++: std::cin waits for each line, after the prompt was shown", async ({ bench: page }) => {
  const source = `#include <iostream>
#include <string>
int main() {
  std::string name; int number, sum = 0;
  std::cout << "Name? "; std::getline(std::cin, name);
  while (std::cout << "Number? " && std::cin >> number) sum += number;
  std::cout << "\\n" << name << ": " << sum << std::endl;
}`;
  const told = await runCpp(page, source, { lines: ["Ana Núñez", "20", "22"] });
  expect(told).toMatchObject({
    stdout: "Name? Number? Number? Number? \nAna Núñez: 42\n",
    stderr: "",
    end: EXITED,
  });
});

test("C++: a mistake is told with its line and column, and the next run is fine", async ({ bench: page }) => {
  const wrong = await runCpp(page, `#include <iostream>\nint main() {\n  std::cout << 1 + undefined_name;\n}\n`);
  expect(wrong).toMatchObject({
    stdout: "",
    stderr: `main.cpp:3:20: error: use of undeclared identifier 'undefined_name'
    3 |   std::cout << 1 + undefined_name;
      |                    ^~~~~~~~~~~~~~
1 error generated.
`,
    end: { reason: "error", code: 1 },
  });
  expect(wrong.stages).not.toContain("running");
  expect(await runCpp(page, HELLO)).toMatchObject({ stdout: "Hello\n", stderr: "", end: EXITED });
});

test("C++: an endless loop stops, and the page goes on", async ({ bench: page }) => {
  const source = `#include <cstdio>\nint main() {\n  std::puts("first");\n  std::puts("looping");\n  for (volatile int i = 0;; i = i + 1);\n}\n`;
  const told = await runCpp(page, source, { stopAt: "looping\n" });
  expect(told).toMatchObject({ stdout: "first\nlooping\n", end: { reason: "stopped", code: null } });
  expect(await runCpp(page, HELLO)).toMatchObject({ stdout: "Hello\n", end: EXITED });
});

test("C++: while (true) without anything in it stops, too", async ({ bench: page }) => {
  const told = await runCpp(page, "int main() { while (true) {} }", { stopIn: "running" });
  expect(told).toMatchObject({ stdout: "", end: { reason: "stopped", code: null } });
});

test("C++: endless printing is cut with a notice, and the next program runs", async ({ bench: page }) => {
  const told = await runCpp(page, `#include <iostream>\nint main() { for (;;) std::cout << "again and again\\n"; }`);
  expect(told.end).toMatchObject({ reason: "limit", message: "Stopped after 2 MB of output." });
  expect(told.stdout.split("\n")).toHaveLength(5_001);
  expect(await runCpp(page, HELLO)).toMatchObject({ stdout: "Hello\n", end: EXITED });
});

test("C++: one gigabyte is refused, and taking all memory ends only the program", async ({ bench: page }) => {
  const source = `#include <iostream>
#include <new>
#include <vector>
int main() {
  try { std::vector<char> all(1 << 30, 'x'); std::cout << all.back(); }
  catch (const std::bad_alloc &error) { std::cout << error.what() << std::endl; }
  for (std::vector<std::vector<int>> all;;) all.emplace_back(1 << 20, 1);
}`;
  expect(await runCpp(page, source)).toMatchObject({
    stdout: "std::bad_alloc\n",
    stderr: "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n",
    end: { reason: "error", code: 134 },
  });
  expect(await runCpp(page, HELLO)).toMatchObject({ stdout: "Hello\n", end: EXITED });
});

test("C++: too deep a recursion is said to be that", async ({ bench: page }) => {
  const source = `#include <cstdio>
int down(int n) { volatile int here[4] = {n}; return down(n + 1) + here[0]; }
int main() { std::puts("down"); return down(0); }`;
  const told = await runCpp(page, source);
  expect(told).toMatchObject({ stdout: "down\n", end: { reason: "error", code: 139 } });
  expect(told.stderr).toContain("the recursion is too deep");
});

test("C++: compiling can be stopped", async ({ bench: page }) => {
  const told = await runCpp(page, HELLO, { stopIn: "compiling" });
  expect(told).toMatchObject({ stdout: "", end: { reason: "stopped" } });
});

test("C++: loading can be stopped, begins again with the next run, and what is loaded works without the server", async ({
  people,
}) => {
  const { page, url } = await people.arrive();
  await openRunner(page, url);
  const stopped = await runCpp(page, HELLO, { stopIn: "loading" });
  expect(stopped).toMatchObject({ stdout: "", end: { reason: "stopped" }, stages: ["loading"] });
  const told = await runCpp(page, HELLO);
  expect(told).toMatchObject({ stdout: "Hello\n", end: EXITED, stages: ["loading", "compiling", "running"] });
  expect(told.loaded?.loaded).toBe(told.loaded?.total);
  expect(told.loaded?.total).toBeGreaterThan(20_000_000);
  await page.context().setOffline(true);
  expect(await runCpp(page, MAP_SORT_EXCEPTION)).toMatchObject({ end: { reason: "error", code: 134 } });
});
