// A scorecard as its interviewer fills it in. Pure: no requests.
import { simpleDiffArray } from "lib0/diff";

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

/** What was last seen on the server, on which a change here is based. */
export interface Base extends Judgement {
  /** To the letter. */
  updatedAt: string;
}

/** What is filled in and not saved. */
export interface Kept extends Judgement {
  base: Base;
  /** Without an answer until now: each of them may be on the server. */
  sent: readonly Judgement[];
}

/** Before there is a card. */
const NEVER = "1970-01-01T00:00:00Z";

/** A card in which nothing is filled in, with these skills. */
export const begun = (names: readonly string[]): Base => ({
  ...{ skills: names.map((name): Skill => ({ name, score: null })), verdict: null, comment: "" },
  updatedAt: NEVER,
});

export const baseOf = (card: Scorecard): Base => ({ ...judgementOf(card), updatedAt: card.updated_at });

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
export function readKept(value: unknown): Kept | null {
  const judgement = readJudgement(value);
  if (!isObject(value) || !judgement) return null;
  const base = readJudgement(value.base);
  const updatedAt = isObject(value.base) && value.base.updatedAt;
  return {
    ...judgement,
    base: base && typeof updatedAt === "string" ? { ...base, updatedAt } : begun([]),
    sent: Array.isArray(value.sent) ? value.sent.flatMap((one: unknown) => readJudgement(one) ?? []) : [],
  };
}

function readJudgement(value: unknown): Judgement | null {
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

export const isSame = (one: Judgement, other: Judgement): boolean =>
  JSON.stringify(writtenOf(one, null)) === JSON.stringify(writtenOf(other, null));

/** What was changed here, and in another window since `base`. Of what both changed, words are kept, else ours counts. */
export function merged(base: Judgement, ours: Judgement, theirs: Judgement): Judgement {
  const isAsBefore = ({ name, score }: Skill) => hasSkill(base.skills, name) && scoreIn(base, name) === score;
  const kept = ours.skills.filter((skill) => hasSkill(theirs.skills, skill.name) || !isAsBefore(skill));
  const added = theirs.skills.filter((skill) => !hasSkill(ours.skills, skill.name) && !isAsBefore(skill));
  return {
    skills: [
      ...kept.map((skill) => (isAsBefore(skill) ? { ...skill, score: scoreIn(theirs, skill.name) } : skill)),
      ...added,
    ],
    verdict: ours.verdict === base.verdict ? theirs.verdict : ours.verdict,
    comment: mergedWords(base.comment, ours.comment, theirs.comment),
  };
}

/** Some words of a text give way to others. */
interface Change {
  from: number;
  to: number;
  words: readonly string[];
}

/** What both put in place of the same words is kept one below the other. */
function mergedWords(base: string, ours: string, theirs: string): string {
  const words = wordsOf(base);
  const [a, b] = [changeOf(words, wordsOf(theirs)), changeOf(words, wordsOf(ours))];
  const [from, to] = [Math.min(a.from, b.from), Math.max(a.to, b.to)];
  const between = (start: number, end?: number) => words.slice(start, end).join("");
  const isApart = (one: Change, other: Change) => one.to <= other.from && one.from < other.to;
  const within = ({ words: own, ...change }: Change) =>
    between(from, change.from) + own.join("") + between(change.to, to);
  const inTurn = (one: Change, other: Change) =>
    one.words.join("") + between(one.to, other.from) + other.words.join("");
  let middle: string;
  if (isApart(a, b)) middle = inTurn(a, b);
  else if (isApart(b, a)) middle = inTurn(b, a);
  else middle = both(within(a), within(b));
  return between(0, from) + middle + between(to);
}

function both(theirs: string, ours: string): string {
  if (theirs.includes(ours)) return theirs;
  return ours.includes(theirs) ? ours : `${theirs.trimEnd()}\n\n${ours.trimStart()}`;
}

/** With the blanks between them. */
const wordsOf = (text: string): string[] => text.split(/(\s+)/).filter(Boolean);

function changeOf(before: string[], after: string[]): Change {
  const { index, remove, insert } = simpleDiffArray(before, after);
  return { from: index, to: index + remove, words: insert };
}
