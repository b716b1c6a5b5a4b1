// A template while it is written, and as it is sent.
import type { Recipe, Template } from "../../../api/templates";
import { isObject } from "../../../sync/json";
import { type Judged, judgedOf, readJudged, skillsOf } from "../../../panes/rubric/rubric";

export interface ChosenQuestion {
  id: string;
  /** null: the newest when a session begins. */
  version: number | null;
}

export interface TemplateDraft {
  name: string;
  title: string;
  /** "": as in any new session. */
  language: string;
  questions: ChosenQuestion[];
  hasLobby: boolean;
  sharesCode: boolean;
  retentionDays: number | null;
  minutes: number | null;
  skills: Judged[];
  guide: string;
}

export const EMPTY_TEMPLATE: TemplateDraft = {
  ...{ name: "", title: "", language: "", questions: [], hasLobby: false, sharesCode: true },
  ...{ retentionDays: null, minutes: null, skills: [], guide: "" },
};

export const templateDraftOf = ({ name, content }: Pick<Template, "name" | "content">): TemplateDraft => ({
  name,
  title: content.title ?? "",
  language: content.language ?? "",
  questions: content.questions.map(({ question_id: id, version }) => ({ id, version: version ?? null })),
  hasLobby: content.has_lobby,
  sharesCode: content.shares_code,
  retentionDays: content.retention_days ?? null,
  minutes: content.timer_s == null ? null : content.timer_s / 60,
  skills: judgedOf(content.rubric),
  guide: content.guide,
});

export const recipeOf = (draft: TemplateDraft): Recipe => ({
  title: draft.title.trim() || null,
  language: draft.language || null,
  questions: draft.questions.map(({ id, version }) => ({ question_id: id, version })),
  has_lobby: draft.hasLobby,
  shares_code: draft.sharesCode,
  retention_days: draft.retentionDays,
  rubric: skillsOf(draft.skills),
  timer_s: draft.minutes === null ? null : Math.round(draft.minutes * 60),
  guide: draft.guide,
});

/** What the device kept may be anything. */
export function readTemplateDraft(value: unknown): TemplateDraft | null {
  if (!isObject(value)) return null;
  const skills = readJudged(value.skills);
  const texts = ["name", "title", "language", "guide"].every((field) => typeof value[field] === "string");
  const rules = ["hasLobby", "sharesCode"].every((field) => typeof value[field] === "boolean");
  const numbers = ["retentionDays", "minutes"].every((field) => isNumberOrNull(value[field]));
  const hasQuestions =
    Array.isArray(value.questions) &&
    value.questions.every((one: unknown) => isObject(one) && typeof one.id === "string" && isNumberOrNull(one.version));
  return skills && texts && rules && numbers && hasQuestions
    ? ({ ...value, skills } as unknown as TemplateDraft)
    : null;
}

const isNumberOrNull = (value: unknown): boolean => value === null || typeof value === "number";
