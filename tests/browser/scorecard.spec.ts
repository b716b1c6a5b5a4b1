// An interviewer's scorecard, beside the notes: private until it is submitted.
import { colleague, NotesPane } from "./notes-pane";
import { isAccessible } from "./support/axe";
import { watched } from "./support/shown";
import { expect, test } from "./support/stage";

test("after the end a host fills in and submits their card beside the replay, and the report has it", async ({
  people,
}) => {
  const host = await people.host();
  await host.isCalled("Ana");
  await host.ends();
  const { page } = host;
  const pane = new NotesPane(host);
  await page.getByRole("button", { name: "Write notes and scorecard" }).click();
  await pane.scorecard.click();
  await pane.skill("Problem solving").getByRole("radio", { name: "4 Strong" }).check();
  await pane.region.getByRole("radio", { name: "Yes", exact: true }).check();
  await pane.region.getByRole("textbox", { name: "Comment" }).fill("Asked good questions.");
  await expect(pane.region.getByText("Saved", { exact: true })).toBeVisible();
  await pane.submits();
  await page.getByRole("button", { name: "Report", exact: true }).click();
  const opening = page.waitForEvent("popup");
  await page.getByRole("link", { name: "Open the report" }).click();
  const report = (await opening).locator("body");
  for (const told of ["Yes · Ana", "4 · Strong", "Asked good questions."]) await expect(report).toContainText(told);
});

test("a scorecard is filled in by keyboard, stays private until it is submitted, and is then shown beside the other", async ({
  people,
}) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const other = await colleague(people, host, "Bo");
  const [mine, theirs] = [new NotesPane(host), new NotesPane(other)];
  const { keyboard } = host.page;
  await mine.opens();
  await mine.scorecard.focus();
  await keyboard.press("Enter");
  await expect(mine.region.getByText("Private until you submit.")).toBeVisible();
  await keyboard.press("Tab");
  await keyboard.press("Tab"); // past the button that takes the skill off
  await keyboard.press("Space");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await expect(mine.skill("Problem solving").getByRole("radio", { name: "3 Good" })).toBeChecked();
  await mine.region.getByRole("textbox", { name: "Another skill" }).focus();
  await keyboard.type("Debugging\n");
  await expect(mine.skill("Debugging")).toBeVisible();
  await mine.region.getByRole("button", { name: "Submit", exact: true }).click();
  await expect(mine.region.getByRole("alert")).toHaveText("Choose a recommendation first.");
  await keyboard.press("Space");
  await keyboard.press("ArrowDown");
  await expect(mine.region.getByRole("radio", { name: "No", exact: true })).toBeChecked();
  await expect(mine.region.getByText("Saved", { exact: true })).toBeVisible();
  await host.page.reload();
  await host.isInRoom();
  await mine.opens();
  await mine.scorecard.click();
  await expect(mine.region.getByRole("radio", { name: "No", exact: true }), "as it was left").toBeChecked();
  const ending = host.page.getByRole("dialog", { name: "End the interview?" });
  const asksToEnd = async () => {
    await host.page.getByRole("button", { name: "Host controls", exact: true }).click();
    await host.page.getByRole("button", { name: "End the interview…" }).click();
  };
  await asksToEnd();
  await expect(ending.getByRole("status")).toContainText("Your scorecard is a draft");
  await isAccessible(host.page, "the question before the end, with a draft");
  await host.page.keyboard.press("Escape");
  await host.page.keyboard.press("Escape");

  await mine.region.getByRole("button", { name: "Rubric…" }).click();
  const rubric = host.page.getByRole("dialog", { name: "Rubric" });
  await rubric.getByRole("button", { name: "Add a skill" }).click();
  await expect(rubric.getByLabel("Name of skill 1")).toBeFocused();
  await host.page.keyboard.type("Problem solving");
  for (const [place, level] of ["Guesses", "Needs a hint", "Has a plan", "Weighs plans"].entries())
    await rubric.getByLabel(`What ${place + 1} means for skill 1`).fill(level);
  await rubric.getByRole("button", { name: "Add a skill" }).click();
  await host.page.keyboard.type("problem SOLVING");
  await expect(rubric.getByText("This skill is in the list already")).toBeVisible();
  await isAccessible(host.page, "the rubric");
  await host.page.keyboard.press("Escape");
  await mine.region.getByRole("button", { name: "Rubric…" }).click();
  await expect(rubric.getByLabel("Name of skill 2"), "kept while it is not saved").toHaveValue("problem SOLVING");
  people.faults.allowConflicts();
  const { sessionId, hostToken } = await host.ownSession();
  await host.page.request.put(`${host.url}/api/sessions/${sessionId}/rubric`, {
    headers: { Authorization: `Bearer ${hostToken}` },
    data: { skills: [{ name: "Another's", levels: ["", "", "", "Theirs"] }] },
  });
  await rubric.getByRole("button", { name: "Remove skill 2" }).click();
  await rubric.getByRole("button", { name: "Save" }).click();
  await expect(rubric.getByRole("alert")).toContainText("Another host changed the rubric meanwhile.");
  await expect(rubric.getByRole("listitem")).toHaveText("Another's 4: Theirs");
  await expect(rubric.getByLabel("Name of skill 1"), "nothing that was typed is lost").toHaveValue("Problem solving");
  await rubric.getByRole("button", { name: "Save" }).click();
  await expect(rubric).toHaveCount(0);
  await expect(mine.skill("Problem solving").getByRole("radio", { name: "3 Good Has a plan" })).toBeChecked();
  await theirs.opens();
  await theirs.scorecard.click();
  await theirs.skill("Problem solving").getByRole("radio", { name: "4 Strong Weighs plans" }).check();
  await expect(theirs.region.getByRole("radiogroup"), "the rubric's skills alone").toHaveCount(1);
  await theirs.region.getByRole("radio", { name: "Strong yes" }).check();
  await theirs.region.getByLabel("Comment").fill("I would hire");
  const told = await watched(host.news);
  await theirs.submits();
  await expect(theirs.region.getByText("Nobody else has submitted yet.")).toBeVisible();
  await told.hasShown(/Bo submitted a scorecard/);
  await host.page.reload();
  await host.isInRoom();
  await mine.opens();
  await mine.scorecard.click();
  await expect(mine.region.getByText("One scorecard is submitted.")).toBeVisible();
  await expect(mine.region, "but not what it says").not.toContainText("hire");

  await mine.submits();
  for (const [pane, name] of [
    [mine, "Bo"],
    [theirs, "Ana"],
  ] as const) {
    const table = pane.region.getByRole("table");
    await expect(table.getByRole("columnheader")).toHaveText(["Skill", "You", name]);
    await expect(table.getByRole("row", { name: /Problem solving/ })).toContainText("3 Good");
    await expect(table.getByRole("row", { name: /Problem solving/ })).toContainText("4 Strong");
    await expect(table.getByRole("row", { name: /Recommendation/ })).toContainText("Strong yes");
    await expect(pane.region.getByRole("textbox")).toHaveCount(0);
    const hidden = await table.evaluate((all) => all.scrollWidth - (all.parentElement?.clientWidth ?? 0));
    expect(hidden, "both stand in the side, whole").toBeLessThanOrEqual(0);
  }
  await expect(mine.region).toContainText("I would hire");
  const answer = host.page.waitForResponse((response) => response.url().endsWith("/scorecards"));
  await asksToEnd();
  await answer;
  await expect(ending).toBeVisible();
  await expect(ending.getByRole("status"), "it is submitted").toBeEmpty();
});
