// What has become of a run, in words.
import type { consoleWords } from "../../words/room/console";
import type { RunView } from "./place";

export function resultOf(run: RunView, words: (typeof consoleWords)["en"]): string {
  if (!run.ending) return words.stages[run.stage.kind];
  const { reason, code, tests } = run.ending;
  const said = words.ends[reason];
  const end = typeof said === "string" ? said : said(code);
  if (!tests) return end;
  const isHidden = run.tests?.suite === "hidden";
  const counts = words.tests(tests.passed, tests.passed + tests.failed + tests.skipped, isHidden);
  return reason === "exited" ? counts : `${end}, ${counts}`;
}
