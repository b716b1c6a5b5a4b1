// Whether a question's solutions pass its cases: what was run, what came of it, and of which text that was true.
import type { Content } from "../../../api/library";
import { isObject } from "../../../sync/json";
import { type Program, programFrom, type SourceFile } from "../../../runner/program";
import { calledOf } from "../../../panes/question/testing.svelte";
import { whyNot } from "../../../tests/harness";
import type { Suite, Verdict } from "../../../tests/suite";

export type CheckedCase = Content["tests"]["cases"][number];

export interface Result {
  /** Of the content that was checked. */
  mark: string;
  total: number;
  /** Names of the cases that did not pass. */
  failed: string[];
  /** Cases that did not run: it was stopped, took too long, or the runtime broke. */
  skipped: number;
}

export type Badge = { kind: "unchecked" } | { kind: "passes"; total: number } | { kind: "fails"; result: Result };

export const casesOf = ({ tests }: Content): CheckedCase[] => tests.cases;

/** Whether all cases can be run with the language: not all have a way to call a function. */
export const canCheck = (content: Content, language: string): boolean =>
  whyNot(casesOf(content), content.tests.function, language) === null;

export const nameOfCase = (one: Pick<CheckedCase, "id" | "name">): string => one.name || one.id;

/** All that decides how a check ends. */
export function markOf(content: Content, language: string): string {
  const { time_limit_s, compare, function: called } = content.tests;
  const cases = casesOf(content).map((one) => ({ ...one, name: "", hint: "", is_visible: true }));
  return digest(
    JSON.stringify([content.files, content.languages[language] ?? null, time_limit_s, compare, called ?? null, cases]),
  );
}

/** The solution over the starter's files, and those for every language beside it; null where there is none. */
export function programOf(content: Content, language: string): Program | null {
  const own = content.languages[language];
  const main = Object.keys(own?.solution ?? {}).find((path) => /^main\.[^./]+$/i.test(path));
  if (!own || main === undefined) return null;
  const kept = Object.entries(own.files).filter(([path]) => path.toLowerCase() !== main.toLowerCase());
  const all = { ...content.files, ...Object.fromEntries(kept), ...own.solution };
  return programFrom(
    Object.entries(all).map(([path, text]): SourceFile => ({ path, text })),
    main,
  );
}

export const asRun = ({ tests }: Content): Pick<Suite, "cases" | "called"> => ({
  cases: tests.cases as Suite["cases"],
  called: calledOf({ function: tests.function ?? null }),
});

export function resultOf(mark: string, cases: readonly CheckedCase[], verdicts: readonly Verdict[]): Result {
  const failed = verdicts.filter(({ outcome }) => outcome !== "passed").map(({ index }) => cases[index]);
  return {
    mark,
    total: cases.length,
    failed: failed.map((one) => (one ? nameOfCase(one) : "")),
    skipped: cases.length - verdicts.length,
  };
}

export function badgeOf(result: Result | undefined, mark: string): Badge {
  if (!result || result.mark !== mark) return { kind: "unchecked" };
  const isGood = result.failed.length === 0 && result.skipped === 0;
  return isGood ? { kind: "passes", total: result.total } : { kind: "fails", result };
}

/** What the device kept may be anything. */
export function readResults(value: unknown): Record<string, Result> | null {
  if (!isObject(value)) return null;
  const isResult = (one: unknown) =>
    isObject(one) &&
    typeof one.mark === "string" &&
    typeof one.total === "number" &&
    typeof one.skipped === "number" &&
    Array.isArray(one.failed);
  return Object.values(value).every(isResult) ? (value as unknown as Record<string, Result>) : null;
}

/** 64 bits, enough to tell one's own changes apart: FNV-1a twice, from two beginnings. */
function digest(text: string): string {
  const of = (begin: number) => {
    let hash = begin;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, "0");
  };
  return of(0x811c9dc5) + of(0x2f0b4a37);
}
