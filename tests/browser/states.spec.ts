// Every state of the page, one after the other, at every width: nothing but panes scrolls, sticks out, lies over another
// thing or is cut off. What support/axe.ts looks at is not looked at again here.
import { ConsoleView, speaks } from "./console-view";
import { FilesView } from "./files-view";
import { NotesPane } from "./notes-pane";
import { asks, examples, pane } from "./question-pane";
import { ReplayView } from "./replay-view";
import { isInOrder, isInOrderThroughout } from "./support/order";
import { expect, test } from "./support/stage";

test.use({ viewport: { width: 1440, height: 900 } });

const LONG = "Wilhelmina Featherstonehaugh";
const LONG_TITLE = "Backend interview, second round: queues, retries and what is left of exactly-once delivery";

const PROGRAM = `for (let line = 1; line <= 80; line += 1) console.log("line", line, "x".repeat(line * 3));
console.error("something went wrong");
console.log(prompt("Your name? "));
throw new Error("a message that is rather long, ".repeat(6));
`;

test("before the room everything stands in order: start page, addresses, libraries, joining, practice", async ({
  people,
}) => {
  people.faults.allowDeadLinks();
  const { page, url } = await people.arrive();
  await page.goto(`${url}/nowhere`);
  await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
  await isInOrder(page, "a wrong address");
  await page.goto(`${url}/l/nothing`);
  await expect(page.getByRole("alert")).toBeVisible();
  await isInOrder(page, "a wrong library");
  await page.goto(`${url}/s/nothing/replay`);
  await expect(page.getByRole("heading")).toBeVisible();
  await isInOrder(page, "a replay of others");
  await page.goto(url);
  await page.getByRole("link", { name: "Watch a sample replay" }).click();
  await expect(page.getByRole("button", { name: "Pause" }), "by itself").toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await isInOrderThroughout(page, "the sample replay");
  await page.goto(`${url}/l/new`);
  await page.getByRole("textbox", { name: "Name" }).fill(LONG_TITLE);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("textbox", { name: "To use it" })).toBeVisible();
  await isInOrder(page, "a library's links");
  await page.getByRole("button", { name: "Open the library" }).click();
  await expect(page.getByText("None yet.")).toBeVisible();
  await isInOrder(page, "an empty library");
  await page.getByRole("button", { name: "New template" }).click();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toBeVisible();
  await isInOrder(page, "a template");

  const session = { title: LONG_TITLE };
  const made = await page.request.post(`${url}/api/sessions`, { data: session });
  const { host_token, share_url } = (await made.json()) as { host_token: string; share_url: string };
  await page.goto(`${url}/h/${host_token}`);
  await expect(page.getByText("Only you are here")).toBeVisible();
  await page.goto(url);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await isInOrder(page, "a start page with sessions and libraries");
  await page.getByRole("button", { name: /^Delete or forget/ }).click();
  await isInOrder(page, "a session about to be forgotten");
  await page.getByRole("button", { name: "Delete for everybody…" }).click();
  await isInOrder(page, "a session about to be deleted");
  await page.keyboard.press("Escape");

  const guest = await people.arrive();
  await guest.page.goto(share_url);
  await guest.page.getByRole("textbox", { name: "Your name" }).fill(LONG);
  await isInOrder(guest.page, "joining");
  await guest.page.getByRole("button", { name: "Try it out first" }).click();
  await guest.isInRoom();
  await isInOrderThroughout(guest.page, "practice");
});

