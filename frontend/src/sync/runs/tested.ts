// What the room, or a record, tells of the last run of tests.
import type { Tests } from "./runevents";
import type { Run } from "./runs";

/** A record from a file may say anything; rooms take no more. */
const MAX_CASES = 200;

export interface Told {
  /** Whether each passed, by its place; null: it has not run. */
  cases: readonly (boolean | null)[];
  passed: number;
  ran: number;
  isOver: boolean;
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
