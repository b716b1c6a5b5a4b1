import { expect, test } from "vitest";

import type { Language } from "../api/client";
import { choicesOf, nameIn } from "./languages";

const language = (id: Language["id"], runs: Language["runs"], runtime: string | null): Language => {
  return { id, name: id, ending: "", indent: 2, editor: id, runs, runtime, starter: "" };
};

test("the choices say what runs, what this server has nothing for, and what is highlighted only", () => {
  const listed = [
    language("python", "browser", null),
    language("java", "server", null),
    language("go", "nowhere", null),
  ];
  expect(choicesOf(listed).map(({ runs }) => runs)).toEqual(["here", "unserved", "nowhere"]);
  expect(choicesOf([language("java", "server", "Java 17")])[0]?.runs).toBe("here");
});

test("before the server has listed them, and in a replay's file, languages have their names", () => {
  expect(choicesOf([]).map(({ name }) => name)).toEqual(["Python", "JavaScript", "TypeScript", "Java", "C++"]);
  expect(["go", "csharp", "sql"].map((id) => nameIn([], id))).toEqual(["Go", "C#", "SQL (SQLite)"]);
});
