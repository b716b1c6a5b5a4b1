// Calls whose arguments and results are linked lists and trees, by the types that a question names.
import { expect, test } from "./support/stage";

test.use({ savesData: false });

const SOLUTIONS = {
  python: [
    "main.py",
    "class Solution:\n    def turned(self, head: ListNode) -> ListNode:\n        last = None\n        while head:\n            head.next, last, head = last, head, head.next\n        return last\n",
  ],
  javascript: [
    "main.js",
    "function turned(head) {\n  let last = null;\n  while (head) [head.next, last, head] = [last, head, head.next];\n  return last;\n}\n",
  ],
  typescript: [
    "main.ts",
    "function turned(head: ListNode | null): ListNode | null {\n  let last: ListNode | null = new ListNode(0);\n  last = null;\n  while (head) [head.next, last, head] = [last, head, head.next];\n  return last;\n}\n",
  ],
  ruby: ["main.rb", "def turned(head) = nil\n"],
} as const;

test("lists of cases are linked lists in the solution, and back, in each language that has them", async ({
  people,
}) => {
  const { page, url } = await people.arrive();
  const made = await page.request.post(`${url}/api/libraries`, { data: { name: "Backend team" } });
  const library = (await made.json()) as { library_id: string; edit_token: string; edit_url: string };
  const languages = Object.fromEntries(
    Object.entries(SOLUTIONS).map(([id, [path, text]]) => [id, { files: {}, solution: { [path]: text } }]),
  );
  const content = {
    ...{ title: "Turned", slug: "turned", statements: { en: "Turn it." }, languages },
    tests: {
      ...{ time_limit_s: 30, function: { name: "turned", parameters: [{ name: "head", type: "json" }] } },
      cases: [
        { id: "some", kind: "call", is_visible: true, input: { head: [1, 2, 3] }, expected: [3, 2, 1] },
        { id: "none", kind: "call", input: { head: [] }, expected: [] },
      ],
    },
  };
  const headers = { Authorization: `Bearer ${library.edit_token}` };
  const questions = `${url}/api/libraries/${library.library_id}/questions`;
  expect((await page.request.post(questions, { headers, data: { content } })).status()).toBe(201);
  await page.goto(library.edit_url);
  await page.getByRole("button", { name: "Edit: Turned" }).click();
  await page.getByLabel("Parameters in order").fill("head: ListNode");
  await page.getByLabel("Type of the result").fill("ListNode");
  const check = page.getByRole("group", { name: "Check: does the solution pass?" });
  for (const name of ["JavaScript", "TypeScript", "Python"]) {
    const region = check.getByRole("region", { name, exact: true });
    await region.getByRole("button", { name: /Run the solution/ }).click();
    await expect(region).toContainText("passes all 2");
  }
  await expect(check.getByRole("region", { name: "Ruby" })).toContainText("not checked");
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Saved: version 2.")).toBeVisible();
  const [summary] = (await (await page.request.get(questions, { headers })).json()) as { question_id: string }[];
  const saved = await page.request.get(`${questions}/${summary?.question_id ?? ""}`, { headers });
  const { content: now } = (await saved.json()) as { content: typeof content };
  expect(now.tests.function).toMatchObject({ parameters: [{ name: "head", type: "ListNode" }], returns: "ListNode" });
});
