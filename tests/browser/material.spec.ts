// The interview's material where people are on two servers, with one PostgreSQL and one Redis: an interviewer's question
// reaches a candidate on the other one, both work in its files and test them, and the replay has all of it. The session is
// made by a template, and its card is filled in along the team's rubric.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { ConsoleView } from "./console-view";
import { FilesView } from "./files-view";
import { NotesPane } from "./notes-pane";
import { ReplayView } from "./replay-view";
import { Cluster } from "./support/cluster";
import { hears } from "./support/hearing";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";
import { unzip } from "./support/zip";

test.use({ savesData: false });

/** What is for hosts alone: of the sample its guide, its solution and names of its hidden cases; what scores mean. */
const PRIVATE = /Edge cases first|Two loops are right|seen\.has\(target|half-once|first-second/;

const UTIL = `exports.positions = (numbers, target) => {
  for (let one = 0; one < numbers.length; one += 1)
    for (let other = one + 1; other < numbers.length; other += 1)
      if (numbers[one] + numbers[other] === target) return [one, other];
  return null;
};
`;
const MAIN = `const { positions } = require("./util.js");
const [target, numbers] = require("fs").readFileSync(0, "utf8").split("\\n");
const found = positions(numbers.trim().split(/\\s+/).map(Number), Number(target));
console.log(found ? found.join(" ") : "none");
`;

const RUBRIC = [{ name: "Testing", levels: ["Did not test", "When asked", "On their own", "Edge cases first"] }];

/** The hosts' link of a session that an integrator makes by a template of a library. */
async function madeByTemplate({ page }: Person, url: string): Promise<string> {
  const post = async (path: string, data: object, headers = {}): Promise<Record<string, string>> => {
    const answer = await page.request.post(`${url}/api/${path}`, { data, headers });
    expect(answer.status()).toBe(201);
    return (await answer.json()) as Record<string, string>;
  };
  const library = await post("libraries", { name: "Team" });
  const content = { title: "First round", language: "javascript", rubric: RUBRIC };
  const edits = { Authorization: `Bearer ${library.edit_token}` };
  const template = await post(`libraries/${library.library_id}/templates`, { name: "First", content }, edits);
  const uses = { "Codesala-Library": library.use_token };
  return `/h/${(await post("sessions", { template_id: template.template_id }, uses)).host_token}`;
}

const pane = (person: Person) => person.page.getByRole("region", { name: "Questions" });
const part = (person: Person, name: string) => pane(person).getByRole("region", { name });

test("a question, its files, tests and replay are the same for people on two servers", async ({ people }) => {
  const cluster = await Cluster.open();
  try {
    people.url = cluster.first.url;
    const there = cluster.second.url;
    const wide = { viewport: { width: 1440, height: 900 } };
    const ana = await people.arrive(wide);
    await ana.page.goto(cluster.first.url + (await madeByTemplate(ana, there))); // known to one server, opened at the other
    await ana.isInRoom();
    await expect(ana.page).toHaveTitle(/First round/);
    const link = (await ana.shareLink()).replace(cluster.first.url, there);
    const marcus = await people.arrive({ url: there, ...wide });
    const heard = hears(marcus);

    await test.step("the candidate's practice is the same room on both, and not the interview", async () => {
      await marcus.page.goto(link);
      await marcus.page.getByRole("textbox", { name: "Your name" }).fill("Marcus");
      await marcus.page.getByRole("button", { name: "Try it out first" }).click();
      await marcus.isInRoom();
      await marcus.writes("// tried");
      await marcus.isSaved();
      const elsewhere = await people.arrive(wide);
      await elsewhere.joins(marcus.page.url().replace(there, cluster.first.url), "Marcus's phone");
      await elsewhere.seesExactly("// tried");
      await elsewhere.page.close();
      await expect(ana.inList("Marcus")).toHaveCount(0);
    });

    await marcus.joins(link, "Marcus");
    const [hers, his] = [new FilesView(ana), new FilesView(marcus)];
    const [herRuns, hisRuns] = [new ConsoleView(ana), new ConsoleView(marcus)];

    await test.step("what is prepared on one server is told to nobody on the other, until it is shown", async () => {
      await ana.page.getByRole("button", { name: "Host controls", exact: true }).click();
      await ana.page.getByRole("button", { name: "Questions…" }).click();
      await pane(ana).getByRole("searchbox", { name: "Search" }).fill("add up");
      await pane(ana).getByRole("button", { name: "Prepare: Two that add up" }).click();
      await expect(pane(ana).getByText("Prepared: only hosts see it")).toBeVisible();
      await ana.isCalled("Ana Ruiz");
      await expect(marcus.inList("Ana Ruiz"), "whatever was told before has come").toBeVisible();
      await expect(pane(marcus)).toHaveCount(0);
      expect(heard.filter((text) => text.includes("Two that add up"))).toEqual([]);
      await pane(ana).getByRole("button", { name: "Show to everybody" }).click();
      await expect(pane(marcus).getByRole("heading", { name: "Question 1: Two that add up" })).toBeVisible();
    });

    await test.step("its starter and new files are there for both, and they follow each other into them", async () => {
      await pane(ana).getByRole("button", { name: "Put its starter into the session" }).click();
      await marcus.sees("function positions(numbers, target)");
      await his.creates("util.js");
      await marcus.page.keyboard.insertText(UTIL);
      await expect(hers.tab("util.js")).toHaveAccessibleName(/here: Marcus/);
      await ana.page.getByRole("button", { name: "Follow Marcus" }).click();
      await expect(hers.open).toHaveAccessibleName(/^util\.js/);
      await ana.seesExactly(UTIL);
      await his.goesTo("main.js");
      await expect(hers.open).toHaveAccessibleName(/^main\.js/);
      await ana.page.keyboard.press("Escape");
      await marcus.writes(MAIN);
      await ana.seesExactly(MAIN);
    });

    await test.step("what the candidate drops is there for both, and all of it beside the statement in a tunnel", async () => {
      await his.drops({ "numbers.csv": "1,2\r\n" });
      await expect(hers.tab("numbers.csv")).toBeVisible();
      await hers.goesTo("numbers.csv");
      await ana.seesExactly("1,2\n");
      await hers.goesTo("main.js");
      await marcus.isSaved();
      people.faults.allowOutages();
      await marcus.page.route("**/api/links/*/questions", (route) => route.abort("connectionrefused"));
      await marcus.page.routeWebSocket(/\/ws\//, (socket) => void socket.close({ code: 1001 }));
      await marcus.page.reload();
      await marcus.sees("const found = positions");
      await expect(pane(marcus).getByRole("heading", { name: "Question 1: Two that add up" })).toBeVisible();
      await marcus.page.unrouteAll();
      await marcus.page.routeWebSocket(/\/ws\//, (socket) => void socket.connectToServer());
      await marcus.isConnected();
      await his.goesTo("numbers.csv");
      await marcus.seesExactly("1,2\n");
      await his.goesTo("main.js");
    });

    await test.step("a program that fails leads both to the line of the file where it did", async () => {
      await hers.goesTo("util.js");
      await ana.typesAtTheStart("throw new Error('not yet');\n");
      await marcus.isSaved();
      await his.goesTo("util.js");
      await marcus.sees("not yet");
      await his.goesTo("main.js");
      await marcus.editor.focus();
      await hisRuns.pressKey();
      await herRuns.ended(/^failed/);
      await hers.goesTo("main.js");
      await herRuns.last.getByRole("button", { name: "util.js:1:7" }).click();
      await expect(hers.open).toHaveAccessibleName(/^util\.js/);
      await ana.writes(UTIL);
      await his.goesTo("util.js");
      await marcus.seesExactly(UTIL);
      await his.goesTo("main.js");
    });

    await test.step("examples run at one, hidden tests at the other; both hear how many passed, one which", async () => {
      await part(marcus, "Examples").getByRole("button", { name: "Run the examples" }).click();
      await expect(part(marcus, "Examples").getByRole("status")).toHaveText("2 of 2 passed");
      await herRuns.ended("2 of 2 examples passed");
      await hers.goesTo("main.js");
      await part(ana, "Hidden tests").getByRole("button", { name: "Run the hidden tests" }).click();
      await expect(part(ana, "Hidden tests").getByRole("status")).toHaveText("5 of 5 passed");
      await expect(part(marcus, "Hidden tests")).toContainText("5 of 5 passed");
      await expect(part(ana, "Hidden tests").getByText("Only you see this")).toBeVisible();
      await expect(part(marcus, "Hidden tests").getByText("Only you see this")).toHaveCount(0);
    });

    await test.step("the candidate takes along all files, what was typed at the other server included", async () => {
      const coming = marcus.page.waitForEvent("download");
      await (await his.list()).getByRole("button", { name: "Download all as a zip" }).click();
      const folder = test.info().outputPath("files");
      unzip(await (await coming).path(), folder);
      for (const [path, text] of Object.entries({ "main.js": MAIN, "util.js": UTIL, "numbers.csv": "1,2\n" }))
        expect(await readFile(join(folder, path), "utf8")).toBe(text);
      await marcus.page.keyboard.press("Escape");
    });

    await test.step("the interviewer's card says what scores mean, and keeps them", async () => {
      const notes = new NotesPane(ana);
      await notes.opens();
      await notes.scorecard.click();
      await notes.skill("Testing").getByRole("radio", { name: "4 Strong Edge cases first" }).check();
      await expect(notes.region.getByText("Saved", { exact: true })).toBeVisible();
    });

    await test.step("the replay has both files, the tests and the question", async () => {
      await marcus.isSaved();
      await ana.ends();
      await expect(marcus.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();
      const view = new ReplayView(ana.page);
      await view.isPrepared();
      await view.press("End");
      for (const [path, text] of [
        ["util.js", UTIL],
        ["main.js", MAIN],
      ] as const) {
        await hers.tabs.filter({ hasText: path }).click();
        await view.shows(text, path);
      }
      for (const name of [
        /Question shown: Two that add up$/,
        /Marcus: 2 of 2 examples passed$/,
        /Ana Ruiz: 5 of 5 hidden tests passed$/,
      ])
        await expect(ana.page.getByRole("button", { name })).toBeVisible();
    });
    expect(heard.join(""), "else this could not fail").toContain("Two that add up");
    expect(heard.filter((text) => PRIVATE.test(text))).toEqual([]);
  } finally {
    await people.leave();
    await cluster.close();
  }
});
