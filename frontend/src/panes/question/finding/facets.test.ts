import { expect, test } from "vitest";

import type { Summary } from "../../../api/questions";
import { choicesIn, TAGS_MAX } from "./facets";

const question = (tags: string[], languages: string[] = []) => ({ tags, languages }) as unknown as Summary;

test("there is to choose what the questions have, each once and in order", () => {
  const found = [question(["strings", "graphs"], ["python", "java"]), question(["graphs"], ["python"]), question([])];
  expect(choicesIn(found)).toEqual({ languages: ["java", "python"], tags: ["graphs", "strings"] });
  expect(choicesIn([])).toEqual({ languages: [], tags: [] });
});

test("of many tags there are those that most questions have", () => {
  const rare = Array.from({ length: TAGS_MAX }, (_, n) => question([`rare ${String(n).padStart(2, "0")}`, "often"]));
  const { tags } = choicesIn(rare);
  expect(tags).toHaveLength(TAGS_MAX);
  expect(tags).toContain("often");
  expect(tags).not.toContain(`rare ${TAGS_MAX - 1}`);
});
