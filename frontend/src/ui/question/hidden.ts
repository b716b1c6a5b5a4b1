// Hidden tests of a question: the cases, which hosts alone have, and what the room tells everybody of their last run.
import type { Prepared, Shown } from "../../api/questions";
import type { Run } from "../../sync/runs";

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
  const run = [...runs]
    .reverse()
    .find(({ tests, refused }) => tests?.suite === "hidden" && tests.question === question && !refused);
  if (!run?.tests) return null;
  const cases = Array.from({ length: run.tests.cases }, (_, place) => run.cases[place] ?? null);
  const [passed, ran] = [cases.filter((one) => one).length, cases.filter((one) => one !== null).length];
  return { cases, passed, ran, isOver: run.ending !== null };
}
