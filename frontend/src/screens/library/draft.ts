// A question while it is written: what the form shows of it, and what it does not show, which stays as it is.
import type { Content } from "../../api/library";
import { isObject } from "../../sync/json";
import { type Judged, judgedOf, readJudged, skillsOf } from "../../panes/rubric/rubric";
import { type CalledDraft, calledDraftOf, testsOf } from "./question/calls";
import { type FileDraft, filesFrom, filesOf, sent } from "./question/files";

/** A program gets `stdin` and prints `stdout`. */
export interface Case {
  stdin: string;
  stdout: string;
  isVisible: boolean;
  name: string;
  hint: string;
  /** Of the program, one a line. */
  args: string;
  /** Beside the program. */
  files: FileDraft[];
  /** What the form does not show. */
  rest: Record<string, unknown>;
}

export interface LanguageDraft {
  files: FileDraft[];
  solution: FileDraft[];
}

export interface Draft {
  title: string;
  /** By language of people; empty where it is the same. */
  titles: Record<string, string>;
  slug: string;
  difficulty: "" | "easy" | "medium" | "hard";
  minutes: number | null;
  tags: string;
  statements: Record<string, string>;
  /** Images by their names, in base64. */
  assets: Record<string, string>;
  guide: string;
  skills: Judged[];
  /** For every language. */
  files: FileDraft[];
  languages: Record<string, LanguageDraft>;
  timeLimit: number | null;
  compare: Content["tests"]["compare"];
  cases: Case[];
  /** Cases that call a function. */
  called: CalledDraft;
}

type Given = Content["tests"]["cases"][number];

export const LOCALES = ["en", "es"];
const TIME_LIMIT_S = 2;

export const EMPTY: Content = {
  ...{ title: "", titles: {}, slug: "", difficulty: null, minutes: null, tags: [], statements: {}, assets: {} },
  ...{ languages: {}, files: {}, guide: "", skills: [], license: "", authors: [], source: null, uuid: null },
  tests: {
    time_limit_s: TIME_LIMIT_S,
    compare: { case_sensitive: false, space_change_sensitive: false, float_tolerance: null, any_order: false },
    function: null,
    cases: [],
  },
};

export function draftOf(content: Content = EMPTY): Draft {
  return {
    title: content.title,
    titles: { ...Object.fromEntries(LOCALES.map((locale) => [locale, ""])), ...content.titles },
    slug: content.slug,
    difficulty: content.difficulty ?? "",
    minutes: content.minutes ?? null,
    tags: content.tags.join(", "),
    statements: { ...Object.fromEntries(LOCALES.map((locale) => [locale, ""])), ...content.statements },
    assets: { ...content.assets },
    guide: content.guide,
    skills: judgedOf(content.skills),
    files: filesFrom(content.files),
    languages: Object.fromEntries(
      Object.entries(content.languages).map(([id, { files, solution }]) => [
        id,
        { files: filesFrom(files), solution: filesFrom(solution) },
      ]),
    ),
    timeLimit: content.tests.time_limit_s,
    compare: { ...content.tests.compare },
    cases: content.tests.cases.flatMap((given) => {
      if (given.kind !== "io") return [];
      const { stdin, stdout, is_visible, name, hint, args, files, ...rest } = given;
      const own = { args: linesFrom(args), files: filesFrom(files) };
      return [{ stdin, stdout, isVisible: is_visible, name, hint, ...own, rest }];
    }),
    called: calledDraftOf(content.tests),
  };
}

export const newCase = (isVisible: boolean): Case => ({
  ...{ stdin: "", stdout: "", isVisible, name: "", hint: "", args: "", files: [] },
  rest: {},
});