test("in the room everything stands in order: people, files, question, console, what hosts do", async ({ people }) => {
  const host = await people.arrive();
  const { page } = host;
  await host.createsSession();
  await speaks(host, "javascript");
  await host.isCalled(LONG);
  await page.getByRole("textbox", { name: "Title of the session" }).fill(LONG_TITLE);
  await page.keyboard.press("Enter");
  await isInOrderThroughout(page, "alone");
  const link = await host.shareLink();
  const watching = await host.observerLink();
  const marcus = await people.candidate(link, `Marcus ${LONG}`);
  const olga = await people.candidate(watching, "Olga");
  const notes = new NotesPane(host);
  await notes.takes("a note of many words. ".repeat(20));
  await notes.areSaved();
  await isInOrderThroughout(page, "a note");
  await notes.scorecard.click();
  await isInOrderThroughout(page, "a scorecard");
  await page.getByRole("group", { name: "Side" }).getByRole("button", { name: "People" }).click();

  const files = new FilesView(marcus);
  await files.creates("a-module-with-a-rather-long-name/and-a-file.js");
  for (const name of ["b.js", "c.js", "d.js"]) await files.creates(name);
  await isInOrderThroughout(marcus.page, "files");
  await files.list();
  await isInOrder(marcus.page, "the list of files");
  await marcus.page.keyboard.press("Escape");
  await marcus.editor.focus();
  await marcus.page.keyboard.press("ControlOrMeta+f");
  await expect(marcus.page.getByRole("textbox", { name: "Find" })).toBeFocused();
  await isInOrder(marcus.page, "the find panel");
  await marcus.page.keyboard.press("Escape");
  await files.asksForANewFile();
  await isInOrder(marcus.page, "a new file");
  await marcus.page.keyboard.press("Escape");

  await (await host.interview()).getByRole("button", { name: "Questions…" }).click();
  await expect(pane(host).getByRole("button", { name: "Prepare: Two that add up" })).toBeVisible();
  await isInOrderThroughout(page, "questions to choose from");
  await asks(host, "two-that-add-up");
  await expect(examples(marcus)).toBeVisible();
  await isInOrderThroughout(page, "a question, host");
  await isInOrderThroughout(marcus.page, "a question, candidate");
  await files.goesTo("main.js");
  const [hers, his] = [new ConsoleView(host), new ConsoleView(marcus)];
  await his.runsCode(PROGRAM);
  await expect(his.input).toBeVisible();
  await isInOrderThroughout(marcus.page, "a program that waits");
  await expect(hers.last.locator(".result"), "however much it printed").toBeInViewport({ ratio: 1 });
  await expect(hers.last.locator(".result")).toHaveText(/waits for/i);
  await isInOrderThroughout(page, "a program that waits for another");
  await his.input.fill("Marcus");
  await marcus.page.keyboard.press("Enter");
  await hers.ended(/exit code 1|exited 1/);
  await isInOrderThroughout(page, "a program that failed, host");
  await isInOrderThroughout(marcus.page, "a program that failed");
  await his.runsCode("for (;;);\n");
  await expect(hers.last.getByRole("button", { name: /^Stop/ })).toBeVisible();
  await isInOrderThroughout(page, "a program that runs, host");
  await hers.last.getByRole("button", { name: /^Stop/ }).click();
  await hers.ended(/stopped/i);

  await page.getByRole("button", { name: `Follow Marcus ${LONG}` }).click();
  await isInOrderThroughout(page, "following");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: `Remove Marcus ${LONG}` }).click();
  await isInOrderThroughout(page, "about to remove");
  await page
    .getByRole("group", { name: /^Remove Marcus/ })
    .getByRole("button", { name: "Cancel" })
    .click();
  const card = await host.interview();
  await card.getByRole("button", { name: "20 min" }).click();
  for (const name of ["Lock editing", "Turn running off", "Lobby"]) {
    await card.getByRole("switch", { name, exact: true }).click();
    await expect(card.getByRole("switch", { name, exact: true })).toBeChecked();
  }
  const late = await people.arrive();
  await late.page.goto(link);
  await late.page.getByRole("textbox", { name: "Your name" }).fill(`Wanda ${LONG}`);
  await late.page.keyboard.press("Enter");
  await expect(late.page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
  await isInOrder(late.page, "waiting");
  await page.keyboard.press("Escape");
  await expect(page.getByText("Waiting to come in")).toBeVisible();
  await isInOrderThroughout(page, "all that a bar can hold, host");
  await isInOrderThroughout(marcus.page, "all that a bar can hold");
  await isInOrderThroughout(olga.page, "watching");
  await marcus.page.getByRole("button", { name: "Settings" }).click();
  await marcus.page.getByRole("button", { name: "What is recorded" }).click();
  await expect(marcus.page.getByRole("dialog")).toBeVisible();
  await isInOrder(marcus.page, "what is recorded");
});

