import { expect, test } from "vitest";

import { signsIn } from "./signs";

const said = (path: string, line: string, error: string) => signsIn({ entry: path, files: { [path]: line } }, error);

test.each([
  [
    "main.py",
    ">>> x = 1",
    '  File "main.py", line 1\n    >>> x = 1\nSyntaxError: invalid syntax',
    '">>>" is a shell\'s prompt.',
  ],
  [
    "main.js",
    "console.log(“hi”);",
    "main.js:1\nconsole.log(“hi”);\nSyntaxError: invalid syntax",
    "“ (U+201C) is a curly quote",
  ],
  ["main.ts", "f(a – b)", "main.ts:1\nf(a – b)\nSyntaxError: invalid syntax", "– (U+2013) is a dash: write - instead."],
  ["main.cpp", "f(1)；", "main.cpp:1:5: error: unexpected", "； (U+FF1B) is a wide sign: write ; instead."],
  [
    "main.rb",
    "a =\u00a01",
    "main.rb:1:in '<main>': undefined local variable (NameError)",
    "a space of another kind (U+00A0)",
  ],
  ["main.lua", "f(a \u200b- 1)", "main.lua:1: ')' expected", "an invisible sign (U+200B)"],
  ["main.sql", "select ‘a’;", "main.sql, line 1: no such column: ‘a’", "‘ (U+2018) is a curly quote: write ' instead."],
])("%s: an error that names a line with such a sign is followed by a sentence", (path, line, error, sentence) => {
  expect(said(path, line, error)).toContain(`${path}, line 1: `);
  expect(said(path, line, error)).toContain(sentence);
});

test.each([
  ["main.py", 'raise ValueError("it’s")  # “quoted”', '  File "main.py", line 1, in <module>\nValueError: it’s'],
  ["main.js", "null.x(/[“”]/, `…`); // –", "main.js:1\nnull.x\n    at main.js:1:6"],
  ["main.js", "Dear “${null.x}”", "main.js:1\nTypeError: Cannot read properties of null"],
  ["main.js", "a\u00a0= null.x;", "main.js:1\na = = null.x\nSyntaxError: Unexpected token"],
  ["main.rb", "fail 'no – no'", "main.rb:1:in '<main>': no – no (RuntimeError)"],
  ["main.sql", "select 'it''s …' from t; -- “t”", "main.sql, line 1: no such table: t"],
])("%s: nothing is said of signs that may stand where they do", (path, line, error) => {
  expect(said(path, line, error)).toBe("");
});

test("of the places that an error names, the first with such a sign is told, in whichever file", () => {
  const files = { "main.py": "import words", "words.py": "a = 1\nb = “2”" };
  const error =
    '  File "main.py", line 1, in <module>\n  File "words.py", line 2\n    b = “2”\nSyntaxError: invalid syntax';
  expect(signsIn({ entry: "main.py", files }, error)).toMatch(/^words\.py, line 2: “/);
});
