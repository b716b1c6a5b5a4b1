// What has become of a run, in words.
import type { consoleWords } from "../../i18n/console";
import type { RunView } from "./place";

export function resultOf(run: RunView, words: (typeof consoleWords)["en"]): string {
  if (!run.ending) return words.stages[run.stage.kind];
  const { reason, code } = run.ending;
  const said = words.ends[reason];
  return typeof said === "string" ? said : said(code);
}
