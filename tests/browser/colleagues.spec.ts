// A library that colleagues use by a link of their own: they ask its questions and change none, on another server too.
import { pane } from "./question-pane";
import { isAccessible } from "./support/axe";
import { Cluster } from "./support/cluster";
import { expect, test } from "./support/stage";

test.use({ savesData: false });

test("colleagues ask the questions of a library whose link they were given, and cannot change it", async ({
  people,
}) => {
  const cluster = await Cluster.open();
  try {
    people.url = cluster.first.url;
    const there = cluster.second.url;
    const author = await people.arrive();
    await author.page.goto(`${author.url}/l/new`);
    await author.page.getByRole("textbox", { name: "Name" }).fill("Backend team");
    await author.page.getByRole("button", { name: "Create" }).click();
    const edit = await author.page.getByRole("textbox", { name: "To change it" }).inputValue();
    const use = (await author.page.getByRole("textbox", { name: "To use it" }).inputValue()).replace(author.url, there);
    await author.page.getByRole("button", { name: "Open the library" }).click();
    const writes = async (statement: string, version: number) => {
      await author.page.getByLabel("Statement, English").fill(statement);
      await author.page.getByRole("button", { name: "Save as a version" }).click();
      await expect(author.page.getByText(`Saved: version ${version}.`)).toBeVisible();
    };
    await author.page.getByRole("button", { name: "New question" }).click();
    await author.page.getByLabel("Title", { exact: true }).fill("Sum of two");
    await writes("Add two numbers.", 1);

    const colleague = await people.arrive({ url: there, viewport: { width: 1440, height: 900 } });
    const { page } = colleague;
    await test.step("they read it all, and nothing there changes it", async () => {
      await page.goto(use);
      await expect(page.getByRole("heading", { name: "Backend team" })).toBeVisible();
      await expect(page.getByText("You can use this library, not change it.")).toBeVisible();
      for (const name of [/^New/, /^Edit/, /^Archive/, /^Import/, /^Delete/])
        await expect(page.getByRole("button", { name })).toHaveCount(0);
      await expect(page.getByLabel(/^Import/)).toHaveCount(0);
      await page.getByRole("button", { name: "Read: Sum of two" }).click();
      await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Sum of two");
      for (const field of await page.locator("form").getByRole("textbox").all()) await expect(field).not.toBeEditable();
      for (const field of await page.locator("form").locator("select, input[type=checkbox], input[type=radio]").all())
        await expect(field).toBeDisabled();
      for (const name of [/^Save/, /^Add/, /^Remove/, /^Delete/, /^Discard/])
        await expect(page.getByRole("button", { name })).toHaveCount(0);
      await isAccessible(page, "a question that one may only read");
      await page.getByRole("button", { name: "Back to the list" }).click();
      await expect(page.getByRole("button", { name: "Read: Sum of two" })).toBeVisible();
    });

    await test.step("the server takes nothing by their link, on either side", async () => {
      const headers = { Authorization: `Bearer ${use.slice(use.lastIndexOf("/") + 1)}` };
      const list = await page.request.get(`${there}/api/libraries`, { headers });
      const [own] = ((await list.json()) as { library_id: string; name: string }[]).filter(
        ({ name }) => name === "Backend team",
      );
      for (const url of [author.url, there]) {
        const questions = `${url}/api/libraries/${own?.library_id ?? ""}/questions`;
        const found = (await (await page.request.get(questions, { headers })).json()) as { question_id: string }[];
        expect(found).toHaveLength(1);
        const content = { title: "Other", slug: "other", statements: { en: "Other." } };
        const one = `${questions}/${found[0]?.question_id ?? ""}`;
        expect((await page.request.post(questions, { headers, data: { content } })).status()).toBe(403);
        expect((await page.request.put(one, { headers, data: { content, version: 1 } })).status()).toBe(403);
        expect((await page.request.delete(one, { headers })).status()).toBe(403);
        expect((await page.request.delete(`${url}/api/libraries/${own?.library_id ?? ""}`, { headers })).status()).toBe(
          403,
        );
      }
    });

    await test.step("they ask it in an interview, of which the library's author learns nothing", async () => {
      await page.goto(there);
      await page.getByRole("button", { name: "New session" }).click();
      await colleague.isInRoom();
      const link = await colleague.shareLink();
      const marcus = await people.candidate(link.replace(there, author.url), "Marcus");
      await (await colleague.interview()).getByRole("button", { name: "Questions…" }).click();
      await pane(colleague).getByLabel("From").selectOption("Backend team");
      await pane(colleague).getByRole("button", { name: "Prepare: Sum of two" }).click();
      await pane(colleague).getByRole("button", { name: "Show to everybody" }).click();
      await expect(pane(marcus)).toContainText("Add two numbers.");
      await writes("Add three numbers.", 2);
      await marcus.page.reload();
      await marcus.isInRoom();
      await expect(pane(marcus), "what was asked stays").toContainText("Add two numbers.");
    });

    await test.step("what the author changes reaches them, and a link that they hand on is no better", async () => {
      await page.goto(there);
      const list = page.getByRole("region", { name: "Your libraries" });
      await list.getByRole("button", { name: "Forget Backend team" }).click();
      await list.getByRole("button", { name: /^Copy its link/ }).click();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      await expect.poll(copied).toContain(use.slice(-22));
      const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
      expect(kept).not.toContain(edit.slice(-22));
      const next = await people.arrive({ url: there });
      await next.page.goto(await copied());
      await expect(next.page.getByText("You can use this library, not change it.")).toBeVisible();
      await next.page.getByRole("button", { name: "Read: Sum of two" }).click();
      await expect(next.page.getByLabel("Statement, English")).toHaveValue("Add three numbers.");
    });
  } finally {
    await people.leave(); // first: a page that still listens would report the servers' end
    await cluster.close();
  }
});
