// The life of an interview as people see it: locks, the lobby, removal, links, and the end.
import type { Page } from "@playwright/test";

import { ConsoleView } from "./console-view";
import { databases } from "./support/databases";
import type { Person } from "./support/people";
import { watched } from "./support/shown";
import { expect, test } from "./support/stage";

const LOCKED = "Editing is locked by the host.";

const ended = (page: Page) => page.getByRole("heading", { name: "This interview has ended" });

/** The file that a button gives. */
async function takes(person: Person, name: string): Promise<string> {
  const coming = person.page.waitForEvent("download");
  await person.page.getByRole("button", { name }).click();
  const stream = await (await coming).createReadStream();
  let text = "";
  for await (const chunk of stream.setEncoding("utf8")) text += String(chunk);
  return text;
}

test("locked editing stops candidates and not hosts, says why to all, and is lifted again", async ({ people }) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("start\n");
  await candidate.seesExactly("start\n");
  await host.turns("Lock editing", true);

  for (const person of [host, candidate]) {
    await expect(person.page.locator("header").getByText("Locked", { exact: true })).toBeVisible();
  }
  await expect(candidate.news).toContainText(/Ana locked editing|locked by the host/);
  await expect(candidate.editor).toHaveAttribute("aria-readonly", "true");
  const line = candidate.page.locator("footer");
  await expect(line).not.toHaveClass(/problem/);
  await candidate.types("not taken");
  await expect(line, "who types is told why nothing comes").toHaveClass(/problem/);
  const run = candidate.page.getByRole("button", { name: "Run" }).first();
  await expect(run).toHaveAttribute("aria-disabled", "true");
  await expect(run).toHaveAccessibleDescription(/locked by the host/);
  await expect(candidate.news).toHaveText(LOCKED);
  await host.types("by the host");
  await candidate.seesExactly("start\nby the host");

  await host.turns("Lock editing", false);
  await expect(candidate.page.locator("header").getByText("Locked", { exact: true })).toBeHidden();
  await candidate.types(" and me");
  await host.seesExactly("start\nby the host and me");
});

test("what was on its way when editing was locked waits, and is there when it is unlocked", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.arrive();
  const held: (string | Buffer)[] = [];
  let [isHeld, release] = [false, () => undefined as void];
  await candidate.page.routeWebSocket(/\/ws\//, (line) => {
    const server = line.connectToServer();
    line.onMessage((message) => (isHeld ? void held.push(message) : server.send(message)));
    release = () => held.splice(0).forEach((message) => server.send(message));
  });
  await candidate.joins(await host.shareLink(), "Marcus");
  await host.writes("kept");
  await candidate.seesExactly("kept");
  isHeld = true;
  await candidate.types(" and late");
  await host.turns("Lock editing", true);
  await expect(candidate.editor).toHaveAttribute("aria-readonly", "true");
  release();
  isHeld = false;
  await expect(candidate.page.getByText(/^Editing is locked\. What you typed last/)).toBeVisible();
  await host.seesExactly("kept");
  await host.turns("Lock editing", false);
  await host.seesExactly("kept and late");
  await candidate.isSaved();
});

test("running off stops what runs and says so where Run is", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.language.selectOption("javascript");
  await expect(candidate.language).toHaveValue("javascript");
  await candidate.writes("for (;;);");
  await expect(candidate.page.locator("header").getByRole("button", { name: "Run" })).toHaveAttribute(
    "aria-disabled",
    "false",
  );
  await candidate.page.keyboard.press("ControlOrMeta+Enter");
  await expect(candidate.page.locator("header").getByRole("button", { name: "Stop" })).toBeVisible();
  await host.turns("Turn running off", true);

  for (const person of [host, candidate]) {
    await new ConsoleView(person).ended("stopped");
    const run = person.page.locator("header").getByRole("button", { name: "Run" });
    await expect(run).toHaveAttribute("aria-disabled", "true");
    await expect(run).toHaveAccessibleDescription(/Running is off/);
    await expect(person.page.locator("header").getByText("Running off", { exact: true })).toBeVisible();
  }
  await host.turns("Turn running off", false);
  await expect(candidate.page.locator("header").getByRole("button", { name: "Run" })).toHaveAttribute(
    "aria-disabled",
    "false",
  );
  await expect(new ConsoleView(candidate).last, "all saw how it ended").not.toContainText("Others do not see");
});

