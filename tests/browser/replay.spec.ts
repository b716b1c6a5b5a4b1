// A session that really happened, and its replay: every moment exactly, by keys, by pointer and by address.
import { ConsoleView, speaks, together } from "./console-view";
import { type Answer, looksBack, recordOf, recordWith, replayOf, ReplayView, textsOf } from "./replay-view";
import { codeOnServer, type Person } from "./support/people";
import { watched } from "./support/shown";
import { expect, type People } from "./support/stage";

/** Typed and deleted text, a run with input, a paste, joins and a switch of language. */
async function interview(people: People): Promise<{ host: Person; marcus: Person; record: Answer }> {
  const { host, marcus, hers } = await together(people);
  await host.writes('const name = prompt("Name?");\nconsole.log("Hello", name);\n');
  await marcus.sees("Hello");
  await marcus.types("// secret");
  for (let count = 0; count < 6; count += 1) await marcus.page.keyboard.press("Backspace");
  await marcus.pastes("// pasted\n// in two lines\n");
  await host.sees("in two lines");
  await host.editor.focus();
  await hers.pressKey();
  await expect(hers.input).toBeFocused();
  await host.page.keyboard.type("Ada");
  await host.page.keyboard.press("Enter");
  await hers.printed("Name? Hello Ada\n");
  await hers.ended("exited 0");
  await speaks(host, "python");
  await marcus.types("# done");
  await marcus.isSaved();
  await host.sees("# done");
  const record = await recordOf(host);
  return { host, marcus, record };
}

const test = looksBack(interview);

/** How many entries have happened before the first one that is so, itself included. */
const countTo = ({ entries }: Answer, type: string, nth = 0): number => {
  const found = entries.flatMap(({ event }, index) => (event?.type === type ? [index + 1] : []));
  const count = found.at(nth);
  if (count === undefined) throw new Error(`no ${type} in the record`);
  return count;
};

test("each entry of the record is a step, and shows exactly the text of its moment", async ({ people }) => {
  const { host, marcus, record } = await interview(people);
  const expected = textsOf(record);
  expect(expected.some((text) => text.includes("// secret"))).toBe(true);
  expect(expected.at(-1)).not.toContain("// secret");
  const before = await codeOnServer(host.url, await host.ownSession());
  const view = await replayOf(host);
  const { length } = (await recordWith(host, "left")).entries; // the host has left the room since
  await view.page.reload();
  await view.isPrepared();
  await view.press("End");
  for (let entries = length; entries > 0; entries -= 1) {
    await view.shows(expected[Math.min(entries, expected.length - 1)] ?? "", `after ${entries} entries`);
    await view.press("ArrowLeft");
  }
  await view.shows("", "before the first");
  for (let entries = 1; entries < expected.length; entries += 1) {
    await view.press("ArrowRight");
    await view.shows(expected[entries] ?? "", `on to ${entries} entries`);
  }
  // The replay alters nothing, and the session goes on under it.
  expect(await codeOnServer(host.url, await host.ownSession())).toBe(before);
  await marcus.types(" and on");
  await marcus.isSaved();
  expect(await codeOnServer(host.url, await host.ownSession())).toBe(`${before} and on`);
});

test("jumps, the console of a moment, who was there, and the language at it", async ({ past, pastView: view }) => {
  const { host, record } = past;
  const expected = textsOf(record);
  const { page } = view;
  const first = record.entries.findIndex(({ by, update }) => by !== "" && update !== undefined) + 1;
  await view.shows(expected[first] ?? "", "it begins where somebody writes");
  await expect(page.getByText(/\d:\d\d long$/)).toBeVisible();
  await expect(page.getByText("Ana, Marcus", { exact: true })).toBeVisible();
  await view.press("Home");
  await expect(view.past).toContainText("Nothing had been run yet.");
  await expect(view.present).toHaveText([/Ana.*Host/]);
  await view.press("j");
  await expect(view.present).toHaveCount(2);
  await view.shows(expected[countTo(record, "joined", 1)] ?? "");
  await view.press("p");
  await expect(page.locator(".moments [aria-current]")).toHaveText(/Marcus pasted 26 characters, 3 lines/);
  await view.shows(expected[countTo(record, "paste")] ?? "");
  await view.press("r");
  await view.shows(expected[countTo(record, "run.started")] ?? "");
  const console = new ConsoleView(host);
  const run = view.past.getByRole("region");
  await expect(run.locator(".result")).toHaveText("running");
  await expect(run.getByRole("heading")).toHaveText("Ana is running JavaScript");
  for (let left = countTo(record, "run.input") - countTo(record, "run.started"); left > 0; left -= 1) {
    await view.press("ArrowRight");
  }
  await expect.poll(() => console.stdout(run)).toBe("Name? ");
  await expect(run.locator(".answer")).toHaveText("Ada");
  await view.press("End");
  await expect(run.locator(".result")).toHaveText("exited 0");
  await expect.poll(() => console.stdout(run)).toBe("Name? Hello Ada\n");
  await expect(page.locator(".bar .language")).toHaveText("Python");
  await page.setViewportSize({ width: 1280, height: 480 });
  await expect(page.locator(".moments [aria-current]"), "in a lower window").toBeInViewport({ ratio: 0.9 });
  await page.setViewportSize({ width: 1280, height: 800 });
  await view.press("Shift+R");
  await expect(run.locator(".result"), "back at the start of the run").toHaveText("running");
  await expect(page.locator(".bar .language")).toHaveText("JavaScript");
  await expect(view.button("Next run"), "it was the only one").toBeDisabled();
  await page.getByRole("button", { name: /Language: Python/ }).click();
  await expect(page.locator(".bar .language")).toHaveText("Python");
  const ran = page.getByRole("button", { name: /Ana ran JavaScript: exited 0/ });
  await expect(ran).toBeVisible();
  await page.getByRole("group", { name: "Signs on the timeline" }).getByRole("button", { name: "Runs" }).click();
  await expect(ran, "hidden by its filter").toHaveCount(0);
});

