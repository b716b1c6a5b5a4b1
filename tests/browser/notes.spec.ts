// Hosts' private notes and scorecards, as hosts see them, and that nobody else ever gets any of it.
import { colleague, NotesPane, storedIn } from "./notes-pane";
import { isAccessible } from "./support/axe";
import { holds } from "./support/network";
import { builtFrom } from "./support/parts";
import { expect, test } from "./support/stage";

test("one key takes a note, again and again, saved as it is typed, and never types into the code", async ({
  people,
}) => {
  const host = await people.host();
  const pane = new NotesPane(host);
  const before = await host.code();
  const width = () => host.editor.evaluate((text) => text.getBoundingClientRect().width);
  const widthBefore = await width();
  await host.editor.focus();

  await pane.takes("asked about empty input?");
  await pane.areSaved();
  await expect(pane.newest, "a question mark is one").toHaveValue("asked about empty input?");
  expect(await width(), "the code has not moved").toBe(widthBefore);
  await pane.takes("named the complexity");
  await pane.areSaved();
  await pane.scorecard.click();
  await pane.region.getByLabel("Comment").focus();
  await host.page.keyboard.press("F2");
  await expect(pane.newest, "from the scorecard as well").toBeFocused();
  await host.page.keyboard.press("F2");
  await expect(pane.newest, "an empty note is begun once").toBeFocused();
  await host.page.keyboard.press("Escape");
  await expect(host.editor).toBeFocused();
  expect(await host.code(), "nothing was typed into the code").toBe(before);
  await pane.region.getByRole("button", { name: "Notes" }).click();

  await pane.newest.focus();
  await host.page.keyboard.press("Shift+F2");
  await expect(pane.region, "before the screen is shared").toBeHidden();
  await host.page.keyboard.type("about the candidate");
  expect(await host.code(), "what follows goes nowhere").toBe(before);
  await host.page.keyboard.press("Shift+F2");
  await expect(pane.newest, "not into the note either").toHaveValue("");

  expect(await storedIn(host.page), "what is saved is not kept in the browser").not.toContain("empty input");
  await host.page.reload();
  await host.isInRoom();
  await pane.opens();
  await expect(pane.notes).toHaveCount(2);
  await expect(pane.newest).toHaveValue("named the complexity");
  await expect(pane.notes.first().getByRole("link")).toHaveAttribute("href", /\/s\/[^/]+\/replay#at=\d{13}$/);
  await expect(pane.notes.first().getByRole("link")).toHaveText(/^\d\d:\d\d:\d\d$/);

  const opening = host.page.waitForEvent("popup");
  await pane.notes.first().getByRole("link").click();
  await expect((await opening).getByRole("slider", { name: "Timeline" })).toBeVisible();
});

test("notes and scorecard are saved by the new link when the hosts' link was replaced", async ({ people }) => {
  const host = await people.host();
  const pane = new NotesPane(host);
  await pane.opens();
  await pane.takes("before");
  await pane.areSaved();
  await host.replacesTheHostsLink();
  await pane.takes("after");
  await pane.areSaved();
  await expect(pane.notes).toHaveCount(2);
  await pane.scorecard.click();
  await pane.region.getByLabel("Comment").fill("solid");
  await pane.region.getByRole("radio", { name: "Strong yes" }).check();
  await pane.submits();
});

test("what is typed right after the key is the note's, also while the pane is still loading", async ({ people }) => {
  const host = await people.host();
  const release = await holds(host.page, `**/${builtFrom("panes/notes/Notes.svelte")}`);
  await host.writes("shared");
  await host.page.keyboard.press("F2");
  await host.page.keyboard.type("private, and ");
  release();
  const pane = new NotesPane(host);
  await expect(pane.newest).toBeFocused();
  await host.page.keyboard.type("whole");
  await expect(pane.newest).toHaveValue("private, and whole");
  await pane.areSaved();
  expect(await host.code()).toBe("shared");
});

test("candidates and observers get no byte of notes or scorecards, and not the page's part for them", async ({
  people,
}) => {
  const host = await people.arrive();
  await host.createsSession(); // this browser has the observers' link
  const [candidate, observer] = [await people.arrive(), await people.arrive()];
  const received: string[] = [];
  const asked: Record<"host" | "guest", string[]> = { host: [], guest: [] };
  host.page.on("request", (request) => asked.host.push(request.url()));
  const reading: Promise<unknown>[] = [];
  for (const { page } of [candidate, observer]) {
    page.on("request", (request) => asked.guest.push(request.url()));
    page.on("response", (response) => {
      const body = response.text().then(
        (text) => received.push(text),
        () => undefined, // a redirect, or the page went on
      );
      reading.push(body);
    });
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => received.push(payload.toString("latin1"))),
    );
  }
  await candidate.joins(await host.shareLink(), "Marcus");
  await observer.page.goto(await host.observerLink());
  await observer.page.getByRole("textbox", { name: "Your name" }).fill("Olga");
  await observer.page.keyboard.press("Enter");
  await observer.isInRoom();
  await host.page.keyboard.press("Escape");

  const pane = new NotesPane(host);
  await host.editor.focus();
  await pane.takes("canary-in-a-note");
  await pane.areSaved();
  await pane.scorecard.click();
  await pane.region.getByLabel("Comment").fill("canary-in-a-card");
  await pane.region.getByRole("radio", { name: "Strong yes" }).check();
  await pane.submits();
  for (const guest of [candidate, observer]) {
    await guest.editor.focus();
    await guest.page.keyboard.press("F2");
    await expect(guest.page.getByRole("button", { name: "Private" })).toHaveCount(0);
  }
  await host.writes("told to all");
  await candidate.sees("told to all");
  await observer.sees("told to all");
  await Promise.all(reading);

  const chunk = builtFrom("panes/notes/Notes.svelte");
  expect(
    asked.host.filter((url) => url.endsWith(chunk)),
    "the pane is a chunk of its own",
  ).toHaveLength(1);
  expect(asked.guest.filter((url) => url.endsWith(chunk) || /\/(notes|scorecards)/.test(url))).toEqual([]);
  const holding = (words: string) => received.filter((text) => text.includes(words)).length;
  expect(holding("told to all"), "what they got was looked at").toBeGreaterThanOrEqual(2);
  expect(holding("canary")).toBe(0);
  for (const { page } of [candidate, observer]) {
    expect((await page.content()) + (await storedIn(page))).not.toContain("canary");
  }
});

