// A computer that many people use: what a candidate leaves in its browser for the next one.
import { databases } from "./support/databases";
import { Person } from "./support/people";
import { expect, test } from "./support/stage";

test("on a shared computer a candidate leaves neither name nor text, and is the same person after a reload", async ({
  people,
}) => {
  const host = await people.host();
  await host.writes("start\n");
  const link = await host.shareLink();
  const before = await people.candidate(link, "Olga");
  await before.page.goto("about:blank");

  const tab = await before.page.context().newPage();
  await tab.goto(link);
  const name = tab.getByRole("textbox", { name: "Your name" });
  await expect(name).toHaveValue("Olga");
  const copied = tab.getByText("keeps a copy of the text");
  await expect(copied).toBeVisible();
  await tab.getByRole("checkbox", { name: "This is a shared computer" }).check();
  await expect(name).toHaveValue("");
  await expect(copied).toBeHidden();
  await name.fill("Marcus");
  await name.press("Enter");
  await expect(host.inList("Marcus")).toBeVisible();
  await tab.getByRole("textbox", { name: /^Code, shared/ }).focus();
  await tab.keyboard.insertText("by Marcus");
  await host.sees("by Marcus");
  await tab.reload();
  await new Person(tab, host.url).isInRoom();
  await expect(host.inList("Marcus"), "the same person").toHaveCount(1);

  await tab.close();
  const next = await before.page.context().newPage();
  await next.goto(link);
  await expect(next.getByRole("textbox", { name: "Your name" })).toHaveValue("");
  expect(await databases(next)).not.toContain("by Marcus");
  expect(await next.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }))).not.toMatch(/Olga|Marcus/);
});
