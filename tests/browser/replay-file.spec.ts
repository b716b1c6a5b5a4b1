// The player that an export carries: one file, opened from disk without a server, that shows the same as the server.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { Page } from "@playwright/test";

import { traceOf, typedIn } from "../../frontend/src/record/testing";
import { speaks, together } from "./console-view";
import { FilesView } from "./files-view";
import { type Answer, recordOf, recordWith, ReplayView, textsOf } from "./replay-view";
import { drawsFor } from "./support/seed";
import type { Person } from "./support/people";
import { expect, type People, test } from "./support/stage";
import { unzip } from "./support/zip";

const ROOT = resolve(__dirname, "../..");
const PLAYER = join(process.env.FRONTEND_DIR ?? join(ROOT, "frontend/dist"), "player.html");
const PLACE = '<script type="application/json" id="codesala-replay"></script>';

let folder: string;
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "codesala-player-"));
});
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The player with this record in it, as a file. */
function fileWith(record: unknown): string {
  const player = readFileSync(PLAYER, "utf8");
  expect(player.split(PLACE), "one place for the record").toHaveLength(2);
  expect(player, "a file that is handed on takes its licences along").toContain("This file brings from others:");
  const json = JSON.stringify(record).replaceAll("<", "\\u003c");
  const path = join(folder, "replay.html");
  writeFileSync(
    path,
    player.replace(PLACE, () => PLACE.replace("></", () => `>${json}</`)),
  );
  return path;
}

/** Opens the file in a browser that knows no server; whatever else it asks for is told. */
async function opens(people: People, path: string): Promise<{ page: Page; view: ReplayView; asked: string[] }> {
  const address = pathToFileURL(path).href;
  const { page } = await people.arrive({ offline: true, url: address });
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url() !== address && !request.url().startsWith("data:")) asked.push(request.url());
  });
  await page.goto(address);
  return { page, view: new ReplayView(page), asked };
}

/** When all have left: what the export of the host's session holds, in the folder; and the record that it must show. */
async function exports(host: Person): Promise<Answer> {
  await host.page.goto(`${host.page.url()}/replay`);
  const view = new ReplayView(host.page);
  await view.isPrepared();
  await recordWith(host, "left", 2); // both: nothing comes after it
  const coming = host.page.waitForEvent("download");
  await view.button("Export").click();
  const zip = join(folder, "export.zip");
  await (await coming).saveAs(zip);
  unzip(zip, folder);
  return recordOf(host);
}

test("the export of a session plays from disk: the last text, and any moment of it, exactly", async ({ people }) => {
  const { host, marcus, hers } = await together(people);
  await hers.runsCode('console.log("</script><!-- <script>");\n');
  await hers.ended("exited 0");
  await marcus.types("// typed and gone");
  for (let count = 0; count < 8; count += 1) await marcus.page.keyboard.press("Backspace");
  await marcus.types("// ñ 𝄞 </script>\n");
  await speaks(host, "python");
  await marcus.isSaved();
  await marcus.page.close();
  const record = await exports(host);

  const opened = await opens(people, join(folder, "replay.html"));
  await opened.view.isPrepared();
  const { page } = opened;
  const expected = textsOf(record);
  await opened.view.press("End");
  await opened.view.shows(expected.at(-1) ?? "");
  const draw = drawsFor("moments of an export");
  for (let moments = 0; moments < 3; moments += 1) {
    const entries = 1 + draw(expected.length - 1);
    await opened.view.press("End");
    for (let left = expected.length - 1 - entries; left > 0; left -= 1) await opened.view.press("ArrowLeft");
    await opened.view.shows(expected[entries] ?? "", `after ${entries} entries`);
  }
  await opened.view.press("End");
  await expect(opened.view.past.locator(".stdout")).toHaveText("</script><!-- <script>");
  await expect(page.getByRole("button", { name: "Run this moment" })).toHaveCount(0);
  await expect(page.getByText(/This file plays without a server/)).toBeVisible();
  expect(opened.asked, "nothing is asked of anybody").toEqual([]);
});

/** The files that there are after so many entries, in order: their roots by their paths. */
function filesAfter({ entries }: Answer, count: number): Map<string, string> {
  const files = new Map([["main.js", "code"]]);
  for (const { event } of entries.slice(0, count)) {
    const [path, previous] = [String(event?.path), String(event?.previous)];
    if (event?.type === "file.created") files.set(path, `file:${String(event.file)}`);
    else if (event?.type === "file.deleted") files.delete(path);
    else if (event?.type === "file.renamed") {
      files.set(path, files.get(previous) ?? "");
      files.delete(previous);
    }
  }
  const [main, ...others] = [...files];
  return new Map(main ? [main, ...others.sort(([one], [other]) => (one < other ? -1 : 1))] : []);
}

