// Pictures of every screen: `npm run screenshots` puts the README's into docs/images and the others beside the test
// results, to be looked at.
import { join, resolve } from "node:path";

import type { Page } from "@playwright/test";

import { ReplayView } from "./replay-view";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

const IMAGES = resolve(__dirname, "../../docs/images");
const OTHERS = resolve(__dirname, "../../frontend/test-results/screenshots");
const IN_DOCS = ["room.png", "room-dark.png", "room-phone.png", "replay.png"];

const SIZES = [
  { name: "", width: 1440, height: 900 },
  { name: "-tablet", width: 1024, height: 768 },
  { name: "-phone", width: 390, height: 844 },
];

const CODE = `def two_sum(numbers: list[int], target: int) -> tuple[int, int] | None:
    """The places of the two numbers that add up to target."""
    seen: dict[int, int] = {}
    for place, number in enumerate(numbers):
        other = target - number
        if other in seen:
            return seen[other], place
        seen[number] = place
    return None


print(two_sum([2, 7, 11, 15], target=9))

# Marcus: what if the list is sorted? Then two pointers do.`;

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const folder = IN_DOCS.includes(name) ? IMAGES : OTHERS;
  await page.screenshot({ path: join(folder, name), animations: "disabled", caret: "hide" });
}

/** With the label of the candidate's caret shown, which fades soon after a move. */
async function shootTogether(host: Person, candidate: Person, name: string): Promise<void> {
  await candidate.types("w");
  await candidate.page.keyboard.press("Backspace");
  await expect(host.carets.last()).toHaveClass(/is-labelled/);
  await shoot(host.page, name);
}

