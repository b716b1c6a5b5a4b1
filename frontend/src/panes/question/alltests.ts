// All tests of a question that somebody may run, one suite after the other: the examples, then for hosts the hidden ones.
// Each is a run of its own, so that what the room must not hear hangs on the run (decision 0030).
import type { Prepared, Shown } from "../../api/questions";
import { hiddenOf } from "./hidden";
import type { Given, Testing } from "./testing.svelte";

export interface Part {
  testing: Testing;
  given: Given;
}

/** What there is to run for whoever is not only watching; hidden cases only where this page has them. */
export function suitesOf(question: Shown | Prepared): Given[] {
  const suites: Given[] = [
    { question, suite: "visible", cases: question.examples },
    { question, suite: "hidden", cases: hiddenOf(question) },
  ];
  return suites.filter(({ cases }) => cases.length > 0);
}

/** Stops what runs, or runs all that can run; Stop ends it for those behind it as well. */
export function toggle(parts: readonly Part[]): void {
  const going = parts.find(({ testing }) => testing.isGoing);
  if (going) going.testing.stop();
  else runEach(parts.filter(({ testing, given }) => testing.whyNot(given) === null));
}

function runEach([first, ...others]: readonly Part[]): void {
  if (first) void first.testing.run(first.given, () => runEach(others));
}
