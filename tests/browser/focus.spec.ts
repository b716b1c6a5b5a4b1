// Where the focus is once a button was pressed by a key that is another one then, or gone.
import { expect, test } from "./support/stage";

test("who answers by keys goes on by keys: a link, the lobby, a question and its tests", async ({ people }) => {
  people.faults.allowOutages();
  const host = await people.host();
  const { keyboard } = host.page;
  const link = await host.shareLink();
  await host.turns("Lobby", true);
  const arrived = [];
  for (const name of ["Ana", "Marcus", "Zoe", "Bo"]) {
    const { page } = await people.arrive();
    arrived.push({ name, page });
    await page.goto(link);
    await page.getByRole("textbox", { name: "Your name" }).fill(name);
    await page.keyboard.press("Enter");
  }
  const letIn = host.page.getByRole("button", { name: /^Let / });
  await expect(letIn).toHaveCount(4);
  await letIn.first().focus();
  await keyboard.press("Enter");
  await expect(letIn).toHaveCount(3);
  await expect(letIn.first()).toBeFocused();
  const away = host.page.getByRole("button", { name: /^Turn / });
  await away.first().focus();
  await keyboard.down("Enter");
  await expect(away).toHaveCount(2);
  await expect(away.first(), "another Enter lets nobody in").toBeFocused();
  await keyboard.down("Enter");
  await keyboard.up("Enter");
  await host.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  await expect(away, "the key was held").toHaveCount(2);
  const answers = "**/participants/*/admit";
  await host.page.route(answers, (route) => route.abort("connectionrefused"));
  await letIn.first().press("Enter");
  await expect(host.page.getByText("That did not work")).toBeVisible();
  await host.page.unroute(answers);
  const failed = (await letIn.first().getAttribute("aria-label")) ?? "";
  await arrived.find(({ name }) => failed.includes(name))?.page.close();
  await expect(letIn).toHaveCount(1);
  await expect(letIn, "nobody was let in").not.toBeFocused();

  const card = await host.interview();
  await card.getByRole("button", { name: "Links" }).click();
  const replace = card.getByRole("button", { name: "Replace the link: Observers" });
  await replace.focus();
  await keyboard.press("Enter");
  const cancel = card.getByRole("button", { name: "Cancel" });
  await expect(cancel).toBeFocused();
  const asked = card.getByRole("button", { name: "Replace the link", exact: true });
  for (const button of [cancel, asked]) await expect(button).toHaveAccessibleDescription(/./);
  await keyboard.press("Enter");
  await expect(replace).toBeFocused();
  await keyboard.press("Enter");
  await keyboard.press("Shift+Tab");
  await expect(asked).toBeFocused();
  await keyboard.press("Enter");
  await expect(card.getByRole("textbox", { name: "Observers" })).toBeVisible();
  await expect(replace).toBeFocused();

  await card.getByRole("button", { name: "Questions…" }).click();
  const pane = host.page.getByRole("region", { name: "Questions" });
  await pane.getByRole("button", { name: /^Prepare: Way through a grid/ }).click();
  await pane.getByRole("button", { name: "Show to everybody" }).focus();
  const turned: string[] = [];
  host.page.on("request", (request) => {
    if (/\/(show|hide)$/.test(request.url())) turned.push(request.url());
  });
  await keyboard.down("Enter");
  const hide = pane.getByRole("button", { name: "Hide" });
  await expect(hide).toBeFocused();
  await keyboard.down("Enter");
  await keyboard.up("Enter");
  await expect(hide, "a held key is one press").toBeFocused();
  expect(turned).toHaveLength(1);
  const run = pane.getByRole("button", { name: "Run the examples" });
  await run.evaluate((button: HTMLButtonElement) => {
    button.focus();
    for (const _ of ["Enter", "Enter at once"]) button.click();
  });
  await expect(pane.getByRole("button", { name: "Stop", exact: true })).toBeFocused();
});
