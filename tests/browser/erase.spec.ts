// Hosts erase a person in the replay: asked with what the server says would go, and shown as erased afterwards.
import { together } from "./console-view";
import { recordOf, replayOf, ReplayView } from "./replay-view";
import { isAccessible } from "./support/axe";
import { holds } from "./support/network";
import { longerEachTime } from "./support/patience";
import type { Person } from "./support/people";
import { expect, type People, test } from "./support/stage";

class PeopleDialog {
  constructor(readonly view: ReplayView) {}

  get opener() {
    return this.view.page.getByRole("button", { name: "People and privacy" });
  }

  get box() {
    return this.view.page.getByRole("dialog");
  }

  get heading() {
    return this.box.getByRole("heading");
  }

  get entries() {
    return this.box.getByRole("listitem");
  }

  button(name: string) {
    return this.box.getByRole("button", { name, exact: true });
  }

  /** The servers let three seconds pass after what was written last: until then they refuse. */
  async erases(): Promise<void> {
    const longer = longerEachTime(1_000);
    await expect(async () => {
      const [timeout, button] = [longer(), this.button("Erase for good")];
      // It is away as soon as the server has done it, also between two looks.
      if ((await button.isVisible()) && (await button.isEnabled({ timeout }))) await button.click({ timeout });
      await expect(this.heading).toHaveText("People and privacy", { timeout });
    }).toPass();
  }
}

/** The replay of an ended session, in which Marcus wrote and ran a program, and Ana a line. */
async function ended(people: People): Promise<{ host: Person; dialog: PeopleDialog }> {
  const { host, marcus, hers, his } = await together(people);
  await his.runsCode('console.log("said " + "aloud");\n');
  await hers.ended("exited 0");
  await host.types("// from Ana");
  await host.isSaved();
  await marcus.page.close();
  const address = host.page.url();
  const { sessionId, hostToken } = await host.ownSession();
  await host.page.goto(host.url);
  const headers = { Authorization: `Bearer ${hostToken}` };
  const answer = await fetch(`${host.url}/api/sessions/${sessionId}/end`, { method: "POST", headers });
  expect(answer.status).toBe(200);
  await host.page.goto(`${address}/replay`);
  const view = new ReplayView(host.page);
  await view.isPrepared();
  people.faults.allowConflicts();
  return { host, dialog: new PeopleDialog(view) };
}

async function isAccessibleInAllWidths({ view: { page } }: PeopleDialog, step: string): Promise<void> {
  await page.emulateMedia({ reducedMotion: "reduce" });
  for (const width of [390, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await isAccessible(page, step);
  }
}

test("who is erased with their text kept is nowhere named, and the text replays as before", async ({ people }) => {
  const { host, dialog } = await ended(people);
  const { page } = dialog.view;
  await dialog.view.press("End");
  const whole = await dialog.view.text();
  await dialog.opener.press("Enter");
  await expect(dialog.entries).toHaveCount(2);
  const his = dialog.entries.filter({ hasText: "Marcus" });
  await expect(his).toContainText(/Candidate.*\d+:\d\d.*\d+ characters typed or pasted/s);
  await isAccessibleInAllWidths(dialog, "people");

  await dialog.button("Erase Marcus…").press("Enter");
  await expect(dialog.heading).toHaveText("Erase Marcus?");
  await expect(dialog.heading).toBeFocused();
  await expect(dialog.box.getByRole("radio", { name: "Keep the text" })).toBeChecked();
  await expect(dialog.box).toContainText(/\d+ characters that they typed: kept/);
  await expect(dialog.box).toContainText("the output and input of 1 run.");
  await expect(dialog.box).toContainText("This cannot be undone.");
  await expect(dialog.box, "which can be done").toContainText(
    "Change notes beside the replay, and the rest in the room",
  );
  await isAccessibleInAllWidths(dialog, "question");

  let isFirst = true;
  await page.route("**/erase", (route) => {
    const refuses = isFirst;
    isFirst = false;
    return refuses ? route.fulfill({ status: 409, json: { detail: "Not yet." } }) : route.continue();
  });
  await dialog.button("Erase for good").press("Enter");
  await expect(dialog.box.getByRole("alert")).toContainText("Nothing was erased.");
  expect(JSON.stringify(await recordOf(host))).toContain("Marcus");

  const answer = await holds(page, "**/api/links/*/replay");
  await dialog.erases();
  await expect(dialog.box.getByRole("status")).toHaveText("Marcus is erased. The export is being made anew.");
  await expect(dialog.entries.filter({ hasText: "Erased person" })).toHaveCount(1);
  await expect(dialog.button("Erase Ana…")).toBeVisible();
  await expect(dialog.box.getByRole("button", { name: /^Erase/ })).toHaveCount(1);
  await dialog.view.press("Escape");
  await expect(dialog.box).toHaveCount(0);
  answer();
  await expect(dialog.opener, "which went with the former replay and came with this one").toBeFocused();

  await dialog.view.isPrepared();
  await expect(page.getByText("Marcus")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Erased person", exact: true })).toBeVisible();
  await dialog.view.press("End");
  await dialog.view.shows(whole);
  expect(JSON.stringify(await recordOf(host))).not.toContain("Marcus");
});

test("who is erased with their text leaves neither name, text nor output in the replay", async ({ people }) => {
  const { host, dialog } = await ended(people);
  const { page } = dialog.view;
  await dialog.view.press("End");
  await expect(dialog.view.past).toContainText("said aloud");
  await dialog.opener.click();
  await dialog.button("Erase Marcus…").click();
  await dialog.box.getByText("Remove the text too").click();
  await dialog.erases();
  await dialog.button("Close").click();

  await dialog.view.isPrepared();
  await dialog.view.press("End");
  await expect.poll(() => dialog.view.text()).toContain("// from Ana");
  expect(await dialog.view.text()).not.toContain("console.log");
  await expect(page.getByText("Marcus")).toHaveCount(0);
  await expect(dialog.view.past).not.toContainText("said aloud");
  expect(JSON.stringify(await recordOf(host))).not.toMatch(/Marcus|said aloud/);
});

test("in a live session people are listed and cannot be erased yet; without a line it can be tried again", async ({
  people,
}) => {
  people.faults.allowOutages();
  const host = await people.host();
  await host.types("# hello");
  const view = await replayOf(host);
  await view.page.route("**/participants", (route) => route.abort("connectionrefused"));
  await view.page.getByRole("button", { name: "People and privacy" }).click();
  const box = view.page.getByRole("dialog");
  await expect(box.getByRole("alert")).toHaveText("The server did not answer. Is the connection there?");
  await view.page.unroute("**/participants");
  await box.getByRole("button", { name: "Try again" }).click();
  await expect(box).toContainText("The session is live. People can be erased once it has ended.");
  await expect(box.getByRole("listitem")).toHaveCount(1);
  await expect(box.getByRole("button", { name: /^Erase/ })).toHaveCount(0);
});
