// Questions in a live room: an interviewer finds one, prepares it and shows it; the others read its statement.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

import type { Locator } from "@playwright/test";

import { ConsoleView } from "./console-view";
import { FilesView } from "./files-view";
import { isAccessible } from "./support/axe";
import { databases } from "./support/databases";
import { hears } from "./support/hearing";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

const SOLUTION = resolve(
  __dirname,
  "../../backend/codesala/questions/samples/way-through-a-grid/submissions/accepted/python3/main.py",
);

const pane = (person: Person) => person.page.getByRole("region", { name: "Questions" });

/** Names of the sample's hidden cases, which are in its files alone. */
const HIDDEN = /one-cell|snake|two-ways/;

async function opensQuestions(host: Person): Promise<void> {
  await host.page.getByRole("button", { name: "Host controls" }).click();
  await host.page.getByRole("button", { name: "Questions…" }).click();
  await expect(pane(host)).toBeVisible();
  await expect(host.page.getByRole("group", { name: "Host controls" }), "it would lie over the pane").toBeHidden();
}

test("a host finds a sample, prepares it, shows it, and everybody reads the statement", async ({ people }) => {
  const host = await people.host({ viewport: { width: 1440, height: 900 } });
  const link = await host.shareLink();
  const candidate = await people.candidate(link, "Marcus", { viewport: { width: 1440, height: 900 } });
  const before = await host.code();

  await opensQuestions(host);
  await pane(host).getByRole("searchbox", { name: "Search" }).fill("graph medium");
  await pane(host).getByRole("button", { name: "Preview: Way through a grid" }).click();
  await expect(pane(host).getByText("breadth-first", { exact: false })).toHaveCount(0);
  await expect(pane(host).getByText("A grid has free cells")).toBeVisible();
  await expect(pane(host).getByText("No question is shown"), "below one that is read").toHaveCount(0);
  await pane(host).getByRole("button", { name: "Prepare" }).click();
  await expect(pane(host).getByText("Prepared: only hosts see it")).toBeVisible();
  await expect(pane(host).locator("summary", { hasText: "Guide" })).toBeVisible();
  await isAccessible(host.page, "a prepared question");
  await expect(pane(candidate), "nothing of it reaches the candidate").toHaveCount(0);

  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  await expect(pane(candidate).getByRole("heading", { name: "Question 1: Way through a grid" })).toBeVisible();
  await expect(pane(candidate).getByText("A grid has free cells")).toBeVisible();
  await expect(pane(candidate).locator("summary")).toHaveCount(0);
  await expect(candidate.editor, "beside the code").toBeVisible();
  const splitter = candidate.page.getByRole("separator", { name: "Size of the console" });
  await expect(splitter, "the console is under it then").toHaveAttribute("aria-orientation", "horizontal");
  const bottom = async (part: Locator) => part.boundingBox().then((box) => box && box.y + box.height);
  const bottoms = () =>
    Promise.all([pane(candidate), candidate.page.getByRole("region", { name: "Console" })].map(bottom));
  await expect.poll(async () => new Set(await bottoms()).size, "the question beside both").toBe(1);
  expect(await host.code(), "nothing that was typed is touched").toBe(before);
  await isAccessible(candidate.page, "a statement");

  await pane(host).getByRole("button", { name: "Put its starter into the session" }).click();
  await expect
    .poll(() => candidate.code(), "nobody has typed yet, so it is the session's own file")
    .toContain("def steps(rows):");
  await expect(pane(host).getByText("Its files are with the session's own.")).toBeVisible();
  const own = await host.ownSession();
  const taken = `${host.url}/api/sessions/${own.sessionId}/participants`;
  const bearer = { Authorization: `Bearer ${own.hostToken}` };
  const starter = await candidate.code();
  await expect(async () => {
    const [first] = await (await host.page.request.get(taken, { headers: bearer })).json();
    const { characters_typed: typed, characters_of_starters: ofStarters } = first;
    expect({ typed, ofStarters }, "the host has typed none of it").toEqual({ typed: 0, ofStarters: starter.length });
  }).toPass();
  await candidate.writes("# mine\n");
  await pane(host).getByRole("button", { name: "Start 35 minutes" }).click();
  await expect(candidate.page.locator("header").getByText(/^3[45]:\d\d/)).toBeVisible();

  const heard = hears(candidate);
  await candidate.page.reload();
  await candidate.isInRoom();
  await expect(pane(candidate).getByText("A grid has free cells"), "also after a reload").toBeVisible();

  const examples = pane(candidate).getByRole("region", { name: "Examples" });
  const result = new ConsoleView(host).last.locator(".result");
  await candidate.writes("input()\nprint('none')\n");
  await examples.getByRole("button", { name: "Run the examples" }).click();
  await expect(examples.getByRole("status")).toHaveText("1 of 2 passed");
  await expect(examples.locator("summary")).toHaveText([/: other output than expected$/, /: passed$/]);
  await expect(examples.locator("mark"), "the first that fails is open, its line marked").toHaveText(["5", "none"]);
  await expect(examples.locator("mark").last(), "and comes into sight").toBeInViewport();
  await expect(examples.getByText("The first difference is in line 1 of yours.")).toBeVisible();
  await expect(examples.getByText("Upper and lower case are the same.")).toBeVisible();
  await expect(result, "everybody sees how many passed").toHaveText("1 of 2 examples passed");
  await isAccessible(candidate.page, "examples that were run");
  await host.writes(readFileSync(SOLUTION, "utf8"));
  await expect(examples.getByText("The code has changed since."), "whoever changed it").toBeVisible();
  await examples.getByRole("button", { name: "Run the examples" }).click();
  await expect(examples.getByRole("status")).toHaveText("2 of 2 passed");
  await expect(new ConsoleView(host).last.getByRole("heading")).toHaveText("Marcus ran Python");
  await expect(result).toHaveText("2 of 2 examples passed");

  const hidden = pane(host).getByRole("region", { name: "Hidden tests" });
  const told = pane(candidate).getByRole("region", { name: "Hidden tests" });
  const frames = host.page.locator("iframe[title=Sandbox]");
  await expect(told, "nobody has run any").toHaveCount(0);
  await candidate.writes("print(0)\n");
  await host.sees("print(0)");
  await new ConsoleView(host).pressKey();
  await expect(result).toHaveText("exited 0");
  await candidate.writes("while True: pass\n");
  await host.sees("while True: pass");
  await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
  await expect(hidden.getByRole("status")).toHaveText(/^[0-3] of 4$/);
  await expect(frames, "in a frame of its own beside that of Run").toHaveCount(2);
  await hidden.getByRole("button", { name: "Stop" }).click();
  await expect(hidden.getByRole("status")).toHaveText("0 of 4 passed");
  await expect(frames, "which is thrown away").toHaveCount(1);
  await candidate.writes("print(0)\n");
  await host.sees("print(0)");
  await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
  await expect(hidden.getByRole("status")).toHaveText("1 of 4 passed");
  await expect(told.getByRole("status")).toHaveText("Hidden tests: 1 of 4 passed");
  await expect(told.locator(".dots .failed"), "which, and nothing more").toHaveCount(3);
  await expect(told.locator("summary")).toHaveCount(0);
  await expect(new ConsoleView(candidate).last.locator(".result")).toHaveText("1 of 4 hidden tests passed");
  await expect(hidden.getByText("3-snake")).toBeHidden();
  const onlyHosts = hidden.getByText("Only you see this");
  await onlyHosts.evaluate((line) => {
    line.scrollIntoView({ block: "end" });
  });
  await onlyHosts.click();
  await expect(hidden.locator("details details[open] mark").first(), "it unfolds into sight").toBeInViewport();
  await expect(hidden.locator("li summary")).toContainText(["1-one-cell: passed", "row", "snake", "two-ways"]);
  await expect(hidden.locator("details details[open] mark"), "where the first that failed differs").toHaveText([
    "4",
    "0",
  ]);
  await expect(hidden.getByText("Upper and lower case are the same.").first()).toBeVisible();
  await isAccessible(host.page, "hidden tests that were run");
  await isAccessible(candidate.page, "what candidates see of them");
  expect(heard.join(""), "else this could not fail").toContain("run.case");
  expect(heard.filter((text) => HIDDEN.test(text))).toEqual([]);

  const views = candidate.page.getByRole("navigation", { name: "Views" });
  await candidate.page.setViewportSize({ width: 390, height: 800 });
  await expect(candidate.editor, "one of them at a time").toBeVisible();
  await expect(pane(candidate)).toBeHidden();
  await views.getByRole("button", { name: "Question" }).click();
  await expect(pane(candidate).getByText("A grid has free cells")).toBeVisible();
  await expect(candidate.editor).toBeHidden();
  await isAccessible(candidate.page, "a statement on a phone");
  await pane(candidate).getByRole("button", { name: "Run the examples" }).scrollIntoViewIfNeeded();
  await expect(pane(candidate).getByRole("button", { name: "Run the examples" })).toBeInViewport({ ratio: 1 });

  const files = new FilesView(candidate);
  const tab = files.tab("Question");
  await candidate.page.setViewportSize({ width: 1024, height: 760 });
  await expect(tab, "the first above the editor, as it was open").toHaveAttribute("aria-selected", "true");
  await expect(files.tabs).toHaveText(["Question", "main.py"]);
  await expect(pane(candidate).getByText("A grid has free cells")).toBeVisible();
  await expect(candidate.page.getByRole("region", { name: "Console" }), "tests run in sight of it").toBeVisible();
  await isAccessible(candidate.page, "a statement in a tab");
  await tab.press("ArrowRight");
  await expect(pane(candidate)).toBeHidden();
  await candidate.writes("print(1)\n");
  await host.sees("print(1)");
  await files.tab("main.py").press("Home");
  await expect(pane(candidate).getByText("A grid has free cells")).toBeVisible();
  await expect(candidate.editor).toBeHidden();

  // Another one, with a file to read: somebody has typed, so it gets a folder.
  await candidate.page.setViewportSize({ width: 1440, height: 900 });
  const typed = await candidate.code();
  await pane(host).getByRole("button", { name: "Add question" }).click();
  await pane(host).getByRole("button", { name: "Prepare: Visits by user" }).click();
  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  await pane(host).getByRole("button", { name: "Put its starter into the session" }).click();
  await expect(candidate.news).toContainText("Visits by user: its files are in visits-by-user/");
  await expect(pane(host).getByText("Its files are in visits-by-user/", { exact: true })).toBeVisible();
  const paths = ["main.py", "visits-by-user/log.txt", "visits-by-user/main.py"];
  await expect.poll(async () => (await files.tabs.allTextContents()).map((text) => text.trim())).toEqual(paths);
  expect(await candidate.code(), "nothing that was typed is touched").toBe(typed);
  await files.goesTo("visits-by-user/main.py");
  await candidate.writes('print(len(open("log.txt").read().splitlines()), "lines")\n');
  await candidate.page.keyboard.press("Control+Enter");
  await expect(new ConsoleView(host).last).toContainText(/\d+ lines/);

  // Another language: the starters in it are offered, and touch nothing.
  await candidate.language.selectOption("javascript");
  const offer = pane(host).getByRole("button", { name: "Put the JavaScript starter into a folder" });
  await offer.click();
  const starters = [...paths, "visits-by-user/main.js"].map((path) => path.replace(/^main.py/, "main.js"));
  const tabs = async () => (await files.tabs.allTextContents()).map((text) => text.trim()).sort();
  await expect.poll(tabs).toEqual(starters.sort());
  await expect(offer, "it is there").toHaveCount(0);
  await pane(host).getByRole("combobox", { name: "Question" }).selectOption("1");
  await offer.click();
  await expect.poll(tabs).toContain("way-through-a-grid/main.js");
  await expect(offer).toHaveCount(0);
  await expect(pane(host).getByText("Its files are in way-through-a-grid/", { exact: true })).toBeVisible();
  await files.goesTo("main.js");
  expect(await candidate.code(), "what was typed").toBe(typed);
  await pane(host).getByRole("combobox", { name: "Question" }).selectOption("2");

  await pane(host).getByRole("combobox", { name: "Question" }).selectOption("1");
  await pane(host).getByRole("button", { name: "Hide" }).click();
  await pane(host).getByRole("combobox", { name: "Question" }).selectOption("2");
  await pane(host).getByRole("button", { name: "Hide" }).click();
  await expect(pane(candidate), "out of everybody's sight").toHaveCount(0);
  await expect(pane(host).getByText("Hidden: only hosts see it")).toBeVisible();

  await host.ends();
  const last = host.page.getByRole("region", { name: "Last tests" });
  const line = host.page.getByRole("slider", { name: "Timeline" });
  const tested = ["1 of 2 examples", "2 of 2 examples", "0 of 4 hidden tests", "1 of 4 hidden tests"];
  await expect(host.page.locator(".moments li", { hasText: / passed$/ })).toHaveText(
    tested.map((text) => new RegExp(`: ${text} passed$`)),
  );
  const said = await line.locator(".mark", { hasText: /\d/ }).allInnerTexts();
  const counts = ["1/2", "2/2", "0/4", "1/4"];
  expect(said, "on the line where no other mark is near").toEqual(counts.filter((count) => said.includes(count)));
  await expect(last, "before there were any").toHaveCount(0);
  await host.page.keyboard.press("t");
  await expect(last).toHaveText("Marcus: 1 of 2 examples passed");
  await host.page.keyboard.press("End");
  await expect(last).toHaveText("Interviewer: 1 of 4 hidden tests passed");
  await expect(last.locator(".failed")).toHaveCount(3);
  const reports = host.page.getByRole("region", { name: "Hidden tests" });
  await expect(reports.getByRole("button"), "which they were, for hosts").toContainText([
    "Question 1: 0 of 4 passed",
    "Question 1: 1 of 4 passed",
  ]);
  await expect(reports.locator("li").last().locator("dt").first()).toHaveText("1-one-cell");
  await expect(reports.locator("li").last().locator("dd").first()).toHaveText("passed");
  await isAccessible(host.page, "a replay with tests");
});

