// What hosts do with a replay: notes that lead to their moment, a link for others, the file, the report, reopening.
import { together } from "./console-view";
import { FilesView } from "./files-view";
import { NotesPane } from "./notes-pane";
import { looksBack, recordOf, recordWith, ReplayView, textsOf } from "./replay-view";
import { isAccessible } from "./support/axe";
import { isInOrder } from "./support/order";
import type { Person } from "./support/people";
import { expect, type People } from "./support/stage";

/** A call of the API as this host. */
async function asHost(host: Person, method: string, path: string, body?: unknown): Promise<Response> {
  const { sessionId, hostToken } = await host.ownSession();
  const answer = await fetch(`${host.url}/api/sessions/${sessionId}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${hostToken}`,
      ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      "Codesala-Key": await host.page.evaluate(
        () => JSON.parse(localStorage.getItem("codesala.key") ?? "null") as string,
      ),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return answer;
}

/** A session that has ended, with a note at the moment at which the first line stood. */
async function ended(people: People): Promise<{ host: Person; view: ReplayView }> {
  const { host, marcus, hers } = await together(people);
  await hers.runsCode('console.log("first");\n');
  await hers.ended("exited 0");
  await marcus.types('console.log("second");\n');
  await marcus.isSaved();
  const { entries } = await recordWith(host, "run.ended");
  const { at } = entries.find(({ event }) => event?.type === "run.ended") ?? { at: 0 };
  const note = { title: "Ran at once", content: "Before asking.", author: "Ana", moment: new Date(at).toISOString() };
  await asHost(host, "POST", "/notes", note);
  const levels = ["Guesses", "Prints", "Narrows it down", "Explains it first"];
  await asHost(host, "PUT", "/rubric", { skills: [{ name: "debugging", levels }] });
  await asHost(host, "PUT", "/scorecards/own", {
    name: "Ana",
    skills: [{ name: "Debugging", score: 3 }],
    verdict: "yes",
    comment: "Careful.",
  });
  await asHost(host, "POST", "/scorecards/own/submit");
  await marcus.page.close();
  const address = host.page.url();
  await host.page.goto(host.url);
  await asHost(host, "POST", "/end");
  await host.page.goto(`${address}/replay`);
  const view = new ReplayView(host.page);
  await view.isPrepared();
  return { host, view };
}

const test = looksBack(ended);

test("who ends the interview lands in its replay, with all that happened in each file up to the end", async ({
  people,
}) => {
  const host = await people.host({ language: "python" });
  await host.isCalled("Ana");
  await host.writes("import util\n");
  const files = new FilesView(host);
  await files.creates("util.py");
  await host.page.keyboard.type("# the last words");
  await host.isSaved();
  await host.page.getByRole("button", { name: "Host controls", exact: true }).click();
  await host.page.getByRole("button", { name: "End the interview…" }).click();
  await host.page.getByRole("dialog").getByRole("button", { name: "End the interview" }).click();
  const view = new ReplayView(host.page);
  await view.isPrepared();
  await view.press("End");
  await expect(files.open, "where it was typed").toHaveText("util.py");
  await view.shows("# the last words");
  await expect(host.page.getByRole("button", { name: /Ended by a host/ })).toBeVisible();
  await files.tabs.filter({ hasText: "main.py" }).click();
  await view.shows("import util\n");
  await host.page.getByRole("button", { name: /Ana created util\.py/ }).click();
  await files.tabs.filter({ hasText: "util.py" }).click();
  await view.shows("", "as it was created");
  await view.slider.focus(); // among tabs the key goes to the first of them
  await view.press("Home");
  await expect(files.tabs, "before there was a second").toHaveCount(0);
});

test("a note leads to its moment, and handed-in scorecards are shown", async ({ past, pastView: view }) => {
  const { host } = past;
  const record = await recordOf(host);
  const { page } = view;
  await expect(page.locator(".bar .status")).toHaveText("Ended");
  await page.getByRole("button", { name: /Ran at once/ }).click();
  const at = record.entries.findLastIndex(({ event }) => event?.type === "run.ended") + 1;
  await view.shows(textsOf(record)[at] ?? "");
  await expect(page.getByText("Before asking.")).toBeVisible();
  const card = page.getByRole("article");
  await expect(card).toContainText(/Ana\s*Yes/);
  await expect(card).toContainText("Debugging");
  await expect(card, "with what it means").toContainText("3 of 4 Narrows it down");
});

test("hosts come to their notes first, and moments scroll along from there", async ({ pastView: view }) => {
  await view.page.setViewportSize({ width: 1280, height: 480 });
  await view.page.reload();
  await view.isPrepared();
  const judge = view.page.getByRole("button", { name: "Write notes and scorecard" });
  await expect(judge).toBeInViewport({ ratio: 1 });
  await view.press("End");
  await expect(view.page.locator(".moments [aria-current=step]")).toBeInViewport({ ratio: 1 });
  await expect(judge).not.toBeInViewport();
  await view.press("Home");
  await expect(judge).toBeInViewport({ ratio: 1 });
});

test("a link shows the replay to others, read-only and without what is private, until it is withdrawn", async ({
  people,
  past,
  pastView: view,
}) => {
  const { host } = past;
  const { page } = view;
  await view.button("Share replay").click();
  await view.button("Make a link").click();
  const field = page.getByRole("textbox", { name: "Link to the replay" });
  await expect(field).toHaveValue(/\/r\/[\w-]+$/);
  const link = await field.inputValue();

  const guest = await people.arrive();
  const reading: Promise<string>[] = [];
  guest.page.on("response", (answer) => {
    if (answer.url().includes("/api/")) reading.push(answer.text().catch(() => "")); // of a page that was left
  });
  await guest.page.goto(link);
  const theirs = new ReplayView(guest.page);
  await theirs.isPrepared();
  await theirs.press("End");
  await theirs.shows(textsOf(await recordOf(host)).at(-1) ?? "");
  for (const name of ["Share replay", "Export", "Report", "Reopen"]) await expect(theirs.button(name)).toHaveCount(0);
  await expect(guest.page.getByText("Ran at once")).toHaveCount(0);
  expect((await Promise.all(reading)).join("\n")).not.toMatch(/Ran at once|Before asking|Careful/);
  await theirs.button("Copy link to this moment").click();
  await expect.poll(() => guest.page.evaluate(() => navigator.clipboard.readText())).toContain(`${link}#t=`);

  await view.button("Withdraw the link").click();
  await expect(page.getByText("The link is withdrawn.")).toBeVisible();
  people.faults.allowDeadLinks();
  await guest.page.reload();
  await expect(guest.page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});

test("the export is downloaded, and the report has an address to reload and a link for others", async ({
  people,
  regulars,
  pastView: view,
}) => {
  const { page } = view;
  // The first answers may say that the file is not ready yet.
  let refusals = 2;
  await page.route("**/export", (route) => {
    refusals -= 1;
    return refusals >= 0 ? route.fulfill({ status: 503, headers: { "Retry-After": "1" } }) : route.continue();
  });
  regulars.faults.allowBusy();
  const coming = page.waitForEvent("download");
  await view.button("Export").click();
  // A name goes where the file goes: it holds the day, and nothing that opens anything.
  expect((await coming).suggestedFilename()).toMatch(/^codesala-\d{4}-\d{2}-\d{2}\.zip$/);
  expect(refusals).toBeLessThan(0);

  const opening = page.context().waitForEvent("page");
  await view.button("Report").click();
  await page.getByRole("link", { name: "Open the report" }).click();
  const report = await opening;
  for (const when of ["opened", "reloaded"]) {
    await expect(report.locator("body"), when).toContainText('console.log("second")');
    await expect(report.locator("body"), when).not.toContainText("Before asking.");
    await expect(report, when).toHaveTitle(/Interview report$/);
    expect(await report.evaluate(() => window.opener), when).toBeNull();
    await report.reload();
  }
  expect(report.url()).toMatch(/\/s\/[\w-]+\/report$/);
  await page.getByLabel("With the private notes").check();
  await report.goto((await page.getByRole("link", { name: "Open the report" }).getAttribute("href")) ?? "");
  await expect(report.locator("body")).toContainText("Before asking.");
  await isInOrder(report, "report");
  for (const format of ["A4", "Letter"]) {
    const printed = (await report.pdf({ format })).toString("latin1");
    expect(printed.match(/\/Type \/Page\b/g), `a short session is one sheet of ${format}`).toHaveLength(1);
  }

  await view.button("Make a link").click();
  const field = page.getByRole("textbox", { name: "Link to the report" });
  await expect(field).toHaveValue(/\/report\/[\w-]+$/);
  const link = await field.inputValue();
  await page.reload();
  await view.isPrepared();
  await view.button("Report").click();
  await expect(field, "after a reload").toHaveValue(link);
  const guest = await people.arrive();
  await guest.page.goto(link);
  await expect(guest.page.locator("body")).toContainText("Careful.");
  await expect(guest.page.locator("body")).not.toContainText("Before asking.");
  await guest.page.goto(`${link}-not`);
  people.faults.allowDeadLinks();
  await expect(guest.page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});

test("a session that is reopened from its replay is live, and the host is in its room", async ({ people }) => {
  const { host, view } = await ended(people);
  await view.button("Reopen").click();
  await view.page.getByRole("button", { name: "Reopen the interview" }).click();
  await host.isInRoom();
  await host.types("// and on");
  await host.isSaved();
});

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`the replay is accessible and fits, in both themes, at ${width} px`, async ({ pastView: view }) => {
    const { page } = view;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ reducedMotion: "reduce" });
    await view.press("End");
    await isAccessible(page, "replay");
    if (width < 720) {
      const views = page.getByRole("navigation", { name: "Views" });
      for (const name of ["Console", "Moments", "Code"]) {
        await views.getByRole("button", { name }).click();
        await isAccessible(page, name);
      }
    }
    await page.getByRole("button", { name: "Marcus", exact: true }).click();
    await isAccessible(page, "one person's text");
    await view.button("Share replay").click();
    await isAccessible(page, "share");
    await view.press("Escape");
    await view.slider.focus();
    await view.press("?");
    await isAccessible(page, "keys");
  });
}

