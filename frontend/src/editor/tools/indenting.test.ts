import { insertNewlineAndIndent } from "@codemirror/commands";
import { javascript } from "@codemirror/lang-javascript";
import { python } from "@codemirror/lang-python";
import { EditorState, type Extension } from "@codemirror/state";
import { expect, test } from "vitest";

import { indenting, stepsBack } from "./indenting";

/** What Enter puts behind a text, after the line break. */
function enterAfter(doc: string, language: Extension): string {
  let state = EditorState.create({
    doc,
    selection: { anchor: doc.length },
    extensions: [language, indenting(4), stepsBack],
  });
  insertNewlineAndIndent({ state, dispatch: (transaction) => (state = transaction.state) });
  return state.doc.toString().slice(doc.length + 1);
}

test("after what leaves a block in Python, Enter steps back one level", () => {
  for (const statement of ["return x", "pass", "break", "continue", "raise ValueError(x)", "return f(a, [b])"])
    expect(enterAfter(`def f(x):\n    if x:\n        ${statement}`, python()), statement).toBe("    ");
  expect(enterAfter("def f(x):\n    return x", python())).toBe("");
  expect(enterAfter("def f(x):\n\tif x:\n\t\treturn x", python()), "by tabs").toBe("\t");
});

test("Enter does not step back within brackets, after other words, or in other languages", () => {
  expect(enterAfter("def f(x):\n    return g(", python()).length).toBeGreaterThanOrEqual(4);
  expect(enterAfter("def f(x):\n    return a + \\", python()).length).toBeGreaterThanOrEqual(4);
  expect(enterAfter("def f(x):\n    returned = x", python())).toBe("    ");
  expect(enterAfter("function f(x) {\n    return x;", javascript())).toBe("    ");
});
