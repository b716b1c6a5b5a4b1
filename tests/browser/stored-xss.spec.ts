// Stored XSS: whatever people write, are called or let programs print is text, in each view, for each role and in the export.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import type { Page } from "@playwright/test";

import { ConsoleView } from "./console-view";
import { NotesPane } from "./notes-pane";
import { ReplayView } from "./replay-view";
import { expect, test } from "./support/stage";
import { unzip } from "./support/zip";

/** Short enough for names, of 40 characters. */
const IN_A_NAME = "<img src=x onerror=__hit=1><svg onload=1";
const IN_A_TITLE = `<svg onload="__hit=2"></script><script>__hit=3</script>\u202e`;
const ANYWHERE =
  '<img src=x onerror="__hit=4"><svg onload="__hit=5"></svg></title></textarea></script><script>__hit=6</script>' +
  '<a href="javascript:__hit=7">a</a> [b](javascript:__hit=8) ![c](javascript:__hit=9) [d](data:text/html,<script>__hit=10</script>) ' +
  "<javascript:__hit=11> \u202e\u001b]8;;javascript:__hit=12\u0007e\u001b]8;;\u0007\u001b[31m\u001b]0;title\u0007";
const IN_A_PATH = "javascript＜img src=x onerror=__hit=13＞&lt;img src=x&gt;'.txt";

/** What no view may have made of it. */
async function isHarmless(page: Page, view: string): Promise<void> {
  const made = await page.evaluate(() => {
    const bad = "img[src='x'], [onerror], [onload], iframe[srcdoc], [href^='javascript:' i], [src^='javascript:' i]";
    const elements = [...document.querySelectorAll(bad)].map((element) => element.outerHTML);
    const scripts = [...document.scripts].filter(({ type, text }) => !type.includes("json") && text.includes("__hit="));
    return [...elements, ...scripts.map(({ text }) => text), ...("__hit" in window ? ["it has run"] : [])];
  });
  expect(made, view).toEqual([]);
  expect(await page.evaluate(turnsRound), `${view}: words beside what is written from right to left`).toEqual([]);
}

/** In the page: lines in which other words stand beside hostile ones, with nothing that keeps the direction of both apart. */
function turnsRound(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode as Text;
    if (!/\u202e|onerror/.test(data) || parentElement?.closest("script, style, pre, textarea, .cm-editor, .stderr"))
      continue;
    let box = parentElement;
    while (box && getComputedStyle(box).display === "inline" && getComputedStyle(box).unicodeBidi === "normal")
      box = box.parentElement;
    if (box && getComputedStyle(box).display !== "inline" && box.textContent.trim() !== data.trim())
      found.push(box.textContent.trim());
  }
  return found;
}

