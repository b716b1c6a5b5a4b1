import { expect, test } from "vitest";

import type { Content } from "../../api/library";
import { contentOf, draftOf, EMPTY, newCase, readDraft, slugOf } from "./draft";

const GIVEN: Content = {
  ...EMPTY,
  title: "Two sum",
  slug: "two-sum",
  difficulty: "easy",
  minutes: 20,
  tags: ["arrays", "hash map"],
  statements: { en: "Add.", pt: "Some." },
  guide: "Ask.",
  skills: [{ name: "Graphs", levels: ["Lost"] }],
  assets: { "grid.png": "AAAA" },
  languages: { python: { files: { "main.py": "a" }, solution: { "main.py": "b", "util.py": "c" } } },
  license: "cc0",
  tests: {
    ...EMPTY.tests,
    time_limit_s: 3,
    cases: [
      {
        id: "x",
        kind: "io",
        stdin: "1",
        stdout: "2",
        is_visible: true,
        name: "first",
        args: ["-v"],
        files: { "words.txt": "w\n", "Helper.java": "" },
        hint: "",
      },
      { id: "f", kind: "call", input: { a: 1 }, expected: 2, is_visible: false, name: "", hint: "" },
    ],
  },
};

test("what is opened and saved unchanged is the same, with all that the form does not show", () => {
  expect(contentOf(draftOf(GIVEN), GIVEN)).toEqual(GIVEN);
});

test("files of a case are written, and one of a draft that an earlier page kept stays", () => {
  const draft = draftOf(GIVEN);
  const kept = JSON.parse(JSON.stringify(draft)) as { cases: { files?: unknown; rest: Record<string, unknown> }[] };
  for (const one of kept.cases) {
    delete one.files;
    one.rest.files = { "words.txt": "w\n" };
  }
  expect(readDraft(kept)?.cases[0]?.files).toEqual([{ path: "words.txt", text: "w\n" }]);
  draft.cases[0]?.files.splice(0, 1, { path: " in/data.csv ", text: "" });
  expect(contentOf(draft, GIVEN).tests.cases[0]).toMatchObject({ files: { "in/data.csv": "", "Helper.java": "" } });
});

test("arguments of a case are written one a line, and those of a draft that an earlier page kept stay", () => {
  const draft = draftOf(GIVEN);
  const [one] = draft.cases;
  if (!one) throw new Error("no case");
  const kept = JSON.parse(JSON.stringify(draft)) as { cases: { args?: unknown; rest: Record<string, unknown> }[] };
  for (const old of kept.cases) {
    delete old.args;
    old.rest.args = ["a b", ""];
  }
  expect(readDraft(kept)?.cases[0]?.args).toBe("a b\n\n");
  const saved = (args: string) => {
    one.args = args;
    return contentOf(draft, GIVEN).tests.cases[0];
  };
  expect(saved("")).toMatchObject({ args: [] });
  expect(saved("--most\na b")).toMatchObject({ args: ["--most", "a b"] });
  expect(saved("--most\n\n"), "an empty one").toMatchObject({ args: ["--most", ""] });
});

test("a new case has an id that no other has", () => {
  const draft = draftOf(GIVEN);
  const fresh = { ...newCase(false), stdout: "3" };
  draft.cases.push({ ...fresh, rest: { id: "case-1" } }, { ...fresh }, { ...fresh });
  const ids = contentOf(draft, GIVEN).tests.cases.map(({ id }) => id);
  expect(ids).toEqual(["x", "case-1", "case-2", "case-3", "f"]);
});

test("a statement that was emptied is left out, tags are told once, meanings of scores as far as there are any", () => {
  const draft = draftOf(GIVEN);
  draft.statements.pt = " ";
  draft.titles.es = " Suma ";
  draft.tags = "a, b,, a ";
  draft.skills = [{ name: "Graphs", levels: ["", "Some", "", ""] }];
  expect(contentOf(draft, GIVEN)).toMatchObject({
    statements: { en: "Add." },
    titles: { es: "Suma" },
    tags: ["a", "b"],
    skills: [{ name: "Graphs", levels: ["", "Some"] }],
  });
});

test("files are added, renamed and deleted, by language and for all; one that is empty and alone is none", () => {
  const draft = draftOf(GIVEN);
  const python = draft.languages.python;
  python?.solution.pop();
  python?.files.push({ path: "pkg/__init__.py", text: "" });
  draft.languages.lua = { files: [{ path: "main.lua", text: "" }], solution: [] };
  draft.files.push({ path: " words.txt ", text: "a" });
  expect(contentOf(draft, GIVEN)).toMatchObject({
    files: { "words.txt": "a" },
    languages: {
      python: { files: { "main.py": "a", "pkg/__init__.py": "" }, solution: { "main.py": "b" } },
      lua: { files: {}, solution: {} },
    },
  });
});

test("what the device kept is taken if it is a question's draft", () => {
  const draft = draftOf(GIVEN);
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  const wrong = [null, {}, { ...draft, cases: [{}] }, { ...draft, languages: { python: {} } }, { ...draft, tags: 1 }];
  for (const other of wrong) expect(readDraft(other)).toBeNull();
});

test("a title makes a short name", () => {
  expect(slugOf("  Camino más corto: ¡2 salas! ")).toBe("camino-mas-corto-2-salas");
  expect(slugOf("x".repeat(39) + " y")).toBe("x".repeat(39));
});
