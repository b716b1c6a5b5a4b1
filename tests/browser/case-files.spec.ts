// A test with files and arguments of its own: programs get them while they are tested, and whoever tests reads them.
import { ConsoleView } from "./console-view";
import { examples, hidden, pane } from "./question-pane";
import { expect, test } from "./support/stage";

const READS = `import os, sys
print(open("words.txt").read().strip(), sorted(os.listdir()), sys.argv[1:])
`;

test("a test lays its files beside the program, in place of those of the same name, and no longer than it runs", async ({
  people,
}) => {
  const host = await people.host({ language: "python", viewport: { width: 1440, height: 900 } });
  const { page, url } = host;
  const { sessionId, hostToken } = await host.ownSession();
  const made = await page.request.post(`${url}/api/libraries`, { data: { name: "Team" } });
  const library = (await made.json()) as { library_id: string; edit_token: string };
  const one = (id: string, word: string) => ({
    ...{ id, kind: "io", stdout: `${word} ['main.py', 'words.txt'] ['--most', 'a b']\n`, is_visible: id === "seen" },
    files: { "words.txt": `${word}\n`, "main.py": "print('not the program')\n" },
    args: ["--most", "a b"],
  });
  const tests = { time_limit_s: 30, cases: [one("seen", "visible"), one("kept", "secret")] };
  const content = { title: "Words", slug: "words", statements: { en: "Read the words." }, tests };
  const asked = { headers: { Authorization: `Bearer ${library.edit_token}` }, data: { content } };
  const saved = await page.request.post(`${url}/api/libraries/${library.library_id}/questions`, asked);
  const { summary } = (await saved.json()) as { summary: { question_id: string } };
  const headers = { Authorization: `Bearer ${hostToken}`, "Codesala-Library": library.edit_token };
  const data = { library_id: library.library_id, question_id: summary.question_id };
  const questions = `${url}/api/sessions/${sessionId}/questions`;
  expect((await page.request.post(questions, { headers, data })).status()).toBe(201);
  expect((await page.request.post(`${questions}/1/show`, { headers })).status()).toBe(200);

  const statement = pane(host).locator(".statement");
  await expect(statement.getByRole("columnheader", { name: "Arguments" })).toBeVisible();
  await expect(statement.getByRole("cell", { name: "--most 'a b'" })).toBeVisible();
  await expect(statement.getByRole("columnheader", { name: "File words.txt" })).toBeVisible();
  await expect(statement.getByText("secret")).toHaveCount(0);

  await host.writes(READS);
  await pane(host).getByRole("button", { name: "Run all tests" }).click();
  await expect(hidden(host).getByRole("status")).toHaveText("1 of 1 passed");
  await expect(examples(host).getByRole("status")).toHaveText("1 of 1 passed");
  await examples(host).locator("summary").click();
  await expect(examples(host).getByRole("heading", { name: "File words.txt" })).toBeVisible();
  await expect(examples(host).getByRole("heading", { name: "Arguments" })).toBeVisible();
  await expect(examples(host).getByText("--most 'a b'", { exact: true })).toBeVisible();
  await expect(examples(host).getByRole("button", { name: /with this input/ }), "without its files").toHaveCount(0);
  const console = new ConsoleView(host);
  await host.editor.focus();
  await console.pressKey();
  await console.ended(/^failed/);
  await expect(console.last).toContainText("words.txt");
});
