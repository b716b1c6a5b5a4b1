// What of C++ is no program of tests/programs/cpp, with the real compiler, in Node: calls of functions, and threads where
// they cannot take turns. One file, as loading clang takes seconds.
import { beforeAll, expect, test } from "vitest";

import type { CallCase, Called } from "../../tests/calls";
import type { Json } from "../../tests/compare";
import { outcomes, playSuite } from "../../tests/testing";
import type { Program } from "../program";
import type { Runtime } from "../runtime";
import { run } from "./testing";

beforeAll(() => run("int main() {}"), 1_200_000); // the first build of the parts takes half a minute of work

const entered: Program[] = [];
const clang: Runtime = {
  ...{ version: "", isBusy: false, prewarm: () => undefined, dispose: () => undefined },
  start(program, listener) {
    entered.push(program);
    void run(program).then(({ stdout, stderr, code, message }) => {
      listener.stage({ kind: "running" });
      listener.output("stderr", stderr);
      listener.output("stdout", stdout);
      listener.end({ reason: "exited", code, durationMs: 1, message });
    });
    return { input: () => undefined, stop: () => undefined };
  },
};

const call = (property: string, n: Json, expected: Json): CallCase => ({
  ...{ kind: "call", input: { n }, expected, property },
});
const play = (text: string, cases: CallCase[], result: string | null = null, headers = {}) => {
  const called: Called = { name: "given", parameters: ["n"], result };
  return playSuite({ "main.cpp": text, ...headers }, cases, { called, language: "cpp", runtime: clang }).seen;
};

test("a function of C++ gets what its parameters are, and what it returns is compared", async () => {
  const text = `#include <bits/stdc++.h>
#include "util.h"
using namespace std;
#define int long long
#define first f1rst
// int commented(int n) { return n; }
bool truth(bool n) { cout << "looking" << endl; return n; }
const string &words(const string &n) { return n; }
double half(double n) { return n / 2; }
int larger(int n) { return n + 1; }
auto twice = [](short n) { return n * 2; };
optional<string> maybe(optional<string> n) { return n; }
vector<vector<char>> grid(vector<vector<char>> n) { n[0][0] = 'x'; return n; }
map<string, vector<pair<int, double>>> deep(map<string, vector<pair<int, double>>> n) noexcept { return n; }
unordered_map<int, vector<bool>> keyed(unordered_map<int, vector<bool>> n) { return n; }
set<string> distinct(vector<string_view> n) { return {n.begin(), n.end()}; }
int fails(int n) { if (n == 1) throw invalid_argument("of mine"); throw 1; }
int leaves(int n) { exit(0); }
class Solution {
  int seen = 0;
public:
  int countOf(vector<int> &n) { return ++seen; }
};
struct Node { int value; Node *next; };
int nodes(Node *n) { return n->value; }
Node alone(int n) { return {n, nullptr}; }
signed main() { int n; cin >> n; }`;
  const cases = [
    call("truth", true, true),
    call("words", 'ünï😀\u2028\n"\\\u0001', 'ünï😀\u2028\n"\\\u0001'),
    call("half", 1e21, 5e20),
    call("half", 0.5, 0.25),
    call("larger", "9007199254740992", "9007199254740993"),
    call("twice", -3, -6),
    call("maybe", null, null),
    call("maybe", "a", "a"),
    call("grid", [["a"], []], [["x"], []]),
    call("deep", { a: [[1, 0.5]], "": [] }, { a: [[1, 0.5]], "": [] }),
    call("keyed", { "7": [true, false] }, { "7": [true, false] }),
    call("distinct", ["b", "a", "b"], ["a", "b"]),
    call("quadruple", 2, 8),
    call("count_of", [1], 1),
    call("count_of", [1], 1),
  ];
  const wrong = [
    call("fails", 1, { error: "any" }),
    call("fails", 2, 2),
    call("twice", 40_000, 80_000),
    call("larger", 1.5, 2),
    call("commented", 1, 1),
    call("class", 1, 1),
    call("nodes", { value: 1 }, 1),
    call("alone", 1, 1),
    call("leaves", 1, 1),
    call("larger", 1, "secret"),
  ];
  const header = { "util.h": "inline int quadruple(int n) { return 4 * n; }\n" };
  const { verdicts } = await play(text, [...cases, ...wrong], null, header); // at once, as each list is compiled
  expect(outcomes(verdicts.slice(0, cases.length))).toEqual(cases.map(() => "passed"));
  expect(verdicts[0]?.printed).toBe("looking\n");

  const said = verdicts.slice(cases.length);
  expect(outcomes(said)).toEqual(["passed", ...Array.from({ length: 8 }, () => "error"), "failed"]);
  expect(said.map(({ came }) => (came?.kind === "error" ? came.message : came?.kind))).toEqual([
    "of mine",
    "Something was thrown that is no std::exception.",
    "an argument is a number 40000, where the function takes a whole number of this size",
    "an argument is a number 1.5, where the function takes a whole number of this size",
    "missing",
    "missing",
    expect.stringMatching(/^A parameter has a type that tests cannot make from JSON\. They can make numbers, .*\.$/),
    expect.stringMatching(/^The result has a type that cannot be written as JSON, .*\.$/),
    undefined,
    "value",
  ]);
  expect(JSON.stringify(entered)).toContain("larger");
  expect(JSON.stringify(entered), "what is expected stays outside").not.toContain("secret");
}, 300_000);

