// A question is written in the page of its library: with files, images and cases, checked as it is typed and by its solution.
import type { Page } from "@playwright/test";

import { isAccessible } from "./support/axe";
import { expect, type People, test } from "./support/stage";

/** A dot, as PNG. */
const DOT = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** An author in front of a library of their own, with what opens it. */
async function author(people: People) {
  const { page, url } = await people.arrive();
  const made = await page.request.post(`${url}/api/libraries`, { data: { name: "Backend team" } });
  const library = (await made.json()) as { library_id: string; edit_token: string; edit_url: string };
  const questions = `${url}/api/libraries/${library.library_id}/questions`;
  const headers = { Authorization: `Bearer ${library.edit_token}` };
  const saved = async (): Promise<Record<string, unknown>> => {
    const [summary] = (await (await page.request.get(questions, { headers })).json()) as { question_id: string }[];
    const answer = await page.request.get(`${questions}/${summary?.question_id ?? ""}`, { headers });
    return ((await answer.json()) as { content: Record<string, unknown> }).content;
  };
  return { page, edit_url: library.edit_url, questions, headers, saved };
}

const beside = (page: Page, label: string) => page.locator("label").filter({ hasText: new RegExp(`^\\s*${label}`) });

test("an author writes all that a question holds, is told what is wrong while typing, and loses nothing", async ({
  people,
}) => {
  const { page, edit_url, saved } = await author(people);
  await page.goto(edit_url);
  await page.getByRole("button", { name: "New question" }).click();
  await page.getByLabel("Title", { exact: true }).fill("Way out");
  await page.getByLabel("Minutes").fill("0");
  await expect(beside(page, "Minutes")).toContainText("A whole number from 1 to 600, or nothing.");
  const minutes = page.getByRole("spinbutton", { name: "Minutes", exact: true });
  await expect(minutes, "no part of its name").toHaveAccessibleDescription("A whole number from 1 to 600, or nothing.");
  await minutes.fill("20");
  await expect(beside(page, "Minutes")).not.toContainText("A whole number");
  await expect(minutes).toHaveAccessibleDescription("");
  await page.getByLabel("Tags, separated by commas").fill("graphs, grids");

  await page.getByLabel("Add images").setInputFiles({ name: "The grid.png", mimeType: "image/png", buffer: DOT });
  await expect(page.getByText("![](The-grid.png)")).toBeVisible();
  await page.getByLabel("Statement, English").fill("Find a way. ![](The-grid.png)");
  await page.getByRole("button", { name: "Preview: English" }).click();
  await expect(page.locator(".preview img")).toBeVisible();
  await page.getByRole("button", { name: "Add a skill" }).click();
  await page.keyboard.type("Graphs");

  await page.getByLabel("Add a language…").selectOption("Python");
  const python = page.getByRole("region", { name: "Python" });
  await python.getByLabel("Starter: main.py", { exact: true }).fill("import util\n");
  await python.getByRole("button", { name: "Add a file" }).first().click();
  await python.getByLabel("Name of the file. Starter: util.py").fill("a:b.py");
  await expect(python, "the server's word for it").toContainText(":");
  await expect(python.locator(".problem")).toBeVisible();
  await python.getByLabel("Name of the file. Starter: a:b.py").fill("Main.py");
  await expect(python).toContainText("Another file has this name.");
  await python.getByLabel("Name of the file. Starter: Main.py", { exact: true }).fill("util.py");
  await expect(python.locator(".problem")).toHaveCount(0);
  await python.getByLabel("Starter: util.py", { exact: true }).fill("def way():\n    pass\n");
  await python.getByLabel("Solution: main.py", { exact: true }).fill("print(1)\n");
  await python.getByRole("button", { name: "Add a file" }).last().click();
  await python.getByLabel("Solution: util.py", { exact: true }).fill("x = 1\n");
  await python.getByRole("button", { name: "Add a file" }).last().click();
  await python.getByRole("button", { name: "Delete util-2.py" }).click();
  await python.getByRole("button", { name: "Delete util-2.py for good" }).click();
  const shared = page.getByRole("group", { name: "Files for every language" });
  await shared.getByRole("button", { name: "Add a file" }).click();
  await shared.getByLabel("For every language: data.txt", { exact: true }).fill("#.#\n");

  for (const [number, name] of ["one room", "no way"].entries()) {
    await page.getByRole("button", { name: "Add a case" }).click();
    const one = page.getByRole("group", { name: `Case ${number + 1}, ${number ? "hidden" : "visible"}` });
    await one.getByLabel("Name of the case").fill(name);
    await one.getByLabel("Input").fill(`${number}\n`);
    await one.getByLabel("Output").fill("1\n");
    await one.getByLabel("Hint after a failure").fill("Look at the edges.");
    if (number) await one.getByLabel("Arguments of the program, one a line").fill("--most\na b");
  }
  const seen = page.getByRole("group", { name: "Case 1, visible" });
  for (const [name, text] of [
    ["data.txt", "#.#\n"],
    ["rooms/one.csv", "1,2\n"],
  ] as const) {
    await seen.getByRole("button", { name: "Add a file beside the program" }).click();
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type(name);
    await seen.getByLabel(`Beside the program: ${name}`, { exact: true }).fill(text);
  }
  await seen.getByLabel("Name of the file. Beside the program: data.txt").fill("rooms/one.csv/..");
  await expect(seen.locator(".problem"), "the server's word for it").toBeVisible();
  await seen.getByRole("button", { name: "Delete rooms/one.csv/..", exact: true }).click();
  await seen.getByRole("button", { name: "Delete rooms/one.csv/.. for good" }).click();
  await expect(seen.locator(".problem")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Move case 1 up" })).toBeDisabled();
  await page.getByRole("button", { name: "Move case 2 up" }).press("Enter");
  const first = page.getByRole("group", { name: "Case 1, hidden" });
  await expect(first.getByLabel("Name of the case")).toHaveValue("no way");
  await expect(first.getByRole("button", { name: "Move case 1 down" }), "the focus goes along").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(first).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Move case 2 up" })).toBeFocused();
  await isAccessible(page, "writing a question with all that it holds");
  await page.reload();
  await page.getByRole("button", { name: "New question" }).click();
  await expect(page.getByText("It is still on this device.")).toBeVisible();
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Saved: version 1.")).toBeVisible();
  expect(await saved()).toMatchObject({
    ...{ title: "Way out", slug: "way-out", minutes: 20, tags: ["graphs", "grids"], files: { "data.txt": "#.#\n" } },
    ...{ assets: { "The-grid.png": DOT.toString("base64") }, skills: [{ name: "Graphs", levels: [] }] },
    languages: {
      python: {
        files: { "main.py": "import util\n", "util.py": "def way():\n    pass\n" },
        solution: { "main.py": "print(1)\n", "util.py": "x = 1\n" },
      },
    },
    tests: {
      cases: [
        {
          ...{
            kind: "io",
            is_visible: true,
            name: "one room",
            stdin: "0\n",
            stdout: "1\n",
            hint: "Look at the edges.",
          },
          files: { "rooms/one.csv": "1,2\n" },
        },
        {
          ...{ kind: "io", is_visible: false, name: "no way", stdin: "1\n", stdout: "1\n", hint: "Look at the edges." },
          args: ["--most", "a b"],
        },
      ],
    },
  });
});

/** The solution is right of one case alone. */
const TWICE = {
  ...{ title: "Twice", slug: "twice", statements: { en: "Twice as much." } },
  languages: { lua: { files: {}, solution: { "main.lua": "function twice(n) print('of', n) return n + 2 end\n" } } },
  tests: {
    function: { name: "twice", parameters: [{ name: "n", type: "int" }], returns: "int" },
    cases: [
      { id: "two", kind: "call", is_visible: true, input: { n: 2 }, expected: 4 },
      { id: "three", kind: "call", name: "odd", input: { n: 3 }, expected: 6 },
    ],
  },
};

test("what a second tab writes and this device cannot keep as well is lost only by who says so", async ({ people }) => {
  const { page, edit_url } = await author(people);
  const other = await page.context().newPage();
  const title = (tab: Page) => tab.getByLabel("Title", { exact: true });
  for (const tab of [page, other]) {
    await tab.goto(edit_url);
    await tab.getByRole("button", { name: "New question" }).click();
    await title(tab).waitFor();
  }
  await title(other).fill("Theirs");
  await expect(other.getByText("Not saved yet: kept on this device.")).toBeVisible();
  const keeping = () => other.evaluate(() => JSON.stringify({ ...localStorage }));
  await expect.poll(keeping).toContain("Theirs");
  await title(page).fill("An hour of work");
  await expect(page.getByText("this device does not keep it")).toBeVisible();
  const answers = (says: boolean) => page.evaluate((says) => (window.confirm = () => says), says);
  await answers(false);
  await page.getByRole("button", { name: /^Back/ }).click();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  await expect(title(page)).toHaveValue("An hour of work");
  await answers(true);
  await page.getByRole("button", { name: /^Back/ }).click();
  await expect(page.getByRole("button", { name: "New question" })).toBeVisible();
});

test("an author runs the solutions against all cases, and a badge says how it went until something changes", async ({
  people,
}) => {
  const { page, edit_url, questions, headers } = await author(people);
  const solution = (name: string, text: string) => ({ files: {}, solution: { [name]: text } });
  const one = { kind: "io", stdout: "3\n" };
  const content = {
    ...{ title: "Sum", slug: "sum", statements: { en: "Add." } },
    languages: {
      lua: solution("main.lua", 'print(io.read("n") + io.read("n"))\n'),
      javascript: solution("main.js", "console.log(3);\n"),
      java: solution("Main.java", "class Main {}\n"),
    },
    tests: {
      cases: [
        { ...one, id: "small", name: "small numbers", is_visible: true, stdin: "1 2\n" },
        { ...one, id: "large", name: "large numbers", stdin: "400 500\n", stdout: "900\n" },
      ],
    },
  };
  await page.request.post(questions, { headers, data: { content } });
  await page.request.post(questions, { headers, data: { content: TWICE } });
  await page.goto(edit_url);
  const check = page.getByRole("group", { name: "Check: does the solution pass?" });
  const [lua, javascript] = [
    check.getByRole("region", { name: "Lua" }),
    check.getByRole("region", { name: "JavaScript" }),
  ];
  await page.getByRole("button", { name: "Edit: Twice" }).click();
  await lua.getByRole("button", { name: /Run the solution/ }).click();
  await expect(lua).toContainText("fails: odd");
  await lua.getByText("odd: another result than expected").click();
  await expect(lua.locator("pre"), "call, expected, yours, printed").toHaveText(["twice(n = 3)", "6", "5", "of\t3\n"]);
  await isAccessible(page, "a check of calls");
  await page.getByRole("button", { name: "Back to the list" }).click();
  await page.getByRole("button", { name: "Edit: Sum" }).click();
  await expect(check.getByRole("region", { name: "Java", exact: true })).toContainText(
    "this server has no runner for Java: not checked",
  );
  await expect(lua).toContainText("not checked since the last change");
  await lua.getByRole("button", { name: "Run the solution against all cases: Lua" }).click();
  await expect(lua).toContainText("passes all 2");
  await javascript.getByRole("button", { name: /Run the solution/ }).click();
  await expect(javascript).toContainText("fails: large numbers");
  await javascript.getByText("large numbers: other output than expected").click();
  await expect(javascript.locator("details")).toContainText("900");
  await isAccessible(page, "a check");
  await expect(page.getByText("The solution in JavaScript fails: large numbers.")).toBeVisible();

  await page.getByLabel("Guide (Markdown, only hosts see it)").fill("Not what is checked.");
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Saved: version 2."), "all the same").toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Edit: Sum" }).click();
  await expect(lua, "kept").toContainText("passes all 2");
  await expect(javascript).toContainText("fails: large numbers");
  await page.getByLabel("Solution: main.js", { exact: true }).fill("console.log(4);\n");
  await expect(javascript).toContainText("not checked since the last change");
  await expect(lua, "which did not change").toContainText("passes all 2");
});

