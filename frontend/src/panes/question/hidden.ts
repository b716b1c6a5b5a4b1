// Hidden tests of a question: the cases, which hosts alone have, and what everybody is told of the last run of them.
import type { Prepared, Shown } from "../../api/questions";
import type { Run } from "../../sync/runs/runs";
import { lastTold, type Told } from "../../sync/runs/tested";

export type Case = Shown["examples"][number];

/** The cases that run in a page; none for others than hosts. */
export function hiddenOf(question: Shown | Prepared): Case[] {
  if (!("content" in question)) return [];
  return question.content.tests.cases.filter((one) => !one.is_visible);
}

/** Null if nobody ran any. */
export function lastHidden(runs: readonly Run[], question: number): Told | null {
  return lastTold(runs, ({ suite, question: number }) => suite === "hidden" && number === question)?.told ?? null;
}
