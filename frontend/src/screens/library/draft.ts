// A question while it is written: what the form shows of it, and what it does not show, which stays as it is.
import type { Content } from "../../api/library";

export interface Case {
  stdin: string;
  stdout: string;
  isVisible: boolean;
  /** What the form does not show. */
  rest: Record<string, unknown>;
}

export interface Draft {
  title: string;
  slug: string;
  difficulty: "" | "easy" | "medium" | "hard";
  minutes: number | null;
  tags: string;
  statements: Record<string, string>;
  guide: string;
  languages: Content["languages"];
  cases: Case[];
}

type Given = Content["tests"]["cases"][number];

export const LOCALES = ["en", "es"];

export const EMPTY: Content = {
  ...{ title: "", slug: "", difficulty: null, minutes: null, tags: [], statements: {}, assets: {} },
  ...{ languages: {}, files: {}, guide: "", skills: [], license: "", authors: [], source: null, uuid: null },
  tests: {
    time_limit_s: 2,
    compare: { case_sensitive: false, space_change_sensitive: false, float_tolerance: null, any_order: false },
    function: null,
    cases: [],
  },
};

export function draftOf(content: Content = EMPTY): Draft {
  return {
    title: content.title,
    slug: content.slug,
    difficulty: content.difficulty ?? "",
    minutes: content.minutes ?? null,
    tags: content.tags.join(", "),
    statements: { ...content.statements },
    guide: content.guide,
    languages: structuredClone(content.languages),
    cases: content.tests.cases.flatMap((given) => {
      if (given.kind !== "io") return [];
      const { stdin, stdout, is_visible, ...rest } = given;
      return [{ stdin, stdout, isVisible: is_visible, rest }];
    }),
  };
}

/** The question as it is saved; `before` has what the form does not show. */
export function contentOf(draft: Draft, before: Content = EMPTY): Content {
  const others = before.tests.cases.filter(({ kind }) => kind !== "io");
  const taken = new Set(draft.cases.map(({ rest }) => rest.id));
  let next = 1;
  const freshId = () => {
    while (taken.has(`case-${next}`)) next += 1;
    taken.add(`case-${next}`);
    return `case-${next}`;
  };
  const cases = draft.cases.map(({ stdin, stdout, isVisible, rest }) => {
    const id = typeof rest.id === "string" ? rest.id : freshId();
    return { ...rest, id, kind: "io", stdin, stdout, is_visible: isVisible } as Given;
  });
  return {
    ...before,
    title: draft.title.trim(),
    slug: draft.slug,
    difficulty: draft.difficulty || null,
    minutes: draft.minutes,
    tags: [...new Set(draft.tags.split(",").map((tag) => tag.trim()))].filter(Boolean),
    statements: Object.fromEntries(Object.entries(draft.statements).filter(([, text]) => text.trim())),
    guide: draft.guide,
    languages: Object.fromEntries(Object.entries(draft.languages).map(([id, own]) => [id, withoutEmpty(own)])),
    tests: { ...before.tests, cases: [...cases, ...others] },
  };
}

type Files = Record<string, string>;

const withoutEmpty = ({ files, solution }: { files: Files; solution: Files }) => ({
  files: filled(files),
  solution: filled(solution),
});

const filled = (files: Files): Files => Object.fromEntries(Object.entries(files).filter(([, text]) => text !== ""));

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
