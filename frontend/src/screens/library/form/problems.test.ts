import { expect, test } from "vitest";

import { problemsIn, within } from "./problems";

const refused = (...errors: unknown[]) => ({ kind: "refused", code: "invalid_input", detail: "", errors }) as const;

test("the server's sentences stand at the fields of the form", () => {
  const problems = problemsIn(
    refused(
      { field: "body.content.tests.cases.3.io.stdout", message: "String is too long" },
      { field: "body.content", message: "Value error, The files of python hold no main.py." },
      { field: "body.name", message: "Too short" },
      { field: 1 },
      null,
    ),
  );
  expect(problems).toEqual({
    "tests.cases.3.stdout": "String is too long",
    "": "The files of python hold no main.py.",
    name: "Too short",
  });
  expect(within(problems, "tests.cases.3")).toBe("tests.cases.3.stdout");
  expect(within(problems, "tests.cases.30")).toBeNull();
});

test("an answer without fields has none", () => {
  expect(problemsIn({ kind: "unreachable" })).toEqual({});
  expect(problemsIn({ kind: "refused", code: null, detail: null })).toEqual({});
});
