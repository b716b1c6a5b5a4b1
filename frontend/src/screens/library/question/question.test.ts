import { expect, test } from "vitest";

import type { Content } from "../../../api/library";
import { draftOf, EMPTY } from "../draft";
import { badgeOf, casesOf, markOf, programOf, readResults, resultOf } from "./check";
import { freshPath, pathProblem } from "./files";
import { imageName, imageProblem } from "./images";
import { begun } from "./typed.svelte";

const io = { kind: "io", is_visible: true, name: "", stdin: "", stdout: "1", hint: "" } as const;
const QUESTION: Content = {
  ...EMPTY,
  files: { "words.txt": "a" },
  languages: {
    python: { files: { "main.py": "start", "given.py": "g" }, solution: { "main.py": "solved", "own.py": "o" } },
    lua: { files: { "main.lua": "" }, solution: {} },
  },
  tests: {
    ...EMPTY.tests,
    cases: [
      { ...io, args: [], files: {}, id: "a", name: "first" },
      { ...io, args: [], files: {}, id: "b", is_visible: false },
      { id: "f", kind: "call", input: {}, expected: 1, is_visible: true, name: "", hint: "" },
    ],
  },
};
const verdict = { durationMs: 1, printed: "", errors: "", difference: null, came: null, message: null };

test("a solution runs over the files that are given, of its language and of all", () => {
  expect(programOf(QUESTION, "python")).toEqual({
    entry: "main.py",
    files: { "words.txt": "a", "given.py": "g", "main.py": "solved", "own.py": "o" },
  });
  expect(programOf(QUESTION, "lua")).toBeNull();
});

test("a badge says what failed, until what was checked is another", () => {
  const cases = casesOf(QUESTION);
  const mark = markOf(QUESTION, "python");
  const good = resultOf(mark, cases, [
    { ...verdict, index: 0, outcome: "passed" },
    { ...verdict, index: 1, outcome: "passed" },
    { ...verdict, index: 2, outcome: "passed" },
  ]);
  expect(badgeOf(good, mark)).toEqual({ kind: "passes", total: 3 });
  const bad = resultOf(mark, cases, [{ ...verdict, index: 0, outcome: "timeout" }]);
  expect(badgeOf(bad, mark)).toMatchObject({ kind: "fails", result: { failed: ["first"], skipped: 2, total: 3 } });
  expect(readResults(JSON.parse(JSON.stringify({ python: bad })))).toEqual({ python: bad });
  expect(readResults({ python: {} })).toBeNull();

  const renamed = { ...QUESTION, title: "Other", guide: "Other" };
  expect(markOf(renamed, "python")).toBe(mark);
  for (const other of [
    { ...QUESTION, files: {} },
    { ...QUESTION, tests: { ...QUESTION.tests, time_limit_s: 3 } },
    { ...QUESTION, languages: { ...QUESTION.languages, python: { files: {}, solution: { "main.py": "solved" } } } },
  ])
    expect(badgeOf(good, markOf(other, "python"))).toEqual({ kind: "unchecked" });
  expect(markOf({ ...QUESTION, languages: { python: QUESTION.languages.python ?? never() } }, "python")).toBe(mark);
});

test("files have names, each once whatever its capitals", () => {
  const files = ["main.py", "", "Main.py"].map((path) => ({ path, text: "" }));
  expect(files.map((_, place) => pathProblem(files, place))).toEqual([null, "missing", "twice"]);
  expect(freshPath([], "main.py", "py")).toBe("main.py");
  expect(freshPath(files, "main.py", "py")).toBe("util.py");
});

test("images get names that the server takes, and those that it does not take are refused", () => {
  expect(imageName("Cuadrícula (1).PNG", [])).toBe("Cuadricula-1-.png");
  expect(imageName("grid.png", ["grid.png"])).toBe("grid-2.png");
  expect(imageProblem("a.pdf", 1, {})).toBe("kind");
  expect(imageProblem("a.png", 600_000, {})).toBe("large");
  expect(imageProblem("a.png", 1, { "b.png": "AAAA" })).toBeNull();
});

test("what is not written yet is not wrong yet in a question that is being begun", () => {
  const found = { title: "x", slug: "x", statements: "x", minutes: "x" };
  expect(begun(found, draftOf())).toEqual({ minutes: "x" });
  expect(begun(found, { ...draftOf(), slug: "A b", statements: { en: "text" } })).toEqual({
    ...{ slug: "x", statements: "x", minutes: "x" },
  });
});

function never(): never {
  throw new Error("it has Python");
}