test("without the server a note is kept, closing warns, and it is saved when the server answers", async ({
  people,
}) => {
  people.faults.allowOutages();
  const host = await people.host();
  const { page } = host;
  const pane = new NotesPane(host);
  await pane.opens();
  await page.route("**/notes*", (route) => route.abort("connectionrefused"));
  await pane.takes("written in a tunnel");
  await expect(pane.notes.getByText("Not saved: no answer")).toBeVisible();
  await expect(pane.region.getByRole("status").first()).toContainText("Not saved");

  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept(); // at once: later the browser may have closed it itself
  });
  await page.reload();
  expect(asked).toEqual(["beforeunload"]);
  await host.isInRoom();
  await pane.opens();
  await expect(pane.newest).toHaveValue("written in a tunnel");

  await page.unroute("**/notes*");
  const tryNow = pane.region.getByRole("button", { name: "Try now" });
  await tryNow
    .or(pane.region.getByText("Saved", { exact: true }))
    .first()
    .click(); // or it was by itself
  await pane.areSaved();
  expect(await storedIn(page)).not.toContain("tunnel");
});

test("two hosts who change one note lose no word of either", async ({ people }) => {
  people.faults.allowConflicts();
  const host = await people.host();
  const other = await colleague(people, host, "Bo");
  const [mine, theirs] = [new NotesPane(host), new NotesPane(other)];
  await mine.opens();
  await mine.takes("start");
  await mine.areSaved();
  await theirs.opens();
  await expect(theirs.newest).toHaveValue("start");

  await theirs.newest.fill("their words");
  await theirs.areSaved();
  await mine.newest.fill("my words");
  await expect(mine.region.getByText("Another host changed this note meanwhile")).toBeVisible();
  await expect(mine.region.getByRole("blockquote")).toContainText("their words");
  await mine.region.getByRole("button", { name: "Keep both" }).click();
  await expect(mine.newest).toHaveValue("their words\n\nmy words");
  await mine.areSaved();
  await expect(theirs.newest, "and the other host sees it come").toHaveValue("their words\n\nmy words");
});

