import { expect, test } from "vitest";

import { hasProblem, judgedOf, levelsOf, problemOf, readJudged, skillsOf } from "./rubric";

const row = (name: string, ...levels: string[]) => ({
  name,
  levels: ["", "", "", ""].map((_, at) => levels[at] ?? ""),
});

test("a rubric that is opened and saved unchanged is the same", () => {
  const skills = [{ name: "Testing", levels: ["None", "Asked", "Alone", "Edges"] }];
  expect(skillsOf(judgedOf(skills))).toEqual(skills);
  expect(judgedOf([{ name: "Graphs", levels: ["Lost"] }, { name: "C" }])).toEqual([row("Graphs", "Lost"), row("C")]);
});

test("a row in which nothing stands is left out, one with meanings and no name is told", () => {
  const rows = [row(" Testing "), row(" "), row("", "None")];
  expect(skillsOf(rows.slice(0, 2))).toEqual([row("Testing")]);
  expect(rows.map((_, place) => problemOf(rows, place))).toEqual([null, null, "nameless"]);
});

test("a skill stands in it once, whatever its capitals", () => {
  const rows = [row("Testing"), row("testing ")];
  expect(problemOf(rows, 0)).toBeNull();
  expect(problemOf(rows, 1)).toBe("twice");
  expect(hasProblem(rows)).toBe(true);
});

test("meanings are found whatever the capitals, where there are any", () => {
  const rubric = [row("Testing", "None"), row("Empty")];
  expect(levelsOf(rubric, "TESTING")?.[0]).toBe("None");
  expect(levelsOf(rubric, "Empty")).toBeNull();
});

test("what a browser kept is taken if it is a rubric", () => {
  expect(readJudged(JSON.parse(JSON.stringify([row("Testing", "None")])))).toEqual([row("Testing", "None")]);
  for (const other of [null, {}, [null], [{ name: 1, levels: [] }], [{ name: "a", levels: [1] }]])
    expect(readJudged(other)).toBeNull();
});