test("an argument of C++ is judged after the call, and what does not compile says where in the program", async () => {
  const sorts =
    "#include <algorithm>\n#include <vector>\nvoid given(std::vector<int> &n) { std::sort(n.begin(), n.end()); }";
  const { verdicts } = await play(sorts, [call("given", [3, 1, 2], [1, 2, 3])], "n");
  expect(outcomes(verdicts)).toEqual(["passed"]);
  const broken = await play("int given(int n) { return n +; }", [call("given", 1, 1), call("given", 2, 2)]);
  expect(outcomes(broken.verdicts)).toEqual(["error", "error"]);
  expect(broken.verdicts[1]?.errors).toMatch(/^main\.cpp:1:30: error: expected expression/);
}, 300_000);

test("linked lists and trees of C++ are made from lists, by structs of its own or ours", async () => {
  const text = `#include <vector>
/* struct ListNode { int val; }; */
struct TreeNode { int val; TreeNode *left = nullptr, *right = nullptr; };
ListNode *turned(ListNode *n) { ListNode *last = nullptr; while (n) { ListNode *next = n->next; n->next = last; last = n; n = next; } return last; }
ListNode *cycle(ListNode *n) { n->next = n; return n; }
class Solution {
public:
  TreeNode* mirror(TreeNode* n) { if (n) { TreeNode *left = n->left; n->left = mirror(n->right); n->right = mirror(left); } return n; }
  std::vector<ListNode*> merged(std::vector<ListNode*>& n) { return {n.back(), new ListNode(7)}; }
};
`;
  const cases = [
    call("turned", [1, 2, 3], [3, 2, 1]),
    call("turned", [], []),
    call("cycle", [1], { error: "" }),
    call("mirror", [1, 2, 3, null, null, 4], [1, 3, 2, null, 4, null]),
    call("mirror", [], []),
    call("merged", [[1], [], [2, 3]], [[2, 3], [7]]),
  ];
  const called: Called = { name: "given", parameters: ["n"], result: null, types: ["ListNode"], returns: "TreeNode" };
  const played = playSuite({ "main.cpp": text }, cases, { called, language: "cpp", runtime: clang });
  const { verdicts } = await played.seen;
  expect(outcomes(verdicts)).toEqual(cases.map(() => "passed"));
  expect(verdicts[2]?.came).toMatchObject({ message: "The linked list has a cycle, so it cannot be compared" });
});

test("where threads cannot take turns they run when somebody waits for them, and who would wait for ever is told so", async () => {
  const text = `#include <bits/stdc++.h>
using namespace std;
int main() {
  mutex all; condition_variable changed; queue<int> numbers;
  thread reads([&] { unique_lock lock(all); changed.wait(lock, [&] { return !numbers.empty(); }); cout << numbers.front() << endl; });
  thread writes([&] { lock_guard lock(all); numbers.push(7); changed.notify_one(); });
  writes.join(); reads.join();
  auto fails = async([]() -> int { throw runtime_error("inside"); });
  try { cout << fails.get(); } catch (const exception &error) { cout << error.what() << endl; }
  unique_lock lock(all); changed.wait(lock, [] { return false; }); }`;
  expect(await run(text)).toMatchObject({
    stdout: "7\ninside\n",
    stderr:
      "This program waits for ever: in this browser threads run one after the other, each to its end. " +
      "In Chrome and Edge they take turns.\n",
    code: 1,
  });
});
