import { expect, it } from "vitest";

import { Edits } from "./edits";
import { throwsIn } from "./throws";

const marked = (code: string) => {
  const edits = new Edits(code);
  for (const at of throwsIn(code)) edits.put(at, at + "throw".length, "THROW!");
  return edits;
};

it.each([
  ["if (!x) throw error;", "if (!x) THROW! error;"],
  ["const f = async () => { throw await made(); };", "const f = async () => { THROW! await made(); };"],
  ["switch (x) { default: throw new A() }", "switch (x) { default: THROW! new A() }"],
  ["if (x) throw(new Error('x')); else throw (new A());", "if (x) THROW!(new Error('x')); else THROW! (new A());"],
  [
    "if (x) throw (error)\nelse throw(error.cause || made(x));",
    "if (x) THROW! (error)\nelse THROW!(error.cause || made(x));",
  ],
  ["`to throw away ${(() => { throw e })()} or throw it`", "`to throw away ${(() => { THROW! e })()} or throw it`"],
  ["try { f(); }\ncatch (e) {\n  throw e\n}", "try { f(); }\ncatch (e) {\n  THROW! e\n}"],
])("marks what throws an error in %s", (code, found) => expect(marked(code).rewritten).toBe(found));

it.each([
  "'I throw up'; \"or throw it\"; // throw away\n/* throw it */ /throw it/.test(x)",
  "it.throw(error); ({ throw (error) {}, throw: 1 }); class A { throw(x) {} rethrow = x }",
  "class A { static throw (error = made(1), x)\n{ } }",
  "throw { code: 1 }; throw 'text'; throw\nerror",
  "import { throw as fail } from './a.js'",
])("leaves %s", (code) => expect(marked(code).rewritten).toBe(code));

it("finds where a place was in a line with more throws", () => {
  const code = "f();\nif (a) throw one; else if (b) throw two;";
  const edits = marked(code);
  const column = (text: string, word: string) => (text.split("\n")[1] ?? "").indexOf(word) + 1;
  for (const word of ["if", "one", "else", "two"])
    expect(edits.back({ line: 2, column: column(edits.rewritten, word) })).toEqual({
      line: 2,
      column: column(code, word),
    });
});
