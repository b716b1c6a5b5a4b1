// The report on paper: as long as somebody reads.
import { together } from "./console-view";
import { NotesPane } from "./notes-pane";
import { ReplayView } from "./replay-view";
import { expect, test } from "./support/stage";

const LINES = 110;
const RUNS = 8;

/** A program as long as an interview's, which prints much. */
const program = (run: number) =>
  [
    `// attempt ${run}`,
    ...Array.from({ length: LINES - 3 }, (_, at) => `function step${at}(list) { return list.map((n) => n + ${at}); }`),
    "for (let at = 0; at < 60; at += 1) console.log(at, step1([at]));",
    run % 3 === 0 ? "throw new Error('not yet');" : "",
  ].join("\n");

test("a real interview is two to six sheets of A4 or Letter", async ({ people }) => {
  const { host, marcus, hers, his } = await together(people);
  const pane = new NotesPane(host);
  for (let run = 1; run <= RUNS; run += 1) {
    await his.runsCode(program(run));
    await his.ended(run % 3 === 0 ? /exit code 1/ : "exited 0", his.runs.nth(run - 1));
    await expect(hers.runs).toHaveCount(run);
    await pane.takes(`After attempt ${run}: said what is missing, and why the list is walked twice.`);
  }
  await pane.areSaved();
  await marcus.isSaved();
  await host.ends();
  const view = new ReplayView(host.page);
  await view.isPrepared();
  await view.button("Report").click();
  await host.page.getByLabel("With the private notes").check();
  const opening = host.page.waitForEvent("popup");
  await host.page.getByRole("link", { name: "Open the report" }).click();
  const report = await opening;
  await expect(report.locator("body")).toContainText(`After attempt ${RUNS}`);
  for (const format of ["A4", "Letter"]) {
    const sheets = (await report.pdf({ format })).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
    console.log(`${sheets} sheets of ${format}`);
    expect(sheets, format).toBeGreaterThanOrEqual(2);
    expect(sheets, format).toBeLessThanOrEqual(6);
  }
  await report.setViewportSize({ width: 390, height: 844 });
  const isBroken = (cell: Element) => {
    const words = document.createRange();
    words.selectNodeContents(cell);
    return words.getClientRects().length > cell.textContent.trim().split(" ").length;
  };
  const heads = report.locator("thead th").filter({ visible: true });
  expect(await heads.count()).toBeGreaterThan(2);
  for (const head of await heads.all())
    expect(await head.evaluate(isBroken), "a word is broken on a phone").toBe(false);
});
