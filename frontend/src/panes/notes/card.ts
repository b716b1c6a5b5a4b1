// A scorecard as its interviewer fills it in. Pure: no requests.
import type { Scorecard, WrittenScorecard } from "../../api/private";
import { CONTENT_MAX, lengthOf } from "./drafts";
import { isObject } from "../../sync/json";

export const SCORES = [1, 2, 3, 4] as const;
export const VERDICTS = ["strong_no", "no", "yes", "strong_yes"] as const;
export const SKILLS_MAX = 30;
export const SKILL_NAME_MAX = 100;
export const COMMENT_MAX = CONTENT_MAX;

export type Score = (typeof SCORES)[number];
export type Verdict = (typeof VERDICTS)[number];

export interface Skill {
  name: string;
  score: Score | null;
}

export interface Judgement {
  skills: readonly Skill[];
  verdict: Verdict | null;
  comment: string;
}

const scoreOf = (value: unknown): Score | null => SCORES.find((score) => score === value) ?? null;
const verdictOf = (value: unknown): Verdict | null => VERDICTS.find((verdict) => verdict === value) ?? null;

export function judgementOf({ skills, verdict, comment }: Scorecard): Judgement {
  return {
    skills: skills.map(({ name, score }) => ({ name, score: scoreOf(score) })),
    verdict: verdictOf(verdict),
    comment,
  };
}

export function writtenOf({ skills, verdict, comment }: Judgement, name: string | null): WrittenScorecard {
  return { name, skills: [...skills], verdict, comment };
}

/** A skill may stand on the card once, whatever its capitals. */
export const hasSkill = (skills: readonly Skill[], name: string): boolean =>
  skills.some((skill) => skill.name.toLowerCase() === name.toLowerCase());

export type SkillProblem = "known" | "tooLong" | "tooMany";

export function problemWith(skills: readonly Skill[], name: string): SkillProblem | null {
  if (lengthOf(name) > SKILL_NAME_MAX) return "tooLong";
  if (hasSkill(skills, name)) return "known";
  return skills.length >= SKILLS_MAX ? "tooMany" : null;
}

/** What a tab kept may be anything. */
export function readJudgement(value: unknown): Judgement | null {
  if (!isObject(value) || !Array.isArray(value.skills) || typeof value.comment !== "string") return null;
  const skills = value.skills.flatMap((skill: unknown) =>
    isObject(skill) && typeof skill.name === "string" ? [{ name: skill.name, score: scoreOf(skill.score) }] : [],
  );
  return { skills, verdict: verdictOf(value.verdict), comment: value.comment };
}

/** The skills of all cards, in the order in which they come, each once. */
export function skillNames(cards: readonly Judgement[]): string[] {
  const names = new Map<string, string>();
  for (const { skills } of cards) {
    for (const { name } of skills) if (!names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  }
  return [...names.values()];
}

export const scoreIn = ({ skills }: Judgement, name: string): Score | null =>
  skills.find((skill) => skill.name.toLowerCase() === name.toLowerCase())?.score ?? null;
