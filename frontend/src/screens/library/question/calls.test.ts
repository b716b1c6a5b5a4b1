import { expect, test } from "vitest";

import type { Content } from "../../../api/library";
import { contentOf, draftOf, EMPTY, readDraft } from "../draft";
import { areArguments, isWritten, parametersIn } from "./calls";

const CALLED = {
  name: "two_sum",
  parameters: [
    { name: "nums", type: "list<int>" },
    { name: "target", type: "json" },
  ],
  ...{ returns: "list<int>", result: "nums" },
};
const GIVEN: Content = {
  ...EMPTY,
  tests: {
    ...EMPTY.tests,
    function: CALLED,
    compare: { ...EMPTY.tests.compare, any_order: true },
    cases: [
      { id: "x", kind: "io", stdin: "1", stdout: "2", is_visible: true, name: "first", args: [], files: {}, hint: "" },
      {
        ...{ id: "f", kind: "call", input: { target: 9, nums: [2, 7] }, expected: { error: "x" } },
        ...{ is_visible: false, name: "one", hint: "Look", property: "other" },
      },
    ],
  },
};

test("calls that are opened and saved unchanged are the same, with all that the form does not show", () => {
  const draft = draftOf(GIVEN);
  expect(draft.called).toMatchObject({ name: "two_sum", parameters: "nums: list<int>, target" });
  expect(draft.called.calls).toMatchObject([{ args: "[2,7], 9", expected: '{"error":"x"}', isVisible: false }]);
  expect(contentOf(draft, GIVEN)).toEqual(GIVEN);
});

test("a new call has an id of its own, and its arguments by name", () => {
  const draft = draftOf(GIVEN);
  const call = { args: '"a", [{"b": null}]', expected: "true", isVisible: true, rest: {} };
  draft.called = { name: " f ", parameters: "one, two: json", returns: "", calls: [call, call] };
  const { tests } = contentOf(draft, GIVEN);
  expect(tests.function).toMatchObject({ name: "f", parameters: [{ name: "one" }, { name: "two" }] });
  expect(tests.cases.map(({ id }) => id)).toEqual(["x", "case-1", "case-2"]);
  expect(tests.cases[1]).toMatchObject({ input: { one: "a", two: [{ b: null }] }, expected: true, is_visible: true });
});

test("a call that is half written is kept on the device, and is not saved", () => {
  const draft = draftOf(GIVEN);
  draft.called.calls.push({ args: "[1, 2], ", expected: "", isVisible: true, rest: {} });
  expect(isWritten(draft.called)).toBe(false);
  expect(contentOf(draft, GIVEN)).toEqual(GIVEN);
  expect(readDraft(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});

test("arguments are JSON, one for each parameter", () => {
  expect(parametersIn("a: map<string, int>, b")).toEqual([
    { name: "a", type: "map<string, int>" },
    { name: "b", type: "json" },
  ]);
  expect(areArguments("{}, [1, 2]", "a, b")).toBe(true);
  expect(areArguments("", "")).toBe(true);
  for (const wrong of ["1", "1, 2, 3", "1, x", "1, 2]", ""]) expect(areArguments(wrong, "a, b"), wrong).toBe(false);
});