test("each version of a question says when and by whom it was saved, is read, and becomes the newest again", async ({
  people,
}) => {
  const { page, edit_url, questions, headers, saved } = await author(people);
  const content = { title: "Sum", slug: "sum", statements: { en: "Add." }, license: "cc0", tags: ["old"] };
  const made = await page.request.post(questions, { headers, data: { content } });
  const { summary } = (await made.json()) as { summary: { question_id: string } };
  const changed = { ...content, statements: { en: "Add two." }, license: "", tags: [] };
  const data = { content: changed, based_on: 1, changed_by: "Ana" };
  await page.request.put(`${questions}/${summary.question_id}`, { headers, data });
  await page.goto(edit_url);
  await page.getByRole("button", { name: "Edit: Sum" }).click();
  await page.getByText("Versions", { exact: true }).click();
  const versions = page.locator("details li").filter({ hasText: /^Version/ });
  await expect(versions).toHaveText([/^Version 2 · .*20\d\d.* · Ana/, /^Version 1 · .* · no name/]);

  await page.getByRole("button", { name: "Read: 2" }).click();
  await expect(versions.first()).toContainText("It holds what stands above.");
  await expect(page.getByRole("button", { name: "Use this version again" }), "it is the newest").toHaveCount(0);
  await page.getByRole("button", { name: "Read: 1" }).click();
  await expect(versions.last().locator("summary")).toHaveText(["Tags", "Statements"]);
  await versions.last().getByText("Tags", { exact: true }).click();
  await expect(versions.last().locator("pre").first()).toHaveText("old");
  await isAccessible(page, "an older version");
  const again = page.getByRole("button", { name: "Use this version again" });
  await page.getByLabel("Title", { exact: true }).fill("Sums");
  await expect(again, "what is typed is not thrown away").toBeDisabled();
  await expect(page.getByText("Save or discard your changes first")).toBeVisible();
  await page.getByLabel("Title", { exact: true }).fill("Sum");
  await page.getByLabel("Your name, for the list of versions").fill("  Marcus ");
  await again.click();
  await expect(page.getByText("Saved: version 3.")).toBeVisible();
  await expect(versions).toHaveText([/^Version 3 · .* · Marcus/, /^Version 2/, /^Version 1/]);
  await expect(page.getByLabel("Statement, English")).toHaveValue("Add.");
  expect(await saved(), "also what the form does not show").toMatchObject(content);
  await page.reload();
  await page.getByRole("button", { name: "Edit: Sum" }).click();
  await expect(page.getByLabel("Your name, for the list of versions"), "remembered").toHaveValue("Marcus");
});