test("a reload without a line shows the statement beside the text, until the interview has ended", async ({
  people,
}) => {
  people.faults.allowOutages();
  const host = await people.host({ viewport: { width: 1440, height: 900 } });
  const candidate = await people.candidate(await host.shareLink(), "Marcus", {
    viewport: { width: 1440, height: 900 },
  });
  await candidate.writes("mine\n");
  await candidate.isSaved();
  await opensQuestions(host);
  await pane(host).getByRole("button", { name: "Prepare: Way through a grid" }).click();
  await expect(pane(host).locator("summary", { hasText: "Guide" })).toBeVisible();
  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  for (const { page } of [host, candidate]) {
    await expect.poll(() => databases(page), "kept with the text").toContain("A grid has free cells");
    expect(await databases(page), "what only hosts see is kept nowhere").not.toMatch(HIDDEN);
    expect(await databases(page)).not.toContain("breadth-first");
  }

  // A tunnel: the page comes from its cache, and with it the first word on the link; then nothing.
  const { page } = candidate;
  await page.route("**/api/links/*/questions", (route) => route.abort("connectionrefused"));
  await page.routeWebSocket(/\/ws\//, (socket) => void socket.close({ code: 1001 }));
  await page.reload();
  await candidate.sees("mine");
  await expect(pane(candidate).getByText("A grid has free cells")).toBeVisible();
  await expect(pane(candidate).getByText("cannot be loaded")).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 800 });
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Question" }).click();
  await expect(pane(candidate).getByText("A grid has free cells"), "on a phone as well").toBeVisible();

  await page.unrouteAll();
  await page.routeWebSocket(/\/ws\//, (socket) => void socket.connectToServer());
  await candidate.isConnected();
  await pane(host).getByRole("button", { name: "Hide" }).click();
  await expect(pane(candidate), "hidden from everybody").toHaveCount(0);
  await expect.poll(() => databases(page)).not.toContain("A grid has free cells");
  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  await expect.poll(() => databases(page)).toContain("A grid has free cells");
  await host.ends();
  for (const { page } of [host, candidate]) await expect.poll(() => databases(page)).toBe("[]");
});
