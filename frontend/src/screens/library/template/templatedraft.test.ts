import { expect, test } from "vitest";

import { EMPTY_TEMPLATE, readTemplateDraft, recipeOf, templateDraftOf } from "./templatedraft";

const GIVEN = {
  name: "First round",
  content: {
    title: "Backend interview",
    language: "python",
    questions: [
      { question_id: "a", version: 2 },
      { question_id: "sample.b", version: null },
    ],
    has_lobby: true,
    shares_code: false,
    retention_days: 7,
    rubric: [{ name: "Testing", levels: ["None", "Asked", "Alone", "Edges"] }],
    timer_s: 100,
    guide: "Begin with the task.",
  },
};

test("a template that is opened and saved unchanged is the same", () => {
  expect(recipeOf(templateDraftOf(GIVEN))).toEqual(GIVEN.content);
});

test("an empty form is a template as any new session", () => {
  expect(recipeOf(EMPTY_TEMPLATE)).toEqual({
    ...{ title: null, language: null, questions: [], has_lobby: false, shares_code: true },
    ...{ retention_days: null, rubric: [], timer_s: null, guide: "" },
  });
});

test("what the device kept is taken if it is a template's draft", () => {
  const draft = templateDraftOf(GIVEN);
  expect(readTemplateDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  for (const other of [null, {}, { ...draft, questions: [{ id: 1 }] }, { ...draft, skills: [{}] }])
    expect(readTemplateDraft(other)).toBeNull();
});
