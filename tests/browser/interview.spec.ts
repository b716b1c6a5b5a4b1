// A whole interview as its people live it: three browsers, two servers, one PostgreSQL and one Redis.
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

import { ConsoleView, speaks } from "./console-view";
import { recordOf, ReplayView, textsOf } from "./replay-view";
import { Cluster } from "./support/cluster";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

test.use({ savesData: false });

const ROOT = resolve(__dirname, "../..");
const NOTE = "asks good questions";

/** The card of what only hosts may do. */
async function interviewCard(host: Person) {
  const button = host.page.getByRole("button", { name: "Host controls", exact: true });
  if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
  return host.page.getByRole("group", { name: "Host controls" });
}

async function knocks(person: Person, link: string, name: string): Promise<void> {
  await person.page.goto(link);
  await person.page.getByRole("textbox", { name: "Your name" }).fill(name);
  await person.page.keyboard.press("Enter");
}

/** Each text that is another than the one before it. */
const changes = (texts: string[]): string[] => texts.filter((text, index) => text !== texts[index - 1]);

test("an interview: lobby, code, run, note, lock, removal, end, replay, export, reopening", async ({ people }) => {
  people.faults.allowBusy(); // the export, until it is made
  const cluster = await Cluster.open();
  try {
    // Ana is on the first server; Marcus and Olga come to the second.
    people.url = cluster.first.url;
    const there = cluster.second.url;
    const ana = await people.arrive();
    await ana.createsSession();
    await ana.isCalled("Ana");
    const link = (await ana.shareLink()).replace(cluster.first.url, there);
    const watchLink = (await ana.observerLink()).replace(cluster.first.url, there);
    await ana.page.keyboard.press("Escape");
    await speaks(ana, "javascript");
    await ana.turns("Lobby", true);

    const marcus = await people.arrive({ url: there });
    await knocks(marcus, link, "Marcus");
    await expect(marcus.page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
    await ana.page.getByRole("button", { name: "Let Marcus in" }).click();
    await marcus.isInRoom();
    const olga = await people.arrive({ url: there });
    await olga.joins(watchLink, "Olga");
    await expect(ana.list).toHaveCount(3);

    // They write, and Marcus runs it; all see the output.
    await ana.writes("// two numbers\n");
    await marcus.seesExactly("// two numbers\n");
    await marcus.types('console.log("sum", 1 + 2);\n');
    await ana.sees("1 + 2");
    const [hers, his, watched] = [new ConsoleView(ana), new ConsoleView(marcus), new ConsoleView(olga)];
    await marcus.editor.focus();
    await his.pressKey();
    for (const view of [hers, his, watched]) await view.printed("sum 3\n");

    // Ana takes a note, locks the editor, and lifts the lock.
    await ana.editor.focus();
    await ana.page.keyboard.press("F2");
    const note = ana.page.getByRole("region", { name: "Private" }).getByRole("textbox", { name: "Note", exact: true });
    await expect(note).toBeFocused();
    await ana.page.keyboard.type(NOTE);
    await expect(ana.page.getByRole("region", { name: "Private" }).getByText("Saved", { exact: true })).toBeVisible();
    await ana.turns("Lock editing", true);
    await expect(marcus.editor).toHaveAttribute("aria-readonly", "true");
    await ana.turns("Lock editing", false);
    await expect(marcus.editor).toHaveAttribute("aria-readonly", "false");
    await marcus.types("// done");
    await ana.sees("// done");
    await marcus.isSaved();

    // Olga has to go; the interview ends.
    await ana.page
      .getByRole("group", { name: "Side" })
      .getByRole("button", { name: /^People/ })
      .click();
    await ana.page.getByRole("button", { name: "Remove Olga" }).click();
    await ana.page.getByRole("group", { name: "Remove Olga" }).getByRole("button", { name: "Remove" }).click();
    await expect(olga.page.getByRole("heading", { name: "The host has removed you" })).toBeVisible();
    await expect(ana.list).toHaveCount(2);
    const room = ana.page.url();
    await (await interviewCard(ana)).getByRole("button", { name: "End the interview…" }).click();
    await ana.page.getByRole("dialog").getByRole("button", { name: "End the interview" }).click();
    await expect(marcus.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();

    // The replay has every moment, to the character.
    await expect(ana.page).toHaveURL(/\/replay$/);
    const replay = new ReplayView(ana.page);
    await replay.isPrepared();
    const record = await recordOf(ana);
    const texts = changes(textsOf(record));
    await replay.press("Home");
    const seen = [await replay.text()];
    for (const _ of record.entries) {
      await replay.press("ArrowRight");
      seen.push(await replay.text());
    }
    expect(changes(seen)).toEqual(texts.slice(-changes(seen).length));
    expect(changes(seen).length, "each key is a step").toBeGreaterThan(25);
    await replay.shows('// two numbers\nconsole.log("sum", 1 + 2);\n// done');
    const kinds = new Set(record.entries.flatMap(({ event }) => (event ? [event.type] : [])));
    for (const kind of ["joined", "admitted", "run.started", "run.output", "locked", "unlocked", "removed", "ended"])
      expect(kinds, kind).toContain(kind);
    expect(JSON.stringify(record)).not.toContain(NOTE);

    // The export, made in the background, passes its own check.
    const coming = ana.page.waitForEvent("download");
    await ana.page.getByRole("button", { name: /^Export/ }).click();
    const file = test.info().outputPath("session.zip");
    await (await coming).saveAs(file);
    const python = resolve(ROOT, ".venv/bin/python");
    const env = { ...process.env, PYTHONPATH: resolve(ROOT, "backend") };
    const { stdout } = await promisify(execFile)(python, ["-m", "codesala", "verify", file], { env });
    expect(stdout).toMatch(/entries/);

    // Reopened, by the page; Marcus comes back through the lobby's open door, for he was let in before.
    await ana.page.goto(room);
    await ana.page.getByRole("button", { name: "Reopen the interview" }).click();
    await ana.isInRoom();
    await marcus.page.goto(link);
    await marcus.isInRoom();
    await marcus.types("\n// again");
    await ana.sees("// again");
  } finally {
    await people.leave();
    await cluster.close();
  }
});