test("nothing that is stored runs or becomes an element, for anybody, in any view or in the export", async ({
  people,
}) => {
  people.faults.allowBusy(); // while the export is made
  const host = await people.arrive({ viewport: { width: 1440, height: 900 } });
  const { page, url } = host;
  const post = async (path: string, data: object, headers: Record<string, string> = {}) => {
    const answer = await page.request.post(`${url}${path}`, { data, headers });
    expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
    return (await answer.json()) as Record<string, string>;
  };
  const skills = [{ name: IN_A_TITLE, levels: [IN_A_TITLE, IN_A_TITLE, IN_A_TITLE, IN_A_TITLE] }];
  const library = await post("/api/libraries", { name: IN_A_TITLE });
  const content = {
    ...{ title: IN_A_TITLE, slug: "hostile", tags: [IN_A_NAME], statements: { en: ANYWHERE }, guide: ANYWHERE, skills },
    ...{ license: IN_A_NAME, authors: [IN_A_TITLE], source: "javascript:__hit=14" },
    tests: { cases: [{ kind: "io", id: "one", is_visible: true, stdin: ANYWHERE, stdout: ANYWHERE }] },
  };
  const libraryHost = { Authorization: `Bearer ${library.edit_token}` };
  const question = (await post(
    `/api/libraries/${library.library_id}/questions`,
    { content },
    libraryHost,
  )) as unknown as {
    summary: { question_id: string };
  };
  const made = await post(
    "/api/sessions",
    {
      ...{ title: IN_A_TITLE, language: "javascript", initial_code: ANYWHERE, guide: ANYWHERE, rubric: skills },
      files: [{ path: IN_A_PATH, text: ANYWHERE }],
      questions: [{ library_id: library.library_id, question_id: question.summary.question_id, is_shown: true }],
    },
    { "Codesala-Library": library.edit_token ?? "" },
  );

  const dialogs: string[] = [];
  const tells = (told: Page) => {
    told.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.accept();
    });
    return told;
  };
  tells(page);
  await page.goto(library.edit_url ?? "");
  await page
    .getByRole("button", { name: /^(Edit|Read|Change): / })
    .first()
    .click();
  await page.getByRole("button", { name: "Preview: English" }).click();
  await expect(page.locator(".preview")).toContainText("__hit=4");
  await isHarmless(page, "library");

  await page.goto(`${url}/h/${made.host_token}`);
  await host.isInRoom();
  await host.isCalled(IN_A_NAME);
  const candidate = await people.candidate(made.share_url ?? "", IN_A_NAME.slice(0, -1));
  const observer = await people.candidate(made.observer_url ?? "", IN_A_NAME.slice(0, -2));
  for (const person of [candidate, observer]) tells(person.page);
  const run = new ConsoleView(host);
  await run.runsCode(
    `console.log(${JSON.stringify(ANYWHERE)}); console.error(${JSON.stringify(ANYWHERE)});\n//${ANYWHERE}`,
  );
  await run.ended("exited 0");
  const notes = new NotesPane(host);
  await notes.opens();
  await expect(notes.notes, "the guide").toHaveCount(1);
  await notes.takes(ANYWHERE.replaceAll("\u001b", "").replaceAll("\u0007", ""));
  await expect(notes.region.getByText("Saved", { exact: true }).first()).toBeVisible();
  await notes.scorecard.click();
  await notes.region.getByRole("textbox", { name: "Comment" }).fill(ANYWHERE);
  await notes.region.getByRole("radio", { name: "Strong yes" }).check();
  await notes.submits();
  await expect(notes.region).toContainText("__hit=4");
  for (const [role, person] of Object.entries({ host, candidate, observer })) {
    await expect(new ConsoleView(person).last, role).toContainText("__hit=4");
    await expect(person.page.getByRole("region", { name: "Questions" }), role).toContainText("__hit=4");
    await isHarmless(person.page, `room, ${role}`);
    await person.page.reload();
    await person.isInRoom();
    await expect(person.page.getByRole("region", { name: "Questions" }), role).toContainText("__hit=4");
    await isHarmless(person.page, `room once more, ${role}`);
  }
  await host.interview();
  await page.getByRole("button", { name: "Links" }).click();
  await isHarmless(page, "links");
  await page.keyboard.press("Escape");

  await host.ends();
  for (const [role, person] of Object.entries({ candidate, observer })) {
    await expect(person.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();
    await isHarmless(person.page, `ended, ${role}`);
  }
  const replay = new ReplayView(page);
  await replay.isPrepared();
  await replay.press("End");
  await expect(replay.past).toContainText("__hit=4");
  await isHarmless(page, "replay");
  const folder = mkdtempSync(join(tmpdir(), "codesala-hostile-"));
  try {
    const coming = page.waitForEvent("download");
    await replay.button("Export").click();
    await (await coming).saveAs(join(folder, "export.zip"));
    unzip(join(folder, "export.zip"), folder);
    const opening = page.context().waitForEvent("page");
    await replay.button("Report").click();
    await page.getByLabel("With the private notes").check();
    await page.getByRole("link", { name: "Open the report" }).click();
    const report = tells(await opening);
    await expect(report.locator("body")).toContainText("__hit=4");
    await isHarmless(report, "report");
    const address = pathToFileURL(join(folder, "replay.html")).href;
    const reader = await people.arrive({ offline: true, url: address });
    tells(reader.page);
    await reader.page.goto(address);
    const player = new ReplayView(reader.page);
    await player.isPrepared();
    await player.press("End");
    await expect(player.past).toContainText("__hit=4");
    await isHarmless(reader.page, "the export's player");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await page.goto(url);
  await expect(page.getByRole("heading", { name: "Your sessions" })).toBeVisible();
  await isHarmless(page, "start page");
  expect(dialogs).toEqual([]);
});
