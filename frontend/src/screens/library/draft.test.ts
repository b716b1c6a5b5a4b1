import { expect, test } from "vitest";

import type { Content } from "../../api/library";
import { contentOf, draftOf, EMPTY, slugOf } from "./draft";

const GIVEN: Content = {
  ...EMPTY,
  title: "Two sum",
  slug: "two-sum",
  difficulty: "easy",
  minutes: 20,
  tags: ["arrays", "hash map"],
  statements: { en: "Add.", pt: "Some." },
  guide: "Ask.",
  languages: { python: { files: { "main.py": "a" }, solution: { "main.py": "b", "util.py": "c" } } },
  license: "cc0",
  tests: {
    ...EMPTY.tests,
    time_limit_s: 3,
    cases: [
      { id: "x", kind: "io", stdin: "1", stdout: "2", is_visible: true, name: "first", args: ["-v"], hint: "" },
      { id: "f", kind: "call", input: { a: 1 }, expected: 2, is_visible: false, name: "", hint: "" },
    ],
  },
};

test("what is opened and saved unchanged is the same, with all that the form does not show", () => {
  expect(contentOf(draftOf(GIVEN), GIVEN)).toEqual(GIVEN);
});

test("a new case has an id that no other has", () => {
  const draft = draftOf(GIVEN);
  const fresh = { stdin: "", stdout: "3", isVisible: false, rest: {} };
  draft.cases.push({ ...fresh, rest: { id: "case-1" } }, { ...fresh }, { ...fresh });
  const ids = contentOf(draft, GIVEN).tests.cases.map(({ id }) => id);
  expect(ids).toEqual(["x", "case-1", "case-2", "case-3", "f"]);
});

test("a statement and files that were emptied are left out, tags are told once", () => {
  const draft = draftOf(GIVEN);
  draft.statements.pt = " ";
  draft.tags = "a, b,, a ";
  draft.languages = { python: { files: { "main.py": "" }, solution: { "main.py": "b" } } };
  expect(contentOf(draft, GIVEN)).toMatchObject({
    statements: { en: "Add." },
    tags: ["a", "b"],
    languages: { python: { files: {}, solution: { "main.py": "b" } } },
  });
});

test("a title makes a short name", () => {
  expect(slugOf("  Camino más corto: ¡2 salas! ")).toBe("camino-mas-corto-2-salas");
  expect(slugOf("x".repeat(39) + " y")).toBe("x".repeat(39));
});
