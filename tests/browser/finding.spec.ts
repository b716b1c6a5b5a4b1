// A search of questions narrowed by difficulty, language and tag: in a room, and on a library's page.
import { pane } from "./question-pane";
import { isAccessible } from "./support/axe";
import { expect, test } from "./support/stage";

test("a search of questions is narrowed by what they have", async ({ people }) => {
  const host = await people.host({ language: "python", viewport: { width: 1440, height: 900 } });
  const { page, url } = host;
  await (await host.interview()).getByRole("button", { name: "Questions…" }).click();
  const choice = (name: string) => pane(host).getByRole("combobox", { name, exact: true });
  const titles = pane(host).locator("li .title");
  await expect(titles).toHaveCount(10);
  await expect(choice("Tag").getByRole("option", { name: "graphs" })).toHaveCount(1);
  await choice("Difficulty").selectOption("easy");
  await expect(titles.filter({ hasText: "Way through a grid" })).toHaveCount(0);
  await expect(titles).not.toHaveCount(0);
  const easy = await titles.allTextContents();
  await choice("Difficulty").selectOption("");
  await choice("Tag").selectOption("graphs");
  await expect(titles.filter({ hasText: "Way through a grid" })).toHaveCount(1);
  expect(easy).not.toContain("Way through a grid");
  await isAccessible(page, "a search of questions");
  await choice("Difficulty").selectOption("easy");
  await expect(pane(host).getByText("Nothing found.")).toBeVisible();

  const made = await page.request.post(`${url}/api/libraries`, { data: { name: "Team" } });
  const { library_id, edit_token, edit_url } = (await made.json()) as Record<string, string>;
  const headers = { Authorization: `Bearer ${edit_token}` };
  const solution = { "main.lua": "print(1)\n" };
  for (const [title, more] of Object.entries({
    "In Lua": { tags: ["Small"], languages: { lua: { solution } } },
    "In none": { tags: ["Small", "Deep"], difficulty: "hard" },
  })) {
    const content = { title, slug: title.toLowerCase().replace(" ", "-"), statements: { en: "Do it." }, ...more };
    const answer = await page.request.post(`${url}/api/libraries/${library_id}/questions`, {
      headers,
      data: { content },
    });
    expect(answer.status()).toBe(201);
  }
  await page.goto(edit_url ?? "");
  const listed = page.locator("li .title");
  await expect(listed).toHaveText(["In none", "In Lua"]);
  const narrow = (name: string) => page.getByRole("combobox", { name, exact: true });
  await expect(narrow("Tag").getByRole("option")).toHaveText(["Tag", "deep", "small"]);
  await narrow("Language").selectOption("Lua");
  await expect(listed).toHaveText(["In Lua"]);
  await expect(narrow("Tag").getByRole("option"), "there is still to choose").toHaveCount(3);
  await narrow("Tag").selectOption("deep");
  await expect(listed).toHaveCount(0);
  await narrow("Language").selectOption("");
  await expect(listed).toHaveText(["In none"]);
  await page.getByRole("searchbox", { name: "Search" }).fill("lua");
  await expect(listed, "words and choices together").toHaveCount(0);
  await expect(page.getByText("Nothing found.")).toBeVisible();
  await isAccessible(page, "a library that is narrowed");
});