test("in a lobby the candidate waits calmly, is turned away, asks again, and comes in when the host says so", async ({
  people,
}) => {
  const host = await people.host();
  const link = await host.shareLink();
  await host.turns("Lobby", true);
  const told = await watched(host.news);
  const candidate = await people.arrive();
  await candidate.page.goto(link);
  await candidate.page.getByRole("textbox", { name: "Your name" }).fill("Marcus");
  await candidate.page.keyboard.press("Enter");
  await expect(candidate.page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
  await expect(candidate.page.getByText("You are here as Marcus.")).toBeVisible();
  await expect(candidate.page.getByText("Every key that you type")).toBeVisible();
  await expect(candidate.editor).toHaveCount(0);

  await expect(host.page.getByRole("button", { name: /People: 1, 1 person waits to come in/ })).toBeVisible();
  await told.hasShown("Marcus waits to come in");
  await host.page.getByRole("button", { name: "Host controls" }).click();
  const card = await host.page.getByRole("group", { name: "Host controls" }).boundingBox();
  const list = await host.page.getByRole("region", { name: "People" }).boundingBox();
  expect((card?.x ?? 0) + (card?.width ?? 0), "the list can be read beside it").toBeLessThanOrEqual(list?.x ?? 0);
  await host.page.keyboard.press("Escape");
  await host.page.getByRole("button", { name: "Turn Marcus away" }).click();
  await expect(candidate.page.getByRole("heading", { name: "The host has not let you in" })).toBeVisible();
  await expect(host.page.getByText("Waiting to come in")).toBeHidden();
  await candidate.page.getByRole("button", { name: "Ask again" }).click();
  await expect(candidate.page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
  await host.page.reload();
  await expect(host.page.getByText("was sent away before")).toBeVisible();
  await expect(host.page, "also for who looks at another tab").toHaveTitle(/^\(1\) Waiting: Marcus · /);
  const icon = host.page.locator("link[rel=icon]");
  await expect(icon).toHaveAttribute("href", /circle/);
  const toldAgain = await watched(host.news);
  await host.page.getByRole("button", { name: "Let Marcus in" }).click();
  await candidate.isInRoom();
  await toldAgain.hasShown("Marcus joined");
  await expect(host.page).toHaveTitle(/^Coding interview · /);
  await expect(icon).not.toHaveAttribute("href", /circle/);
  await candidate.types("hello");
  await host.sees("hello");
  await expect(host.page.getByText("Waiting to come in")).toBeHidden();
});

test("who is removed is told so, does not loop, and waits when they return", async ({ people }) => {
  const host = await people.host();
  const link = await host.shareLink();
  const candidate = await people.candidate(link, "Marcus");
  await host.page.getByRole("button", { name: "Remove Marcus" }).click();
  await expect(host.page.getByText(/Marcus is disconnected at once/)).toBeVisible();
  await host.page.getByRole("group", { name: "Remove Marcus" }).getByRole("button", { name: "Remove" }).click();

  await expect(candidate.page.getByRole("heading", { name: "The host has removed you" })).toBeVisible();
  await expect(candidate.editor).toHaveCount(0);
  await candidate.page.goto(link);
  await expect(candidate.page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
  await expect(host.page.getByText("was sent away before")).toBeVisible();
  await host.page.getByRole("button", { name: "Let Marcus in" }).click();
  await candidate.isInRoom();
});

test("a replaced link cuts who came by it, and the host shares the new one", async ({ people }) => {
  people.faults.allowOutages();
  people.faults.allowDeadLinks();
  const host = await people.host();
  const old = await host.shareLink();
  const candidate = await people.candidate(old, "Marcus");
  const card = await host.interview();
  await card.getByRole("button", { name: "Links" }).click();
  await card.getByRole("button", { name: "Replace the link: Candidates" }).click();
  await expect(card.getByText("everybody who came by it is disconnected")).toBeVisible();
  await card.getByRole("button", { name: "Replace the link", exact: true }).click();
  await expect(card.getByRole("textbox", { name: "Candidates" })).not.toHaveValue(old);
  const made = await card.getByRole("textbox", { name: "Candidates" }).inputValue();
  await host.page.keyboard.press("Escape");

  await expect(candidate.banner).toContainText("replaced or withdrawn");
  await candidate.page.goto(old);
  await expect(candidate.page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await expect.poll(() => host.shareLink()).toBe(made);
  await candidate.joins(made, "Marcus");
});

test("who has the search open when editing is locked has no Replace in it, until it is unlocked", async ({
  people,
}) => {
  const host = await people.host();
  await host.writes("aaa bbb aaa");
  const { page, editor } = await people.candidate(await host.shareLink(), "Marcus");
  await editor.press("ControlOrMeta+f");
  const find = page.getByRole("textbox", { name: "Find" });
  const replace = page.getByRole("textbox", { name: "Replace" });
  await find.fill("aaa");
  await replace.focus();
  await host.turns("Lock editing", true);
  await expect(page.getByRole("button", { name: "Replace" })).toHaveCount(0);
  await expect(find).toBeFocused();
  await host.turns("Lock editing", false);
  await replace.fill("c");
  await page.getByRole("button", { name: "Replace all" }).click();
  await host.seesExactly("c bbb c");
});

test("a host who replaces the hosts' link stays in the room by the new one", async ({ people }) => {
  const host = await people.host();
  await host.writes("before\n");
  await host.replacesTheHostsLink();
  await host.types("after");
  await host.seesExactly("before\nafter");
  // Each key may be a step of its own where keys come slowly; one press too many does nothing.
  for (let step = 0; step <= "after".length; step += 1) await host.page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => host.code(), "what came before can be undone").not.toContain("before");
  for (let step = 0; step <= "after".length; step += 1) await host.page.keyboard.press("ControlOrMeta+y");
  await host.seesExactly("before\nafter");
  await host.isSaved();
  await expect.poll(() => databases(host.page), "the text is kept on this device again").toContain("before");
  await host.page.reload();
  await host.isInRoom();
  await host.seesExactly("before\nafter");
});

test("the end is everybody's at once: hosts land in the replay, candidates may take their code along", async ({
  people,
}) => {
  const host = await people.arrive();
  await host.createsSession(); // this browser has the observers' link
  const link = await host.shareLink();
  const candidate = await people.candidate(link, "Marcus");
  const observer = await people.arrive();
  await observer.joins(await host.observerLink(), "Olga");
  await host.page.keyboard.press("Escape");
  await candidate.writes("print('mine')\n");
  await candidate.isSaved();
  await host.ends();

  await expect(host.page).toHaveURL(/\/s\/[^/]+\/replay$/);
  for (const person of [candidate, observer]) {
    await expect(ended(person.page)).toBeVisible();
    await expect(person.editor).toHaveCount(0);
  }
  await expect(observer.page.getByRole("button", { name: "Download my code" })).toHaveCount(0);
  await expect(candidate.page).toHaveTitle("Ended: Coding interview · Codesala");
  const final = candidate.page.getByRole("textbox", { name: "The code at the end: main.py" });
  await expect(final).toHaveValue("print('mine')\n");
  await expect(final).not.toBeEditable();
  await candidate.page.getByRole("button", { name: "Copy main.py" }).click();
  await expect.poll(() => candidate.page.evaluate(() => navigator.clipboard.readText())).toBe("print('mine')\n");
  await expect(observer.page.getByRole("textbox")).toHaveCount(0);
  const below = await observer.page
    .getByText("You can close this page.")
    .evaluate(
      (last) => (last.closest("main > *")?.getBoundingClientRect().bottom ?? 0) - last.getBoundingClientRect().bottom,
    );
  expect(below, "the card ends below its last line").toBeLessThan(40);
  expect(await takes(candidate, "Download my code")).toBe("print('mine')\n");
  expect(JSON.stringify(JSON.parse(await takes(candidate, "Get my data")))).toContain("Marcus");

  await candidate.page.goto(link);
  await expect(ended(candidate.page), "its link shows the end, not a form to join").toBeVisible();
  await candidate.page.getByText("The code at the end", { exact: true }).click();
  await expect(final).toHaveValue("print('mine')\n");
  await expect(candidate.page).toHaveTitle("Ended: Coding interview · Codesala");
  await expect(candidate.page.getByRole("textbox", { name: "Your name" })).toHaveCount(0);
});

test("without the host's leave the code is not offered; reopening brings everybody back", async ({ people }) => {
  const host = await people.host();
  const link = await host.shareLink();
  const room = host.page.url();
  const candidate = await people.candidate(link, "Marcus");
  await host.writes("kept\n");
  await host.ends({ sharesCode: false });
  await expect(ended(candidate.page)).toBeVisible();
  await expect(candidate.page.getByRole("button", { name: "Download my code" })).toHaveCount(0);
  await expect(candidate.page.getByRole("button", { name: "Get my data" })).toBeVisible();
  await expect(candidate.page.getByRole("textbox")).toHaveCount(0);

  await host.page.goto(host.url);
  const entry = host.page.getByRole("listitem").filter({ hasText: "Ended" });
  await expect(entry.getByRole("link", { name: /^Replay of/ })).toHaveAttribute("href", /\/replay$/);
  await host.page.goto(room);
  await expect(ended(host.page)).toBeVisible();
  await expect(host.page.getByRole("link", { name: "Open the replay" })).toBeVisible();
  await host.page.getByRole("button", { name: "Reopen the interview" }).click();
  await host.isInRoom();
  await host.seesExactly("kept\n");
  // Somebody looks at the tab again.
  await candidate.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await candidate.isInRoom();
});
