// A rubric while it is written: skills, each with what 1 to 4 mean. Pure: no requests.
import type { RubricSkill } from "../../api/private";

export const SCORES = [1, 2, 3, 4] as const;
export const SKILLS_MAX = 30;
export const NAME_MAX = 100;
export const LEVEL_MAX = 200;

export interface Judged {
  name: string;
  /** What 1, 2, 3 and 4 mean. */
  levels: string[];
}

/** What is given may say less than four meanings. */
export const judgedOf = (skills: readonly { name: string; levels?: readonly string[] }[]): Judged[] =>
  skills.map(({ name, levels }) => ({ name, levels: SCORES.map((score) => levels?.[score - 1] ?? "") }));

/** As it is saved; a row in which nothing stands is none. */
export const skillsOf = (rows: readonly Judged[]): RubricSkill[] =>
  rows.filter((row) => !isEmpty(row)).map(({ name, levels }) => ({ name: name.trim(), levels: [...levels] }));

export type RowProblem = "nameless" | "twice";

/** Why the row cannot be saved. */
export function problemOf(rows: readonly Judged[], place: number): RowProblem | null {
  const row = rows[place];
  if (!row || isEmpty(row)) return null;
  const name = folded(row.name);
  if (!name) return "nameless";
  return rows.slice(0, place).some((other) => folded(other.name) === name) ? "twice" : null;
}

export const hasProblem = (rows: readonly Judged[]): boolean =>
  rows.some((_, place) => problemOf(rows, place) !== null);

/** What the scores of a skill mean, where the rubric says anything of it. */
export function levelsOf(rubric: readonly RubricSkill[], name: string): readonly string[] | null {
  const skill = rubric.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return skill?.levels.some(Boolean) ? skill.levels : null;
}

/** What a browser kept may be anything. */
export function readJudged(value: unknown): Judged[] | null {
  if (!Array.isArray(value)) return null;
  const rows = value as { name?: unknown; levels?: unknown }[];
  const isRow = (row: (typeof rows)[number] | null): row is Judged =>
    typeof row?.name === "string" && Array.isArray(row.levels) && row.levels.every((one) => typeof one === "string");
  return rows.every(isRow) ? judgedOf(rows) : null;
}

const folded = (name: string): string => name.trim().toLowerCase();
const isEmpty = ({ name, levels }: Judged): boolean => !name.trim() && !levels.some((level) => level.trim());
