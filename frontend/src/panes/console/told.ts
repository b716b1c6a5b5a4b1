// What a run's block tells of it besides its output, and that output as plain text.
import type { runWords } from "../../words/room/runs";
import { AnsiReader } from "./ansi";
import type { RunView } from "./place";

/** How long a run took or, after `goingMs`, has taken until now. */
export function durationOf(run: RunView, goingMs: number | null, words: (typeof runWords)["en"]): string | null {
  if (!run.ending) return goingMs === null ? null : words.seconds(String(Math.floor(goingMs / 1_000)));
  const { durationMs } = run.ending;
  if (durationMs < 1_000) return words.milliseconds(Math.round(durationMs));
  return words.seconds((durationMs / 1_000).toFixed(durationMs < 10_000 ? 1 : 0));
}

/** What somebody waits for before their program runs: what has come in whole is not loading any more. */
export function awaited(stage: RunView["stage"] & { kind: "loading" }, words: (typeof runWords)["en"]): string {
  return stage.loaded === stage.total ? words.starting(stage.what) : words.loading(stage.what);
}

/** A program that is over and had nothing to say. */
export function isSilent({ ending, chunks, skips }: RunView): boolean {
  return ending !== null && ending.message === null && !ending.tests && skips === 0 && !chunks.some(({ text }) => text);
}

/** What a run printed and was answered, as plain text. */
export function textOf({ chunks }: RunView): string {
  const whole = chunks.map(({ kind, text }) => (kind === "input" ? `${text ?? ""}\n` : text)).join("");
  return new AnsiReader()
    .read(whole)
    .map(({ text }) => text)
    .join("");
}
