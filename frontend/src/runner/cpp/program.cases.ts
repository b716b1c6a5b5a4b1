// What programs print, read and leave behind, and what people read when they crash or do not compile.
import { expect, test } from "vitest";

import { run, together } from "./testing";

function ends(
  name: string,
  source: string,
  expected: Partial<Awaited<ReturnType<typeof run>>>,
  lines?: string[],
): void {
  test(name, async () => {
    expect(await run(source, lines)).toMatchObject(expected);
  });
}

const programs = together("#include <filesystem>");

/** As `ends`, of what is the same when all of these are one program. */
function does(name: string, source: string, expected: Parameters<typeof ends>[2], lines?: string[]): void {
  const ended = programs.add(source);
  test(name, async () => {
    expect(await ended(lines)).toMatchObject(expected);
  });
}

ends(
  "a program without the usual header prints, and returns its code",
  `#include <cstdio>\nint main(int argc, char **argv) { std::printf("%d %.2f\\n", argc, 2.5); return 7; }`,
  { stdout: "1 2.50\n", stderr: "", code: 7, message: null },
);

ends(
  "errors carry the line and the column",
  `#include <iostream>\n\nint main() {\n  int count = "text";\n  std::cout << cuont << 1\n}\n`,
  {
    stdout: "",
    code: 1,
    stderr: `main.cpp:4:7: error: cannot initialize a variable of type 'int' with an lvalue of type 'const char[5]'
    4 |   int count = "text";
      |       ^       ~~~~~~
main.cpp:5:16: error: use of undeclared identifier 'cuont'
    5 |   std::cout << cuont << 1
      |                ^~~~~
2 errors generated.
`,
  },
);

ends("what is declared and not defined is the linker's to say", `int other();\nint main() { return other(); }`, {
  stderr: "wasm-ld: error: main.o: undefined symbol: other()\n",
  code: 1,
});

ends(
  "threads run when somebody waits for them, and who would wait for ever is told so",
  `#include <bits/stdc++.h>\nusing namespace std;\nint main() {
  mutex all; condition_variable changed; queue<int> numbers;
  thread reads([&] { unique_lock lock(all); changed.wait(lock, [&] { return !numbers.empty(); }); cout << numbers.front() << endl; });
  thread writes([&] { lock_guard lock(all); numbers.push(7); changed.notify_one(); });
  writes.join(); reads.join();
  auto fails = async([]() -> int { throw runtime_error("inside"); });
  try { cout << fails.get(); } catch (const exception &error) { cout << error.what() << endl; }
  unique_lock lock(all); changed.wait(lock, [] { return false; }); }`,
  {
    stdout: "7\ninside\n",
    stderr:
      "This program waits for ever: in this browser threads run one after the other, each to its end. " +
      "In Chrome and Edge they take turns.\n",
    code: 1,
  },
);

ends(
  "names of the standard library that the program did not include are free",
  `#include <cstdio>\nusing namespace std;\nint list = 1;\nstruct set { int left; };
int main() { set queue{list}; printf("%d\\n", queue.left + list); }`,
  { stdout: "2\n", stderr: "", code: 0 },
);

ends("a program without main is told so", `class Solution {};`, {
  stderr: "main.cpp: there is no main function: a program begins with int main() { ... }\n",
  code: 1,
});

ends(
  "only what g++ warns of is a warning: not a length that is known later, nor a result that nobody takes",
  `#include <bits/stdc++.h>\nusing namespace std;\nint main() {
  int n = 2; int many[n]; many[1] = 3.7; double half = 0.5; vector<int> cut{(int)half, n}; vector<long long> wide{n};
  cut.empty(); string s = move(string("a")); printf("%d%d%s", many[1], int(cut.size() + wide.size()), s.c_str());
  double given = 1.5; int list[] = {given}; return list[0] - 1; }`,
  { stdout: "33a", stderr: "", code: 0 },
);

ends(
  "what g++ warns of is a warning, and so is a result that the program itself says must be taken",
  `#include <cstdio>\n[[nodiscard]] int take() { return 1; }\nint f(int a) { if (a > 1) return a; }
int main() { take(); int a = 0; if (a = 1) printf("%s", a); }`,
  {
    stderr: expect.stringMatching(
      /control path[^]*\[-Wreturn-type\][^]*\[-Wunused-result\][^]*\[-Wparentheses\][^]*\[-Wformat\]/,
    ) as string,
  },
);

ends("long has 32 bits and says so", `int main() { long long big = 1; long small = 2; return big + small; }`, {
  stderr: "main.cpp: long has 32 bits here, as on Windows: write long long for numbers above 2147483647\n",
  code: 3,
});

ends("long long alone says nothing", `int main() { unsigned long long big = 1; long double x = 2; return big + x; }`, {
  stderr: "",
  code: 3,
});

ends("a header that a browser cannot have says what to do instead", `#include <windows.h>\nint main() { Sleep(5); }`, {
  stderr: expect.stringMatching(/'windows.h' file not found[^]*\nThere is no Windows here: .*\n$/) as string,
  code: 1,
});