test("it plays to the end, faster than it happened, and the line of time answers keys and pointer", async ({
  past,
  pastView: view,
}) => {
  const { record } = past;
  const expected = textsOf(record);
  const { page } = view;
  await page.getByRole("combobox", { name: "Speed" }).selectOption("8×");
  await view.slider.focus();
  await view.press("Home");
  const controls = await watched(page.getByRole("region", { name: "Playing" }));
  await view.press("Space");
  await controls.hasShown("Pause");
  await expect(view.button("Play"), "at the end it stops").toBeVisible();
  await view.shows(expected.at(-1) ?? "");
  await expect(view.slider).toHaveAttribute("aria-valuetext", /of \d+:\d\d/);

  const box = await view.slider.boundingBox();
  if (!box) throw new Error("no line of time");
  await page.mouse.click(box.x + 1, box.y + box.height / 2);
  await expect(view.clock).toHaveText("0:00");
  await page.mouse.move(box.x + 10, box.y + 21);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width + 40, box.y + 21, { steps: 8 });
  await page.mouse.up();
  await view.shows(expected.at(-1) ?? "");
  await page.getByRole("checkbox", { name: "Skip idle time" }).click();
  await view.shows(expected.at(-1) ?? "");
});

test("a moment has an address, and a person's text can be seen alone", async ({ past, pastView: view }) => {
  const { record } = past;
  const expected = textsOf(record);
  const { page } = view;
  await view.press("r");
  await view.button("Copy link to this moment").click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/\/s\/[\w-]+\/replay#t=\d+$/);
  const address = await copied();
  await page.goto("about:blank");
  await page.goto(address);
  await view.isPrepared();
  await view.shows(expected[countTo(record, "run.started")] ?? "");
  const { at } = record.entries[countTo(record, "joined", 1) - 1] ?? { at: 0 };
  await page.evaluate((ms) => (location.hash = `#at=${ms}`), at);
  await expect(view.present).toHaveCount(2);

  await view.press("End");
  await expect(page.locator(".cm-by[title=Marcus]").first()).toBeVisible();
  await page.getByRole("button", { name: "Marcus", exact: true }).click();
  await expect(page.locator(".cm-by[title=Ana]")).toHaveCount(0);
  await expect(page.locator(".cm-dimmed").first()).toBeVisible();
  await view.button("Everybody").click();
  await expect(page.locator(".cm-dimmed")).toHaveCount(0);
});

test("the code of any moment runs again, apart from the record", async ({ past, pastView: view }) => {
  const { host, marcus, record } = past;
  const { page } = view;
  await view.press("r");
  await view.press("ControlOrMeta+Enter");
  const now = page.getByRole("region", { name: "Run now", exact: true });
  await expect(now).toContainText("not part of the record");
  const field = now.getByRole("textbox", { name: "Input for the program" });
  await expect(field).toBeFocused();
  await field.fill("Grace");
  await field.press("Enter");
  await expect(now.locator(".output .stdout").last()).toHaveText("Hello Grace");
  await expect(now.locator(".result")).toHaveText("exited 0");
  await expect(now.getByRole("heading")).toHaveText("Your browser ran JavaScript");
  const { entries } = await recordOf(host);
  const runs = (list: Answer["entries"]) => list.filter(({ event }) => event?.type.startsWith("run.")).length;
  expect(runs(entries)).toBe(runs(record.entries));
  await expect(new ConsoleView(marcus).runs, "nobody else sees it").toHaveCount(1);
  await now.getByRole("button", { name: "Close" }).click();
  await expect(now).toHaveCount(0);

  await view.press("ControlOrMeta+Enter");
  await now.getByRole("textbox", { name: "Input for the program" }).fill("Ada");
  await page.keyboard.press("Enter");
  await expect(now.locator(".result")).toHaveText("exited 0");
  await view.button("Play").click();
  await expect(now, "it is of another moment than what plays").toHaveCount(0);
  await view.button("Pause").click();
});

test("Java says that it needs the live room", async ({ people }) => {
  const host = await people.host();
  await speaks(host, "java");
  const view = await replayOf(host);
  await view.press("End");
  const run = view.button("Run this moment");
  await expect(run).toHaveAttribute("aria-disabled", "true");
  await expect(run).toHaveAccessibleDescription("Java runs on the server, and only in the live room.");
});

test("who hosts nothing here is told who can open it", async ({ people }) => {
  const host = await people.host();
  const stranger = await people.arrive();
  await stranger.page.goto(`${host.page.url()}/replay`);
  await expect(stranger.page.getByRole("heading", { name: "This replay is for its hosts" })).toBeVisible();
  people.faults.allowDeadLinks();
  await stranger.page.goto(`${stranger.url}/r/abcdefghijklmnopqrstuv`);
  await expect(stranger.page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
});

test("it speaks Spanish where the browser does", async ({ people }) => {
  const host = await people.arrive({ locale: "es-ES" });
  await host.page.goto(host.url);
  await host.page.getByRole("button", { name: "Nueva sesión" }).click();
  await expect(host.editor).toBeVisible();
  await host.page.goto(`${host.page.url()}/replay`);
  await expect(host.page.getByRole("slider", { name: "Línea de tiempo" })).toBeVisible();
  await expect(host.page.getByRole("heading", { name: /^Presentes/ })).toBeVisible();
  expect(new ReplayView(host.page).page.url()).toMatch(/\/replay$/);
});
