// Where the focus is once a button was pressed by a key that is another one then, or gone.
import { expect, test } from "./support/stage";

test("who answers by keys goes on by keys: a link, the lobby, a question and its tests", async ({ people }) => {
  const host = await people.host();
  const { keyboard } = host.page;
  const link = await host.shareLink();
  await host.turns("Lobby", true);
  for (const name of ["Ana", "Marcus"]) {
    const { page } = await people.arrive();
    await page.goto(link);
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.keyboard.press("Enter");
  }
  const letIn = host.page.getByRole("button", { name: /^Let / });
  await expect(letIn).toHaveCount(2);
  await letIn.first().focus();
  await keyboard.press("Enter");
  await expect(letIn).toHaveCount(1);
  await expect(letIn).toBeFocused();

  const card = await host.interview();
  await card.getByRole("button", { name: "Links" }).click();
  const replace = card.getByRole("button", { name: "Replace the link: Observers" });
  await replace.focus();
  await keyboard.press("Enter");
  await expect(card.getByRole("button", { name: "Cancel" })).toBeFocused();
  await keyboard.press("Enter");
  await expect(replace).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.press("Shift+Tab");
  await expect(card.getByRole("button", { name: "Replace the link", exact: true })).toBeFocused();
  await keyboard.press("Enter");
  await expect(card.getByRole("textbox", { name: "Observers" })).toBeVisible();
  await expect(replace).toBeFocused();

  await card.getByRole("button", { name: "Questions…" }).click();
  const pane = host.page.getByRole("region", { name: "Questions" });
  await pane.getByRole("button", { name: /^Prepare: Way through a grid/ }).click();
  await pane.getByRole("button", { name: "Show to everybody" }).focus();
  await keyboard.press("Enter");
  await expect(pane.getByRole("button", { name: "Hide" })).toBeFocused();
  await pane.getByRole("button", { name: "Run the examples" }).focus();
  await keyboard.press("Enter");
  await expect(pane.getByRole("button", { name: "Stop", exact: true })).toBeFocused();
});