test("on a phone a thumb plays, steps and moves through time", async ({ people }) => {
  const host = await people.arrive({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const { page } = host;
  await page.goto(host.url);
  await page.getByRole("button", { name: "New session" }).tap();
  const views = page.getByRole("navigation", { name: "Views" });
  await views.getByRole("button", { name: "Code", exact: true }).tap();
  await host.isInRoom();
  await host.types("typed on a phone");
  await host.isSaved();
  const record = await recordOf(host);
  const expected = textsOf(record);
  await page.goto(`${page.url()}/replay`);
  const view = new ReplayView(page);
  await view.isPrepared();
  for (const name of ["Play", "Previous entry", "Next entry"]) {
    const box = await view.button(name).boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), name).toBeGreaterThanOrEqual(44);
  }
  const box = await view.slider.boundingBox();
  if (!box) throw new Error("no line of time");
  await page.touchscreen.tap(box.x + box.width - 1, box.y + box.height / 2);
  await view.shows(expected.at(-1) ?? "");
  await view.button("Previous entry").tap();
  await view.button("Previous entry").tap();
  await expect.poll(() => view.text()).not.toBe(expected.at(-1));
  await views.getByRole("button", { name: "Moments" }).tap();
  await expect(view.present).toHaveCount(1);
  await expect(view.editor).toBeHidden();
});

