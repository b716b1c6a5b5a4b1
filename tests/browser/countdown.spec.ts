// The countdown of an interview: who sees it, what hosts do to it, and that their card stands still meanwhile.
import { pressesWhile } from "./support/pressing";
import { expect, test } from "./support/stage";

for (const width of [1280, 390]) {
  test(`what a host presses is what is pressed, though an answer comes before they let go, at ${width} px`, async ({
    people,
  }) => {
    const host = await people.host({ viewport: { width, height: 844 } });
    const { page } = host;
    const card = await host.interview();
    const links = card.getByRole("button", { name: "Links" });
    const going = card.getByRole("button", { name: "Stop the countdown" });
    const presses = async (button: string, then: () => Promise<unknown>) => {
      let answers: () => void = () => undefined;
      const pressed = new Promise<void>((resolve) => (answers = resolve));
      await page.route("**/api/sessions/*", async (route) => {
        await pressed;
        await route.continue();
      });
      await card.getByRole("button", { name: button }).click();
      await pressesWhile(page, links, async () => {
        answers();
        await then();
      });
      await page.unroute("**/api/sessions/*");
    };
    await presses("20 min", () => expect(going).toBeVisible());
    await expect(links).toHaveAttribute("aria-expanded", "true");
    await presses("Stop the countdown", () => expect(going).toBeHidden());
    await expect(links).toHaveAttribute("aria-expanded", "false");
  });
}

test("minutes and Enter start a countdown while the card still reads how the session stands", async ({ people }) => {
  const host = await people.host();
  let answer: () => void = () => undefined;
  const may = new Promise<void>((done) => (answer = done));
  await host.page.route(/\/api\/sessions\/[^/]+$/, async (route) => {
    if (route.request().method() === "GET") await may;
    await route.fallback();
  });
  await (await host.interview()).getByRole("spinbutton", { name: "Minutes" }).fill("20");
  await host.page.keyboard.press("Enter");
  await expect(host.page.locator("header").getByRole("timer")).toHaveText(/^(20:00|1\d:\d\d)$/);
  answer();
});

test("a countdown is seen by all by the server's clock, is extended, and counts on as overtime", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.arrive();
  // A clock that is wrong by an hour changes nothing.
  await candidate.page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 3_600_000;
  });
  await candidate.joins(await host.shareLink(), "Marcus");
  await (await host.interview()).getByRole("spinbutton", { name: "Minutes" }).fill("20");
  await host.page.keyboard.press("Enter");
  const timers = [host, candidate].map((person) => person.page.locator("header").getByRole("timer"));
  for (const timer of timers) await expect(timer).toHaveText(/^(20:00|1\d:\d\d)$/);
  await host.page.keyboard.press("Escape");
  await expect(host.page.getByRole("group", { name: "Host controls" }), "though the field is gone").toBeHidden();
  await (await host.interview()).getByRole("button", { name: "+5 min" }).click();
  for (const timer of timers) await expect(timer).toHaveText(/^(25:00|2[0-4]:\d\d)$/);
  await expect(host.page.locator("footer")).toContainText(/Open for \d+ min/);
  await expect(candidate.page.locator("footer")).not.toContainText("Open for");

  await (await host.interview()).getByRole("button", { name: "Stop the countdown" }).click();
  for (const timer of timers) await expect(timer).toBeHidden();
  const { sessionId, hostToken } = await host.ownSession();
  const answer = await fetch(`${host.url}/api/sessions/${sessionId}`, {
    method: "PATCH",
    headers: { Authorization: `Bearer ${hostToken}`, "Content-Type": "application/json" },
    body: JSON.stringify({ timer_s: 2 }),
  });
  expect(answer.status).toBe(200);
  await expect(candidate.news).toContainText("counts on as overtime");
  for (const timer of timers) await expect(timer).toHaveAccessibleName(/^Over time: \+0:\d\d$/);
  for (const timer of timers) await expect(timer, "in another colour").toHaveClass(/over/);
  await candidate.types("still typing");
  await host.sees("still typing");
});
