import { expect, test } from "vitest";

import { interviewFileName } from "./filename";

const AT_MS = new Date(2026, 10, 5, 9).getTime();

test.each([
  ["Ana, Tuesday", "codesala-2026-11-05-Ana-Tuesday.zip"],
  ["Señora Ñandú 東京", "codesala-2026-11-05-Señora-Ñandú-東京.zip"],
  ["../../etc/passwd", "codesala-2026-11-05-etc-passwd.zip"],
  ["a\u202egpj.exe\n:*?", "codesala-2026-11-05-a-gpj-exe.zip"],
  ["x".repeat(200), `codesala-2026-11-05-${"x".repeat(60)}.zip`],
  ["…", "codesala-2026-11-05.zip"],
  [null, "codesala-2026-11-05.zip"],
])("an export of %j has the day and the title in its name", (title, name) => {
  expect(interviewFileName(title, AT_MS, "zip")).toBe(name);
});

test("a file of an unknown day has a name, too", () => {
  expect(interviewFileName("Ana", null, "html")).toBe("codesala-Ana.html");
});
