// A library of questions in the browser: made, written in, filled from packages, and used in a session.
import { isAccessible } from "./support/axe";
import { expect, test } from "./support/stage";

test("an author makes a library, writes a question, and takes others from packages", async ({ people }) => {
  const author = await people.arrive();
  const { page } = author;
  await page.goto(`${author.url}/l/new`);
  await page.getByRole("textbox", { name: "Name" }).fill("Backend team");
  await page.getByRole("button", { name: "Create" }).click();
  const edit = await page.getByRole("textbox", { name: "To change it" }).inputValue();
  const use = await page.getByRole("textbox", { name: "To use it" }).inputValue();
  await page.getByRole("button", { name: "Open the library" }).click();
  await expect(page.getByRole("heading", { name: "Backend team" })).toBeVisible();
  expect(page.url(), "an address without its power").not.toContain(edit.slice(-22));

  await page.getByRole("button", { name: "New question" }).click();
  await page.getByLabel("Title").fill("Sum of two");
  await page.getByLabel("Tags, separated by commas").fill("arrays");
  await page.getByLabel("Statement, English").fill("Add *two* numbers.");
  await page.getByRole("button", { name: "Preview: English" }).click();
  await expect(page.locator(".preview em")).toHaveText("two");
  await page.getByLabel("Starter: main.py").fill("a, b = map(int, input().split())\n");
  await page.getByRole("button", { name: "Add a case" }).click();
  await page.getByLabel("Input").fill("1 2\n");
  await page.getByLabel("Output").fill("3\n");
  await isAccessible(page, "writing a question");
  await page.getByRole("button", { name: "Save as a version" }).click();
  await expect(page.getByText("Saved: version 1.")).toBeVisible();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.getByText("1 question", { exact: true })).toBeVisible();

  const packages = await (await fetch(`${author.url}/api/libraries/samples/package`)).arrayBuffer();
  const file = { name: "samples.zip", mimeType: "application/zip", buffer: Buffer.from(packages) };
  await page.getByLabel("Import packages (zip)").setInputFiles(file);
  await expect(page.getByRole("heading", { name: "What the import would do" })).toBeVisible();
  await page.getByRole("button", { name: /^Import \d+ questions$/ }).click();
  await expect(page.getByRole("heading", { name: "What the import did" })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search" }).fill("graph");
  await expect(page.getByRole("listitem").filter({ hasText: "Way through a grid" }).last()).toBeVisible();
  await isAccessible(page, "a library");

  const colleague = await people.arrive();
  await colleague.page.goto(use);
  await expect(colleague.page.getByText("You can use this library, not change it.")).toBeVisible();
  await colleague.page.getByRole("button", { name: "Read: Sum of two" }).click();
  await expect(colleague.page.getByLabel("Title")).toHaveValue("Sum of two");
  await expect(colleague.page.getByRole("button", { name: "Save as a version" })).toHaveCount(0);
});