ends(
  "a thread_local that is shared says so",
  `#include <cstdio>\n#include <thread>\nthread_local int count = 1;\nint main() {
  std::thread([] { count = 5; }).join(); std::printf("%d", count); }`,
  { stderr: "main.cpp: thread_local is one for all threads here, so they see each other's value\n", code: 0 },
);

does(
  "std::cin reads lines, words and numbers until the end of input",
  `int run() {
  std::string name; int count = 0, sum = 0;
  std::cout << "Name? "; std::getline(std::cin, name);
  for (int n; std::cin >> n; sum += n) ++count;
  std::cout << "Hello " << name << ", " << count << " numbers make " << sum << std::endl; return 0;
}`,
  { stdout: "Name? Hello Ana María, 3 numbers make 60\n", stderr: "", code: 0 },
  ["Ana María", "10 20", "30"],
);

does(
  "an index past the end of a vector is a message",
  `int run() { std::vector<int> v{1}; std::puts("in"); volatile int i = 3; return v[i]; }`,
  { stdout: "in\n", stderr: expect.stringContaining("vector[] index out of bounds") as string, code: 134 },
);

does("a failed assert is a message", `int run() { int argc = 1;\n  assert(argc == 2); return 0; }`, {
  stderr: expect.stringMatching(/^main: main\.cpp:2: .*run\(\): Assertion `argc == 2' failed\.\nAborted\n$/) as string,
  code: 134,
});

does(
  "a wild pointer is reported as such",
  `int run() { volatile unsigned address = 0x7ffffff0; return *(int *)address; }`,
  { code: 139, message: expect.stringContaining("Segmentation fault") as string },
);

does(
  "endless recursion is reported as such",
  `int down(int n) { volatile int here[4] = {n}; return down(n + 1) + here[0]; }
int run() { std::puts("down"); return down(0); }`,
  { stdout: "down\n", code: 139, message: expect.stringContaining("the recursion is too deep") as string },
);

does("a division by zero is reported as such", `int run() { volatile int zero = 0; return 100 / zero; }`, {
  code: 136,
  message: "Crashed: division by zero, or its result does not fit.",
});

does(
  "1 GB is more than there is",
  `int run() {
  try { std::vector<int> all(1 << 28, 1); std::printf("%d\\n", all[7]); }
  catch (const std::bad_alloc &error) { std::puts(error.what()); } return 0; }`,
  { stdout: "std::bad_alloc\n", stderr: "", code: 0 },
);

does(
  "C++23 and files of its own work",
  `int run() {
  std::ofstream("note.txt") << "kept";
  std::string text; std::ifstream("note.txt") >> text;
  std::println("{} {}", text, std::filesystem::file_size("note.txt"));
  for (auto [i, c] : std::views::zip(std::views::iota(1), text)) std::print("{}{} ", i, c);
  std::expected<int, std::string> wrong = std::unexpected("no"); std::println("{}", wrong.error()); return 0; }`,
  { stdout: "kept 4\n1k 2e 3p 4t no\n", stderr: "", code: 0 },
);

does(
  "a null pointer is reported as such",
  `struct Node { int value; Node *next; };
int run() { Node last{1, nullptr}; for (Node *at = &last;; at = at->next) std::printf("%d\\n", at->value); }`,
  { stdout: "1\n", code: 139, message: expect.stringContaining("a null pointer was used") as string },
);

does(
  "recursion that a compiler could turn into a loop overflows all the same",
  `int factorial(int n) { return n * factorial(n - 1); }\nint run() { std::puts("in"); return factorial(5); }`,
  { stdout: "in\n", code: 139, message: expect.stringContaining("the recursion is too deep") as string },
);

does("system() does nothing or says so", `int run() { system("pause"); system("date"); return 0; }`, {
  stderr: 'system("date") was not run: a program in a browser cannot start other programs.\n',
  code: 0,
});

does(
  "what the file system refuses is caught, with its error",
  `int run() {
  try { std::cout << std::filesystem::file_size("nowhere"); }
  catch (const std::filesystem::filesystem_error &error) { std::cout << error.code().message() << ", " << error.what(); } return 0; }`,
  { stdout: "No such file or directory, filesystem error: No such file or directory", stderr: "", code: 0 },
);

does(
  "a long double is printed and read",
  `int run() {
  long double third = 1.0L / 3, read = 0; std::sscanf("2.5", "%Lf", &read); std::printf("%.10Lf %.1Lf\\n", third, read);
  std::cout << third << std::endl; return 0; }`,
  { stdout: "0.3333333333 2.5\n0.333333\n", stderr: "", code: 0 },
);

does(
  "the short names of GNU are there",
  `int run() { cout << __gcd(12, 18) << __lg(1000) << __gcd(7LL, 0LL); return 0; }`,
  { stdout: "697", stderr: "", code: 0 },
);

does("of an exit code the last eight bits are kept", `int run() { std::exit(259); }`, { code: 3 });

does("of what main returns the last eight bits are kept", `int run() { return 256 + 4; }`, { code: 4 });