test("what hosts open, and where others are sent away, stands in order", async ({ people }) => {
  people.faults.allowOutages();
  people.faults.allowDeadLinks();
  const host = await people.host({ language: "javascript" });
  const { page } = host;
  const link = await host.shareLink();
  const [marcus, wanda] = [await people.candidate(link, `Marcus ${LONG}`), await people.candidate(link, LONG)];
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await expect(
    page.getByRole("group", { name: "Share" }).getByRole("button", { name: "Copy invitation" }),
  ).toBeVisible();
  await isInOrder(page, "the links to share");
  await page.keyboard.press("Escape");
  const card = await host.interview();
  await card.getByRole("button", { name: "45 min" }).click();
  await card.getByRole("button", { name: "Links" }).click();
  await card.getByRole("button", { name: "Replace the link: Candidates" }).click();
  await isInOrder(page, "a link about to be replaced");
  await card.getByRole("button", { name: "Save as template" }).click();
  await isInOrder(page, "the interview's card with all that it can hold");
  for (const [width, height] of [
    [390, 844],
    [720, 450],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect(card.getByRole("button", { name: "End the interview…" }), "in sight").toBeInViewport({ ratio: 1 });
  }
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: `Remove ${LONG}`, exact: true }).click();
  await page
    .getByRole("group", { name: `Remove ${LONG}` })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(wanda.page.getByRole("heading", { name: "The host has removed you" })).toBeVisible();
  await isInOrder(wanda.page, "removed");
  await wanda.page.goto(link);
  await page.getByRole("button", { name: `Turn ${LONG} away` }).click();
  await expect(wanda.page.getByRole("heading", { name: "The host has not let you in" })).toBeVisible();
  await isInOrder(wanda.page, "turned away");
  await host.replacesTheLink("Candidates");
  await expect(marcus.banner).toContainText("replaced or withdrawn");
  await isInOrderThroughout(marcus.page, "a link that was replaced");

  await (await host.interview()).getByRole("button", { name: "End the interview…" }).click();
  await isInOrder(page, "about to end");
  await page.getByRole("dialog").getByRole("button", { name: "End the interview" }).click();
  const view = new ReplayView(page);
  await view.isPrepared();
  await view.button("Report").click();
  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open the report" }).click();
  const report = await opening;
  await expect(report.getByRole("heading", { name: "Final code" })).toBeVisible();
  await isInOrder(report, "the report");
  await report.close();
  await page.keyboard.press("Escape");
  await view.button("Share replay").click();
  await view.button("Make a link").click();
  const shared = page.getByRole("textbox", { name: "Link to the replay" });
  await expect(shared).toHaveValue(/\/r\//);
  await isInOrder(page, "the link to the replay");
  const guest = await people.arrive();
  await guest.page.goto(await shared.inputValue());
  await new ReplayView(guest.page).isPrepared();
  await isInOrderThroughout(guest.page, "a shared replay");
});

test("after the end everything stands in order: replay, its dialogs, what others see of it", async ({ people }) => {
  const host = await people.host({ language: "javascript" });
  const { page } = host;
  await host.isCalled(LONG);
  await page.getByRole("textbox", { name: "Title of the session" }).fill(LONG_TITLE);
  await page.keyboard.press("Enter");
  const marcus = await people.candidate(await host.shareLink(), `Marcus ${LONG}`);
  const files = new FilesView(marcus);
  await files.creates("a-module-with-a-rather-long-name.js");
  await files.goesTo("main.js");
  const his = new ConsoleView(marcus);
  await his.runsCode(PROGRAM.replace(/prompt\(.*?\)/, '"none"'));
  await his.ended(/exit code 1|exited 1/);
  await marcus.isSaved();
  await host.ends();
  await expect(marcus.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();
  await isInOrder(marcus.page, "ended");
  const view = new ReplayView(page);
  await view.isPrepared();
  await view.press("End");
  await isInOrderThroughout(page, "the replay");
  const side = page.getByRole("group", { name: "Side" });
  for (const name of await side.getByRole("button").allInnerTexts()) {
    await side.getByRole("button", { name, exact: true }).click();
    await isInOrderThroughout(page, `the replay, ${name}`);
  }
  for (const name of ["Share replay", "Report", "Reopen"]) {
    await view.button(name).click();
    await isInOrder(page, `the replay, ${name}`);
    await page.keyboard.press("Escape");
  }
});

test("without a line, and where the text is kept from change, everything stands in order", async ({
  people,
  ownNode,
}) => {
  const host = await people.host({ language: "javascript" });
  const { page } = host;
  await page.getByRole("textbox", { name: "Title of the session" }).fill(LONG_TITLE);
  await page.keyboard.press("Enter");
  const marcus = await people.candidate(await host.shareLink(), `Marcus ${LONG}`);
  ownNode.changes("UPDATE sessions SET deaths = 2, revision = revision + 1"); // as the next worker writes
  await expect(marcus.news).toContainText("The server stopped twice");
  await isInOrderThroughout(page, "kept from change, host");
  await isInOrderThroughout(marcus.page, "kept from change");
  const card = await host.interview();
  const below = card.getByRole("button", { name: "Questions…" });
  const place = await below.boundingBox();
  await card.getByRole("button", { name: "Allow writing again" }).click();
  await expect(marcus.editor).not.toHaveAttribute("aria-readonly", "true");
  expect(await below.boundingBox(), "nothing comes under the pointer").toEqual(place);
  await page.keyboard.press("Escape");
  await ownNode.kill();
  await marcus.types("typed without a line");
  await expect(marcus.banner).toBeVisible();
  await expect(host.banner).toBeVisible();
  await isInOrderThroughout(page, "without a line, host");
  await isInOrderThroughout(marcus.page, "without a line");
});
