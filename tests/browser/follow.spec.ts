// Following another person's caret and view: who follows whom is seen, and it ends by Esc or by typing.
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

const LINES = Array.from({ length: 200 }, (_, index) => `# line ${index + 1}`).join("\n");

/** The line in which somebody's caret stands is in sight. */
async function seesCaretOf(person: Person, name: string): Promise<void> {
  await expect(person.caretOf(name)).toBeInViewport();
}

/** The number of the first line of which half is in sight. */
const topLine = (person: Person) =>
  person.page.evaluate(() => {
    const top = document.querySelector(".cm-scroller")?.getBoundingClientRect().top ?? 0;
    const numbers = [...document.querySelectorAll<HTMLElement>(".cm-lineNumbers .cm-gutterElement")];
    const inSight = numbers.filter((one) => {
      const { top: at, height } = one.getBoundingClientRect();
      return getComputedStyle(one).visibility !== "hidden" && at + height / 2 > top;
    });
    return inSight[0]?.textContent;
  });

const seesTheLinesOf = (person: Person, other: Person) =>
  expect(async () => expect(await topLine(person)).toBe(await topLine(other))).toPass();

test("an editor follows where a person writes and looks until Esc, and the followed person knows", async ({
  people,
}) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes(LINES);
  await candidate.sees("# line 10");
  await host.page.keyboard.press("ControlOrMeta+Home");
  const fromTop = () => host.page.locator(".cm-scroller").evaluate(({ scrollTop }) => scrollTop);
  await expect.poll(fromTop, "with the place for a name above line 1").toBe(0);
  await candidate.page.keyboard.press("Escape");

  await host.page.getByRole("button", { name: "Follow Marcus" }).click();
  await expect(host.page.getByText("Following Marcus: Esc stops")).toBeVisible();
  await expect(candidate.news).toHaveText("Ana follows you");
  await expect(candidate.inList("Ana")).toContainText("follows you");
  await candidate.types(" here");
  await host.sees("# line 200 here");
  await seesCaretOf(host, "Marcus");
  await candidate.typesAtTheStart("# there\n");
  await host.sees("# there");
  await seesCaretOf(host, "Marcus");

  // Who reads scrolls, and the caret stays where it is.
  const firstLines = candidate.page.locator(".cm-line").filter({ hasText: /^# line [67]$/ });
  await candidate.page.locator(".cm-scroller").evaluate((element) => element.scrollTo({ top: 0 }));
  await expect(firstLines.first()).toBeInViewport();
  await seesTheLinesOf(host, candidate);
  await candidate.page.locator(".cm-scroller").evaluate((element) => element.scrollTo({ top: 2_000 }));
  await expect(firstLines.first()).not.toBeInViewport();
  await seesTheLinesOf(host, candidate);

  await host.editor.focus();
  await host.page.keyboard.press("Escape");
  await expect(host.page.getByText("Following Marcus: Esc stops")).toBeHidden();
  await expect(candidate.inList("Ana")).not.toContainText("follows you");
  await candidate.types(" again");
  await candidate.sees("# line 200 here again");
  await host.typesAtTheStart("x");
  await candidate.isSaved();
  await expect(host.caretOf("Marcus")).not.toBeInViewport();
});

test("typing oneself ends following", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await candidate.page.getByRole("button", { name: /^Follow / }).click();
  const strip = candidate.page.getByText(/^Following .*: Esc stops$/);
  await expect(strip).toBeVisible();
  await host.types("by the host");
  await candidate.sees("by the host");
  await expect(strip).toBeVisible();
  await candidate.types("x");
  await expect(strip).toBeHidden();
});
