// A page that cannot get what it needs from the server: what it tries by itself, and what its button does.
import type { Page, Route } from "@playwright/test";

import { ReplayView } from "./replay-view";
import { isAccessible } from "./support/axe";
import { builtFrom } from "./support/parts";
import { expect, type People, test } from "./support/stage";

const silence = (page: Page) => expect(page.getByRole("heading", { name: "The server does not answer" })).toBeVisible();
const away = (route: Route) => route.abort("connectionrefused");

/** Somebody whose page has a clock that the test moves. */
async function arrivesWithAClock(people: People): Promise<Page> {
  people.faults.allowOutages();
  const { page } = await people.arrive();
  await page.clock.install();
  return page;
}

test("an answer that takes longer than the page waits between its attempts is taken", async ({ people }) => {
  const host = await people.host();
  const page = await arrivesWithAClock(people);
  const links = "**/api/links/**";
  await page.route(links, away);
  await page.goto(await host.shareLink());
  await silence(page);

  const asked: Route[] = [];
  await page.unroute(links);
  await page.route(links, (route) => void asked.push(route));
  await page.clock.runFor(6_000);
  await expect.poll(() => asked.length).toBeGreaterThan(0);
  await page.clock.runFor(11_000);
  await asked[0]?.continue();
  await expect(page.getByRole("textbox", { name: "Your name" })).toBeVisible();
});

test("a page that lacks a part is loaded anew once the server is there, and stays until then", async ({ people }) => {
  const page = await arrivesWithAClock(people);
  await page.route(`**/${builtFrom("screens/home/Home.svelte")}`, away);
  let [loads, asked] = [0, 0];
  page.on("request", (request) => (loads += request.isNavigationRequest() ? 1 : 0));
  await page.route("**/health", (route) => {
    asked += 1;
    return away(route);
  });
  await page.goto(people.url);
  await silence(page);
  for (const times of [1, 2]) {
    await page.clock.runFor(6_000);
    await expect.poll(() => asked).toBeGreaterThanOrEqual(times);
  }
  await page.getByRole("button", { name: "Try now" }).click();
  await expect.poll(() => asked).toBeGreaterThanOrEqual(3);
  expect(loads, "the page itself").toBe(1);

  await page.unrouteAll();
  await page.clock.runFor(6_000);
  await expect(page.getByRole("button", { name: "New session" })).toBeVisible();
});

test("the button asks at once for a replay that did not come", async ({ people }) => {
  const host = await people.host();
  const { page } = host;
  await host.ends();
  await new ReplayView(page).isPrepared();
  people.faults.allowOutages();
  await page.clock.install();
  const records = "**/api/links/*/replay*";
  await page.route(records, away);
  await page.reload();
  await silence(page);
  await page.clock.pauseAt(Date.now() + 30_000); // it does nothing by itself
  const asked = page.waitForRequest(records);
  await page.getByRole("button", { name: "Try now" }).click();
  await asked;
});

test("where the server has ended at it too often, a host lets it try again: replay, report and export", async ({
  people,
}) => {
  const host = await people.host();
  const { page } = host;
  await host.types("kept");
  await host.isSaved();
  await host.ends();
  const view = new ReplayView(page);
  await view.isPrepared();
  people.faults.allowBusy();
  const problem = { status: 503, contentType: "application/problem+json", body: JSON.stringify({ code: "shut" }) };
  const again = view.button("Let the server try once more");
  /** Until the server is allowed to try again. */
  const shuts = async (made: string) => {
    const isAsked = ({ pathname }: URL) => pathname.startsWith("/api/") && pathname.endsWith(made);
    await page.route(isAsked, (route) => route.fulfill(problem));
    await page.route("**/unfreeze", async (route) => {
      await page.unroute(isAsked);
      await route.continue();
    });
  };

  await page.route("**/export", (route) => route.fulfill({ body: "a file that takes no time to make" }));
  await shuts("/export");
  await view.button("Export").click();
  await expect(page.getByRole("alert")).toContainText("crashed twice on this session");
  const coming = page.waitForEvent("download");
  await again.click();
  await coming;
  await expect(again).toHaveCount(0);

  await shuts("/replay");
  await page.reload();
  await expect(page.getByRole("heading", { name: "This session is shut" })).toBeVisible();
  await expect(page.getByText("does not answer")).toHaveCount(0);
  await isAccessible(page, "a shut session");
  await again.click();
  await view.isPrepared();

  await shuts("/report");
  await page.goto(`${page.url().replace(/replay.*/, "report")}`);
  await expect(page.getByRole("heading", { name: "This session is shut" })).toBeVisible();
  await again.click();
  await expect(page.locator("body")).toContainText("kept");
});

test("a room that the server keeps shut says why at once, and its host opens it for everybody", async ({
  people,
  ownNode,
}) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Ana");
  await host.types("kept");
  await candidate.sees("kept");
  await candidate.isSaved();
  await ownNode.kill();
  ownNode.changes("UPDATE sessions SET deaths = 3");
  await ownNode.start();
  for (const { banner } of [host, candidate]) await expect(banner).toContainText("This session is shut");
  await expect(candidate.banner).toContainText("A host of the session can let the server try once more");
  await candidate.banner.getByRole("button", { name: "Try now" }).click();
  await expect(candidate.banner).toContainText("This session is shut");
  await isAccessible(candidate.page, "a room that is shut");
  await host.banner.getByRole("button", { name: "Let the server try once more" }).click();
  for (const person of [host, candidate]) {
    await expect(person.banner).toHaveCount(0);
    await person.isConnected();
  }
  await candidate.types(" on");
  await host.sees("kept on");
});

test("a card of the bar whose part is on its way over a slow line is not empty", async ({ people }) => {
  const host = await people.arrive();
  const { page } = host;
  const asked: Route[] = [];
  await page.route(`**/${builtFrom("screens/room/SettingsCard.svelte")}`, (route) => void asked.push(route));
  await host.createsSession();
  await page.getByRole("button", { name: "Settings" }).click();
  const card = page.getByRole("group", { name: "Settings" });
  const drawn = () => card.evaluate((card) => getComputedStyle(card, "::before").content);
  await expect.poll(drawn).toBe('"…"');
  await expect.poll(() => asked.length).toBe(1);
  await asked[0]?.continue();
  await expect(card.getByText("Font size")).toBeVisible();
  expect(await drawn()).toBe("none");
});