test("a note is deleted without a question, and comes back by Undo", async ({ people }) => {
  const host = await people.host();
  const pane = new NotesPane(host);
  await pane.opens();
  await pane.takes("not to be lost");
  await pane.areSaved();
  const time = await pane.notes.getByRole("link").textContent();

  await pane.region.getByRole("button", { name: /^Delete the note/ }).click();
  await expect(pane.notes).toHaveCount(0);
  await expect(pane.region.getByRole("button", { name: "Undo" })).toBeFocused();
  await expect(pane.region.getByRole("button", { name: "Dismiss" }), "it is gone from the server").toBeVisible();
  await host.page.keyboard.press("Enter");
  await expect(pane.newest).toHaveValue("not to be lost");
  await expect(pane.newest).toBeFocused();
  await pane.areSaved();
  await host.page.reload();
  await host.isInRoom();
  await pane.opens();
  await expect(pane.newest).toHaveValue("not to be lost");
  await expect(pane.notes.getByRole("link")).toHaveText(time ?? "");
});

test("limits are told before they are reached, and nothing is cut off", async ({ people }) => {
  const host = await people.host();
  const pane = new NotesPane(host);
  await pane.opens();
  await host.page.keyboard.press("F2");
  const title = pane.region.getByRole("textbox", { name: "Title of the note" });
  await title.fill("x".repeat(70));
  await expect(pane.region.getByText("of 100 characters")).toBeHidden();
  await title.fill("x".repeat(90));
  await expect(pane.region.getByText("90 of 100 characters")).toBeVisible();
  await title.fill("x".repeat(101));
  await expect(pane.region.getByRole("alert")).toContainText("too long to be saved");
  await expect(title).toHaveValue("x".repeat(101));
  await title.fill("short");
  await pane.areSaved();
});

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`notes and scorecards are accessible and fit, in both themes, at ${width} px`, async ({ people }) => {
    const host = await people.arrive({ viewport: { width, height }, reducedMotion: "reduce" });
    const { page } = host;
    await page.goto(host.url);
    await page.getByRole("button", { name: "New session" }).click();
    await expect(page.getByText("Only you are here")).toBeVisible();
    const pane = new NotesPane(host);
    if (width < 720)
      await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Private" }).click();
    else await pane.opens();
    await expect(pane.region.getByText("Only hosts can see this.")).toBeVisible();
    await expect(pane.region.getByText("Press F2"), "phones have no such key").toBeVisible({ visible: width >= 720 });
    await isAccessible(page, "no notes");
    await pane.takes("one note");
    await pane.region.getByRole("button", { name: "New note" }).click();
    await expect(pane.notes).toHaveCount(2);
    await pane.newest.fill("another note");
    await pane.areSaved();
    await pane.region
      .getByRole("button", { name: /^Delete the note/ })
      .first()
      .click();
    await expect(pane.region.getByRole("button", { name: "Dismiss" })).toBeVisible();
    await isAccessible(page, "notes");
    await pane.scorecard.click();
    await pane.skill("Testing").getByRole("radio", { name: "2 Mixed" }).check();
    await pane.region.getByRole("radio", { name: "Strong yes" }).check();
    await isAccessible(page, "scorecard");
    await pane.submits();
    await isAccessible(page, "submitted");
  });
}

test("notes speak Spanish to who does", async ({ people }) => {
  const host = await people.arrive({ locale: "es-ES" });
  await host.page.goto(host.url);
  await host.page.getByRole("button", { name: "Nueva sesión" }).click();
  await expect(host.editor).toBeVisible();
  await host.page.getByRole("button", { name: "Privado", exact: true }).first().click();
  await expect(host.page.getByText("Solo los anfitriones pueden ver esto.")).toBeVisible();
});
