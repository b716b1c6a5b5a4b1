// The libraries whose links this browser has, on the start page.
import { isAccessible } from "./support/axe";
import { expect, test } from "./support/stage";

test("a library is opened from the start page, and forgotten there with its link to keep", async ({ people }) => {
  people.faults.allowDeadLinks();
  const author = await people.arrive();
  const { page, url } = author;
  const list = page.getByRole("region", { name: "Your libraries" });
  const makes = async (name: string) => {
    await page.getByRole("textbox", { name: "Name" }).fill(name);
    await page.getByRole("button", { name: "Create" }).click();
    await expect(page.getByRole("button", { name: "Open the library" }), "its links are told").toBeVisible();
    await page.goto(url); // whoever goes without having opened it finds it here
  };
  await page.goto(url);
  await page.getByRole("link", { name: "New library of questions" }).click();
  await makes("Backend team");
  await list.getByRole("link", { name: "New library" }).click();
  await makes("Data team");
  await expect(list.getByRole("listitem"), "the newest first").toHaveText(["Data team", "Backend team"]);
  await isAccessible(page, "a start page with libraries");
  await list.getByRole("link", { name: "Backend team" }).click();
  await expect(page.getByRole("heading", { name: "Backend team" })).toBeVisible();
  await expect(page.getByRole("button", { name: "New question" }), "as its author").toBeVisible();

  await page.goto(url);
  await page.evaluate(() => navigator.clipboard.writeText(""));
  await list.getByRole("button", { name: "Forget Data team" }).click();
  await expect(list).toContainText("only its link opens it again");
  await isAccessible(page, "a library about to be forgotten");
  await list.getByRole("button", { name: "Keep" }).click();
  await list.getByRole("button", { name: "Forget Data team" }).click();
  await list.getByRole("button", { name: "Copy its link: Link to Data team" }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain("/l/");
  const link = await copied();
  await list.getByRole("button", { name: "Forget on this browser" }).click();
  await expect(list.getByRole("listitem")).toHaveText(["Backend team"]);
  await page.reload();
  await expect(list.getByRole("listitem")).toHaveText(["Backend team"]);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Data team" })).toBeVisible();

  const libraries = await page.evaluate(() => localStorage.getItem("codesala.libraries"));
  for (const { libraryId, token } of JSON.parse(libraries ?? "[]") as { libraryId: string; token: string }[]) {
    const headers = { Authorization: `Bearer ${token}` };
    expect((await page.request.delete(`${url}/api/libraries/${libraryId}`, { headers })).status()).toBe(204);
  }
  await page.goto(url);
  await list.getByRole("link", { name: "Data team" }).click();
  await expect(page.getByRole("alert")).toContainText("This link opens no library.");
  await page.goto(url);
  await expect(list.getByRole("listitem"), "what is gone leaves the list").toHaveText(["Backend team"]);
});
