// What a search of questions is narrowed by: difficulty, language, tag; and what there is to choose from.
import type { Narrowed, Summary } from "../../../api/questions";

export const ANY: Narrowed = { difficulty: "", language: "", tag: "" };
/** A list that can be looked through. Others are found by their word. */
export const TAGS_MAX = 30;

/** In alphabetical order; of tags those that most questions have. */
export function choicesIn(found: readonly Summary[]): { languages: string[]; tags: string[] } {
  const counts = new Map<string, number>();
  for (const tag of found.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const tags = [...counts].sort(([, one], [, other]) => other - one).slice(0, TAGS_MAX);
  return {
    languages: [...new Set(found.flatMap(({ languages }) => languages))].sort(),
    tags: tags.map(([tag]) => tag).sort((one, other) => one.localeCompare(other)),
  };
}