test("a host judges after the end: a note of the moment that is shown, and the scorecard", async ({ people }) => {
  const { host, view } = await ended(people);
  const pane = new NotesPane(host);
  await host.page.getByRole("button", { name: "Write notes and scorecard" }).click();
  await expect(pane.notes).toHaveCount(1);
  await host.page.getByRole("button", { name: "Back to reading" }).click();
  await host.page.keyboard.press("F2");
  await expect(pane.notes).toHaveCount(2);
  await expect(pane.notes.locator(":focus")).toHaveRole("textbox");
  await host.page.keyboard.type("Would have asked about tests. r j p"); // letters that are keys of the replay
  await expect(pane.current.getByText("Saved", { exact: true })).toBeVisible();
  await pane.scorecard.click();
  await expect(pane.region.getByRole("table"), "was submitted before the end").toBeVisible();
  await host.page.getByRole("button", { name: "Back to reading" }).click();
  await expect(host.page.getByText("Would have asked about tests. r j p"), "is not cut").toHaveCSS("overflow-y", "visible");
  const notes = (await (await asHost(host, "GET", "/notes")).json()) as { moment: string; content: string }[];
  const { entries } = await recordOf(host);
  const moments = notes.map(({ moment }) => Date.parse(moment));
  expect(Math.min(...moments)).toBeGreaterThanOrEqual((entries[0]?.at ?? 0) - 1_000);
  await host.page.keyboard.press("F2");
  await isAccessible(view.page, "judging in the replay");
});