for (const theme of ["light", "dark"] as const) {
  test(`pictures of all screens, ${theme}`, async ({ people }) => {
    test.setTimeout(120_000);
    people.faults.allowDeadLinks();
    const options = { colorScheme: theme, viewport: { width: 1440, height: 900 } };
    const end = theme === "dark" ? "-dark" : "";
    const host = await people.arrive(options);
    const each = async (page: Page, screen: string, before?: () => Promise<void>) => {
      for (const { name, width, height } of SIZES) {
        await page.setViewportSize({ width, height });
        await before?.();
        await shoot(page, `${screen}${name}${end}.png`);
      }
      await page.setViewportSize(options.viewport);
    };

    await host.page.goto(`${host.url}/s/nowhere-nowhere-nowhere`);
    await expect(host.page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await each(host.page, "dead");
    await host.page.goto(host.url);
    await expect(host.page.getByRole("button", { name: "New session" })).toBeVisible();
    await each(host.page, "home");
    await host.createsSession();
    await host.page.getByRole("textbox", { name: "Title of the session" }).fill("Backend interview");
    await host.page.keyboard.press("Enter");
    await host.isCalled("Ana Ruiz");
    await each(host.page, "alone");

    const candidate = await people.arrive(options);
    await candidate.page.goto(await host.shareLink());
    await expect(candidate.page.getByRole("button", { name: "Join" })).toBeVisible();
    await each(candidate.page, "join");
    await candidate.joins(candidate.page.url(), "Marcus Lee");
    const observer = await people.arrive(options);
    await observer.page.goto(await host.observerLink());
    await observer.page.getByRole("textbox", { name: "Your name" }).fill("Olga");
    await observer.page.keyboard.press("Enter");
    await expect(observer.editor).toBeVisible();
    await host.page.keyboard.press("Escape");
    await host.writes(CODE);
    await host.page.keyboard.press("ControlOrMeta+Home");
    await candidate.sees("two pointers");
    await expect(host.chip).toHaveText("Saved");

    const questions = host.page.getByRole("region", { name: "Questions" });
    await host.page.getByRole("button", { name: "Host controls", exact: true }).click();
    await host.page.getByRole("button", { name: "Questions…" }).click();
    await questions.getByRole("listitem").filter({ hasText: "Two that add up" }).getByText("Prepare").click();
    await questions.getByRole("button", { name: "Show to everybody" }).click();
    await expect(candidate.page.getByRole("region", { name: "Questions" })).toBeVisible();
    await shootTogether(host, candidate, `room${end}.png`);
    await questions.getByRole("button", { name: "Close" }).click();

    const views = host.page.getByRole("navigation", { name: "Views" });
    for (const { name, width, height } of SIZES) {
      await host.page.setViewportSize({ width, height });
      if (width < 720) await views.getByRole("button", { name: "Code", exact: true }).click();
      if (name) await shootTogether(host, candidate, `room${name}${end}.png`);
      for (const card of ["Share", "Settings"]) {
        await host.page.getByRole("button", { name: card, exact: true }).click();
        await shoot(host.page, `${card.toLowerCase()}${name}${end}.png`);
        await host.page.keyboard.press("Escape");
      }
    }
    await views.getByRole("button", { name: /People/ }).click();
    await shoot(host.page, `people-phone${end}.png`);
    await each(observer.page, "observer");
  });
}

for (const theme of ["light", "dark"] as const) {
  test(`pictures of questions, a library and practice, ${theme}`, async ({ people }) => {
    test.setTimeout(300_000);
    const options = { colorScheme: theme, viewport: { width: 1440, height: 900 } };
    const end = theme === "dark" ? "-dark" : "";
    const each = async (page: Page, screen: string, look?: () => Promise<void>) => {
      for (const { name, width, height } of SIZES) {
        await page.setViewportSize({ width, height });
        await look?.();
        await shoot(page, `${screen}${name}${end}.png`);
      }
      await page.setViewportSize(options.viewport);
    };
    const host = await people.host({ language: "python", ...options });
    const { page } = host;
    const candidate = await people.candidate(await host.shareLink(), "Marcus Lee", options);
    const pane = page.getByRole("region", { name: "Questions" });
    const openPane = (person: Person) => async () => {
      const button = person.page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Question" });
      const tab = person.page.getByRole("tab", { name: "Question" });
      for (const one of [button, tab]) if (await one.isVisible()) await one.click();
    };
    await page.getByRole("button", { name: "Host controls", exact: true }).click();
    await page.getByRole("button", { name: "Questions…" }).click();
    await expect(pane.getByRole("button", { name: "Preview: The newest version" })).toBeVisible();
    await each(page, "questions-search", openPane(host));
    await pane.getByRole("button", { name: "Prepare: The newest version" }).click();
    await host.language.selectOption("sql");
    await expect(pane.getByText("These tests call a function.")).toBeVisible();
    await each(page, "questions-prepared", openPane(host));
    await host.language.selectOption("python");
    await pane.getByRole("button", { name: "Show to everybody" }).click();
    await expect(candidate.page.getByRole("region", { name: "Questions" })).toBeVisible();
    await pane.getByRole("button", { name: "Put its starter into the session" }).click();
    await candidate.sees("def newest_version");
    await candidate.page.getByRole("button", { name: "Run the examples" }).click();
    await expect(candidate.page.getByRole("region", { name: "Examples" }).getByRole("status")).toContainText("passed");
    await each(page, "questions-host", openPane(host));
    await each(candidate.page, "questions-candidate", openPane(candidate));

    await page.goto(`${host.url}/l/samples`);
    await expect(page.getByText("Way through a grid")).toBeVisible();
    await each(page, "library");
    await page.goto(`${host.url}/l/new`);
    await page.getByRole("textbox", { name: "Name" }).fill("Backend team");
    await page.getByRole("button", { name: "Create" }).click();
    await each(page, "library-links");
    await page.getByRole("button", { name: "Open the library" }).click();
    const zip = Buffer.from(await (await fetch(`${host.url}/api/libraries/samples/package`)).arrayBuffer());
    const file = { name: "samples.zip", mimeType: "application/zip", buffer: zip };
    await page.getByLabel("Import packages (zip)").setInputFiles(file);
    await expect(page.getByRole("button", { name: /^Import \d+ questions$/ })).toBeVisible();
    await each(page, "library-import");
    await page.getByRole("button", { name: /^Import \d+ questions$/ }).click();
    await page.getByRole("button", { name: "Edit: Way through a grid" }).click();
    await expect(page.getByRole("button", { name: "Save as a version" })).toBeVisible();
    await each(page, "library-editor");
    await each(page, "library-editor-end", () => page.getByText("Versions", { exact: true }).scrollIntoViewIfNeeded());

    const other = await people.arrive(options);
    await other.page.goto(candidate.page.url());
    await other.page.getByRole("textbox", { name: "Your name" }).fill("Marcus");
    await each(other.page, "practice-offer");
    await other.page.getByRole("button", { name: "Try it out first" }).click();
    await other.isInRoom();
    await expect(other.page.getByRole("region", { name: "Practice" })).toBeVisible();
    await each(other.page, "practice");
  });
}

test("pictures of a cut line", async ({ people, ownNode }) => {
  const host = await people.host({ viewport: { width: 1440, height: 900 } });
  await ownNode.kill();
  await host.types("typed offline");
  await expect(host.banner).toBeVisible();
  await shoot(host.page, "offline.png");
  await host.page.setViewportSize({ width: 390, height: 844 });
  await host.page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Code", exact: true }).click();
  await shoot(host.page, "offline-phone.png");
  await host.page.setViewportSize({ width: 1440, height: 900 });
  await host.page.keyboard.press("Escape");
  await host.page.getByRole("heading", { name: /People/ }).click();
  await host.page.keyboard.press("?");
  await shoot(host.page, "keyboard.png");
});

test("pictures of an interview's end and its replay", async ({ people }) => {
  test.setTimeout(120_000);
  const host = await people.host({ viewport: { width: 1440, height: 900 } });
  await host.isCalled("Ana Ruiz");
  const candidate = await people.candidate(await host.shareLink(), "Marcus Lee");
  await host.writes("# Two numbers that add up to a target: where are they?\n");
  await candidate.sees("where are they?");
  await candidate.editor.focus();
  await candidate.page.keyboard.press("ControlOrMeta+End");
  for (const line of CODE.split(/(?<=\n)/)) await candidate.page.keyboard.insertText(line);
  await candidate.page.keyboard.press("ControlOrMeta+Enter");
  await expect(host.page.getByRole("log")).toContainText("exited 0", { timeout: 60_000 });
  await host.page.keyboard.press("F2");
  await host.page.keyboard.type("Found the hash map at once; asked about duplicates.");
  await expect(host.page.getByRole("region", { name: "Private" }).getByText("Saved", { exact: true })).toBeVisible();
  await shoot(host.page, "notes.png");
  await host.page.getByRole("button", { name: "Host controls", exact: true }).click();
  await shoot(host.page, "interview.png");
  await host.page.getByRole("button", { name: "End the interview…" }).click();
  await shoot(host.page, "end.png");
  await host.page.getByRole("dialog").getByRole("button", { name: "End the interview" }).click();
  const replay = new ReplayView(host.page);
  await replay.isPrepared();
  await replay.press("End");
  for (let step = 0; step < 3; step += 1) await replay.press("ArrowLeft"); // before the end, and before they left
  await shoot(host.page, "replay.png");
  await host.page.emulateMedia({ colorScheme: "dark" });
  await shoot(host.page, "replay-dark.png");
  await host.page.setViewportSize({ width: 390, height: 844 });
  await shoot(host.page, "replay-phone-dark.png");
});
