// Hidden tests of a question: the cases, which hosts alone have, and what the room tells everybody of the last run of tests.
import type { Prepared, Shown } from "../../api/questions";
import type { Tests } from "../../sync/runevents";
import type { Run } from "../../sync/runs";

/** A record from a file may say anything; rooms take no more. */
const MAX_CASES = 200;

export type Case = Shown["examples"][number];

/** The cases that run in a page; none for others than hosts. */
export function hiddenOf(question: Shown | Prepared): Case[] {
  if (!("content" in question)) return [];
  return question.content.tests.cases.filter((one) => one.kind === "io").filter((one) => !one.is_visible);
}

export interface Told {
  /** Whether each passed, by its place; null: it has not run. */
  cases: readonly (boolean | null)[];
  passed: number;
  ran: number;
  isOver: boolean;
}

/** Null if nobody ran any. */
export function lastHidden(runs: readonly Run[], question: number): Told | null {
  return lastTold(runs, ({ suite, question: number }) => suite === "hidden" && number === question)?.told ?? null;
}

/** The last run of tests that are meant. */
export function lastTold<T extends Run>(
  runs: readonly T[],
  isMeant: (tests: Tests) => boolean,
): { run: T; told: Told } | null {
  const run = [...runs].reverse().find(({ tests, refused }) => tests && isMeant(tests) && !refused);
  if (!run?.tests) return null;
  const cases = Array.from({ length: Math.min(run.tests.cases, MAX_CASES) }, (_, place) => run.cases[place] ?? null);
  const [passed, ran] = [cases.filter((one) => one).length, cases.filter((one) => one !== null).length];
  return { run, told: { cases, passed, ran, isOver: run.ending !== null } };
}
