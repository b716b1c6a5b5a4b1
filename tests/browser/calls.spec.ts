// Tests that call a function, in a live room: examples, hidden ones, and what candidates and interviewers see of them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import { pane, showsTheSample } from "./calls-pane";
import { ConsoleView, speaks } from "./console-view";
import { isAccessible } from "./support/axe";
import { pressesOnce } from "./support/pressing";
import { expect, test } from "./support/stage";

const SAMPLE = resolve(__dirname, "../../backend/codesala/questions/samples/the-newest-version");
const solution = (path: string) => readFileSync(`${SAMPLE}/submissions/accepted/${path}`, "utf8");

/** What stands in the sample's hidden cases alone. */
const HIDDEN = /20250101|same, first|3\.0\.1/;

test("tests that call a function say how each call went, and tell nobody of the hidden ones", async ({ people }) => {
  const host = await people.host({ viewport: { width: 1440, height: 900 } });
  const candidate = await people.candidate(await host.shareLink(), "Marcus", {
    viewport: { width: 1440, height: 900 },
  });
  const heard: string[] = [];
  candidate.page.on("response", (response) => {
    if (response.url().includes("/api/")) void response.text().then((text) => heard.push(text), String);
  });
  await showsTheSample(host);
  await expect.poll(() => candidate.code()).toContain("def newest_version(versions):");

  const examples = pane(candidate).getByRole("region", { name: "Examples" });
  const run = () => examples.getByRole("button", { name: "Run the examples" }).click();
  const shown = examples.locator("details[open] pre");
  const result = new ConsoleView(host).last.locator(".result");
  await candidate.writes("def newest_version(versions):\n    print('of', len(versions))\n    return max(versions)\n");
  await run();
  await expect(examples.getByRole("status")).toHaveText("1 of 2 passed");
  await expect(examples.locator("summary")).toHaveText([/: passed$/, /as numbers: another result than expected$/]);
  const call = 'newest_version(versions = ["2.9","2.10","2.1"])';
  await expect(shown, "call, expected, yours, printed").toHaveText([call, '"2.10"', '"2.9"', "of 3\n"]);
  await expect(examples.getByText("Hint: Which is larger, 9 or 10?")).toBeVisible();
  await expect(result, "everybody sees how many passed").toHaveText("1 of 2 examples passed");
  await isAccessible(candidate.page, "calls that were made");
  await candidate.writes("def newest_version(versions):\n    raise ValueError('of mine')\n");
  await run();
  await expect(examples.locator("summary")).toHaveText([/: the program failed$/, /: the program failed$/]);
  await expect(shown.nth(2)).toHaveText("ValueError: of mine");
  await expect(shown.nth(3), "with the program's lines alone").toHaveText(
    /^Traceback.*\n +File "main.py", line 2, in newest_version\n[^<]*$/,
  );
  await candidate.writes("def other(): pass\n");
  await run();
  await expect(
    examples.getByText("The function that the question asks for is not in the program.").first(),
  ).toBeVisible();

  const hidden = pane(host).getByRole("region", { name: "Hidden tests" });
  const told = pane(candidate).getByRole("region", { name: "Hidden tests" });
  await candidate.writes("def newest_version(versions):\n    while not versions: pass\n    return versions[0]\n");
  await host.sees("while not versions: pass");
  await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
  await pressesOnce(hidden, "1 of 5", "Stop");
  await expect(hidden.getByRole("button", { name: "Run the hidden tests" })).toBeVisible();
  await candidate.writes(solution("python3/main.py"));
  await host.sees("numbers.pop()");
  await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
  await expect(told.getByRole("status")).toHaveText("Hidden tests: 5 of 5 passed");
  await expect(host.page.locator("iframe[title=Sandbox]"), "their frame is thrown away").toHaveCount(0);
  await hidden.getByText("Only you see this").click();
  await hidden.locator("summary", { hasText: "same, first" }).click();
  await expect(hidden.locator("details details[open] pre").first()).toContainText('newest_version(versions = ["1","3"');
  const { sessionId, hostToken } = await host.ownSession();
  const kinds = async () => {
    const url = `${host.url}/api/sessions/${sessionId}/test-reports`;
    const answer = await host.page.request.get(url, { headers: { Authorization: `Bearer ${hostToken}` } });
    const reports = (await answer.json()) as { cases: { kind: string }[] }[];
    return [...new Set(reports.flatMap(({ cases }) => cases.map(({ kind }) => kind)))];
  };
  await expect.poll(kinds, "kept, so that the report says “another result” of them").toEqual(["call"]);
  await run();
  await expect(examples.getByRole("status")).toHaveText("2 of 2 passed");

  for (const [language, path] of [
    ["javascript", "javascript/main.js"],
    ["typescript", "typescript/main.ts"],
  ] as const) {
    await speaks(host, language);
    await expect(candidate.language).toHaveValue(language);
    await candidate.writes(solution(path));
    await run();
    await expect(examples.getByRole("status"), language).toHaveText("2 of 2 passed");
  }
  await candidate.writes("function newestVersion(versions: string[]) { throw new RangeError('of mine'); }\n");
  await run();
  await expect(shown.nth(2)).toHaveText("RangeError: of mine");
  await expect(shown.nth(3)).toHaveText(/^RangeError: of mine\n +at newestVersion \(main.ts:1:\d+\)\n*$/);
  expect(heard.join(""), "else this could not fail").toContain("newest_version");
  expect(heard.filter((text) => HIDDEN.test(text))).toEqual([]);
});