test("an export of several files plays from disk: a tab for each of the moment, with its text of the moment", async ({
  people,
}) => {
  const { host, marcus, his } = await together(people);
  const written = new FilesView(marcus);
  await marcus.writes('console.log(require("./lib/util.js").twice(21));\n');
  await written.creates("lib/util.js");
  await marcus.page.keyboard.type("exports.twice = (n) => 2 * n; // ñ");
  await written.creates("gone.txt");
  await marcus.page.keyboard.type("soon gone");
  await marcus.isSaved();
  await written.tab("gone.txt").press("Delete");
  await written.dialog.getByRole("button", { name: "Delete" }).click();
  await expect(written.tab("gone.txt")).toHaveCount(0);
  await written.goesTo("main.js");
  await marcus.types("// the end");
  await his.pressKey();
  await his.ended("exited 0");
  await marcus.isSaved();
  await marcus.page.close();
  const record = await exports(host);
  const all = record.entries.length;

  const { page, view, asked } = await opens(people, join(folder, "replay.html"));
  await view.isPrepared();
  const tabs = page.getByRole("tablist", { name: "Files" }).getByRole("tab");
  const follows = page.getByRole("checkbox", { name: "Follow the typing" });
  /** Of which file the moment is, by what it shows; then the text of each. */
  const isAsRecorded = async (entries: number) => {
    const files = filesAfter(record, entries);
    if (files.size > 1) await expect(tabs).toHaveText([...files.keys()].map((path) => new RegExp(path)));
    else await expect(tabs).toHaveCount(0);
    for (const [path, root] of files) {
      if (files.size > 1) await tabs.filter({ hasText: path }).click();
      await view.shows(textsOf(record, root)[entries] ?? "", `${path} after ${entries} entries`);
    }
  };
  /** By keys, which a tab that has the focus would take. */
  const goesTo = async (entries: number) => {
    await view.slider.focus();
    await view.press("End");
    for (let left = all - entries; left > 0; left -= 1) await view.press("ArrowLeft");
  };
  await goesTo(all);
  await isAsRecorded(all);
  await expect(view.past.locator(".stdout")).toHaveText("42");

  const draw = drawsFor("moments of several files");
  const when = (type: string) => record.entries.findIndex(({ event }) => event?.type === type);
  const moments = [when("file.created"), when("file.deleted"), 1 + when("file.deleted"), 1 + draw(all - 1)];
  for (const entries of moments) {
    await goesTo(entries);
    await isAsRecorded(entries);
  }
  const root = filesAfter(record, all).get("lib/util.js") ?? "";
  const texts = textsOf(record, root);
  const typed = texts.findLastIndex((text, entries) => entries > 0 && text !== texts[entries - 1]);
  const open = page.getByRole("tab", { selected: true });
  await goesTo(all);
  await follows.check();
  await expect(open).toHaveText(/main\.js/);
  await goesTo(typed);
  await expect(open, "where it was typed").toHaveText(/util\.js/);
  await view.shows(texts[typed] ?? "");
  expect(asked, "nothing is asked of anybody").toEqual([]);
});

test("a session of 12,000 updates opens at once, and every seek shows the text of its moment", async ({ people }) => {
  const typed = typedIn("sveltecomponent").slice(0, 12_000);
  const start = 1_790_000_000_000;
  const person = { participant: "ana", name: "Ana", role: "candidate" };
  const record: Answer = {
    session: { title: "A long one", language: "typescript", created_at: "2026-09-20T10:00:00Z", status: "ended" },
    people: [person],
    entries: typed.map(({ update, by }, index) => ({
      at: start + index * 450, // 90 minutes
      by,
      update: Buffer.from(update).toString("base64"),
    })),
    next: null,
    total: typed.length,
  };
  const expected = textsOf(record);
  const { page, view, asked } = await opens(people, fileWith(record));
  await view.isPrepared();
  const marks = await page.evaluate(() => ({
    drawn: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    prepared: performance.now(),
  }));
  await view.press("End");
  await view.shows(expected.at(-1) ?? "");
  expect(traceOf("sveltecomponent").txns.length).toBeGreaterThan(typed.length);

  // From the pointer's press to the next picture, at places all over the line of time.
  const box = await view.slider.boundingBox();
  if (!box) throw new Error("no line of time");
  const took: number[] = [];
  for (let index = 0; index < 60; index += 1) {
    const x = box.x + ((index * 7919) % Math.floor(box.width));
    took.push(
      await view.slider.evaluate(
        (slider, clientX) =>
          new Promise<number>((done) => {
            const { top, height } = slider.getBoundingClientRect();
            slider.setPointerCapture = () => undefined; // of a pointer that does not exist
            const began = performance.now();
            const press = { clientX, clientY: top + height / 2, button: 0, bubbles: true };
            slider.dispatchEvent(new PointerEvent("pointerdown", press));
            slider.dispatchEvent(new PointerEvent("pointerup", press));
            // The text is set in the turn of the event: what is left is the browser's drawing.
            queueMicrotask(() => setTimeout(() => done(performance.now() - began)));
          }),
        x,
      ),
    );
    const entries = await page.evaluate(() => document.querySelector(".line")?.getAttribute("aria-valuenow"));
    expect(entries).not.toBeNull();
    expect(expected).toContain(await view.text());
  }
  took.sort((one, other) => one - other);
  const [median, p95, longest] = [took[30], took[57], took[59]].map((ms) => ms?.toFixed(1));
  console.log(
    `12,000 updates from disk: drawn after ${Math.round(marks.drawn)} ms, prepared after ` +
      `${Math.round(marks.prepared)} ms; a seek takes ${median} ms (p95 ${p95}, longest ${longest})`,
  );
  expect(asked).toEqual([]);
});

test("a file whose record is damaged says so, and one with odd entries plays the others", async ({ people }) => {
  const path = fileWith({ nothing: true });
  const first = await opens(people, path);
  await expect(first.page.getByRole("heading", { name: "This record cannot be read" })).toBeVisible();

  const [one] = typedIn("sveltecomponent");
  const update = Buffer.from(one?.update ?? []).toString("base64");
  const entries = [
    { n: 1, at: 5, by: "ana", update },
    { n: 2, at: 6, by: "ana", update: "AQEBgg==" },
    { n: 3, at: 7, by: "ana", event: { type: "from the future" } },
  ];
  const second = await opens(people, fileWith({ session: { language: "lua" }, people: [], entries, next: null }));
  await second.view.isPrepared();
  await expect(second.page.getByText("2 entries of the record could not be read.")).toBeVisible();
  await second.view.press("End");
  await expect.poll(() => second.view.text()).not.toBe("");
});