/** The question as it is saved; `before` has what the form does not show. */
export function contentOf(draft: Draft, before: Content = EMPTY): Content {
  const taken = new Set([...draft.cases, ...draft.called.calls].map(({ rest }) => rest.id));
  let next = 1;
  const freshId = () => {
    while (taken.has(`case-${next}`)) next += 1;
    taken.add(`case-${next}`);
    return `case-${next}`;
  };
  const cases = draft.cases.map(({ isVisible, rest, args, files, ...shown }) => {
    const id = typeof rest.id === "string" ? rest.id : freshId();
    const own = { args: linesIn(args), files: sent(files) };
    return { ...rest, ...shown, ...own, id, kind: "io", is_visible: isVisible } as Given;
  });
  const called = testsOf(draft.called, before.tests.function, freshId);
  return {
    ...before,
    title: draft.title.trim(),
    titles: filled(draft.titles, (title) => title.trim()),
    slug: draft.slug,
    difficulty: draft.difficulty || null,
    minutes: draft.minutes,
    tags: [...new Set(draft.tags.split(",").map((tag) => tag.trim()))].filter(Boolean),
    statements: filled(draft.statements),
    assets: draft.assets,
    guide: draft.guide,
    skills: skillsOf(draft.skills).map(({ name, levels }) => ({ name, levels: said(levels) })),
    files: filesOf(draft.files),
    languages: Object.fromEntries(
      Object.entries(draft.languages).map(([id, { files, solution }]) => [
        id,
        { files: filesOf(files), solution: filesOf(solution) },
      ]),
    ),
    tests: {
      ...before.tests,
      time_limit_s: draft.timeLimit ?? TIME_LIMIT_S,
      compare: draft.compare,
      function: called.function,
      cases: [...cases, ...called.cases],
    },
  };
}

function filled(texts: Readonly<Record<string, string>>, as = (text: string) => text): Record<string, string> {
  const all = Object.entries(texts).map(([locale, text]) => [locale, as(text)] as const);
  return Object.fromEntries(all.filter(([, text]) => text.trim()));
}

/** Without empty ones at the end: those need not be said. */
function said(levels: readonly string[]): string[] {
  const kept = [...levels];
  while (kept.length > 0 && !kept.at(-1)) kept.pop();
  return kept;
}

/** What the device kept may be anything. */
export function readDraft(value: unknown): Draft | null {
  if (!isObject(value)) return null;
  const skills = readJudged(value.skills);
  // Of a draft of an earlier version of this page.
  const titles = value.titles ?? {};
  const cases = Array.isArray(value.cases) ? value.cases.map(withOwn) : null;
  const called: unknown = isObject(value.called) ? { returns: "", ...value.called } : null;
  const isGood =
    ["title", "slug", "difficulty", "tags", "guide"].every((field) => typeof value[field] === "string") &&
    ["minutes", "timeLimit"].every((field) => value[field] === null || typeof value[field] === "number") &&
    ["statements", "assets"].every((field) => isTexts(value[field])) &&
    isTexts(titles) &&
    isObject(value.compare) &&
    isFiles(value.files) &&
    isObject(value.languages) &&
    Object.values(value.languages).every((own) => isObject(own) && isFiles(own.files) && isFiles(own.solution)) &&
    isList(
      cases,
      (one) => isTexts(one, "stdin", "stdout", "name", "hint", "args") && isObject(one.rest) && isFiles(one.files),
    ) &&
    isObject(called) &&
    isTexts(called, "name", "parameters", "returns") &&
    isList(called.calls, (one) => isTexts(one, "args", "expected") && isObject(one.rest));
  return isGood && skills ? ({ ...value, titles, cases, called, skills } as unknown as Draft) : null;
}

/** A case of which an earlier page showed neither files nor arguments has them with the rest. */
function withOwn(one: unknown): unknown {
  if (!isObject(one) || !isObject(one.rest)) return one;
  const { files, args, ...rest } = one.rest;
  const own = {
    args: Array.isArray(args) ? linesFrom(args.map(String)) : "",
    files: isTexts(files) ? filesFrom(files as Record<string, string>) : [],
  };
  return { ...own, ...one, rest };
}

/** Each argument is a line, an empty one too; the last needs no end. */
const linesFrom = (args: readonly string[]): string => args.map((one) => `${one}\n`).join("");

function linesIn(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

const isList = (value: unknown, isOne: (one: Record<string, unknown>) => boolean): boolean =>
  Array.isArray(value) && value.every((one: unknown) => isObject(one) && isOne(one));

const isFiles = (value: unknown): boolean => isList(value, (one) => isTexts(one, "path", "text"));

/** Of the fields that are named, or of all. */
const isTexts = (value: unknown, ...fields: string[]): boolean =>
  isObject(value) && (fields.length ? fields : Object.keys(value)).every((field) => typeof value[field] === "string");

/** "Two Sum!" → "two-sum". */
export const slugOf = (title: string): string =>
  title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .replace(/ /g, "-")
    .slice(0, 40)
    .replace(/-$/, "");
