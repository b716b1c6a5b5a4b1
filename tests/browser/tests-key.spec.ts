// The key that runs a question's tests: a candidate's examples, and a host's hidden tests behind them.
import { ConsoleView } from "./console-view";
import { asks, examples, hidden, pane } from "./question-pane";
import { isAccessible } from "./support/axe";
import { expect, test } from "./support/stage";

const KEY = "ControlOrMeta+Shift+Enter";

test("a key runs a candidate's examples, and for a host the hidden tests behind them", async ({ people }) => {
  const wide = { viewport: { width: 1440, height: 900 } };
  const host = await people.host({ language: "python", ...wide });
  const candidate = await people.candidate(await host.shareLink(), "Marcus", wide);
  await asks(host, "two-that-add-up");
  await candidate.writes("input()\nprint('none')\n");
  await host.sees("print('none')");
  await expect(examples(candidate).getByRole("button", { name: "Run the examples" })).toContainText("⇧");
  await expect(pane(candidate).getByRole("button", { name: "Run all tests" })).toHaveCount(0);

  await candidate.editor.focus();
  await candidate.page.keyboard.press(KEY);
  await expect(examples(candidate).getByRole("status")).toHaveText("1 of 2 passed");
  await candidate.seesExactly("input()\nprint('none')\n");
  const [hers, his] = [new ConsoleView(host), new ConsoleView(candidate)];
  await hers.ended("1 of 2 examples passed");

  await expect(pane(host).getByRole("button", { name: "Run all tests" })).toContainText("⇧");
  await isAccessible(host.page, "a question whose tests run together");
  await pane(host).getByRole("button", { name: "Close" }).click();
  await host.editor.focus();
  await host.page.keyboard.press(KEY);
  await expect(hidden(host).getByRole("status"), "the question opens again").toHaveText("1 of 5 passed");
  await expect(examples(host).getByRole("status")).toHaveText("1 of 2 passed");
  for (const view of [hers, his]) {
    await expect(view.runs).toHaveCount(3);
    await view.ended("1 of 2 examples passed", view.runs.nth(1));
    await view.ended("1 of 5 hidden tests passed");
  }
  await pane(host).getByRole("button", { name: "Run all tests" }).click();
  for (const view of [hers, his]) await expect(view.runs.locator(".result", { hasText: "hidden" })).toHaveCount(2);

  await candidate.writes("while True: pass\n");
  await host.sees("while True");
  await host.editor.focus();
  await host.page.keyboard.press(KEY);
  await pane(host).getByRole("button", { name: "Stop all tests" }).click();
  await hers.ended(/^stopped, 0 of 2 examples passed$/);
  await expect(pane(host).getByRole("button", { name: "Run all tests" }), "none runs behind it").toBeEnabled();
  await expect(hers.runs).toHaveCount(6);
});

test("tests are within reach however long the statement is, and the key shows them where they have a tab", async ({
  people,
}) => {
  const host = await people.host({ language: "python", viewport: { width: 1440, height: 560 } });
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await asks(host, "way-through-a-grid");
  await candidate.writes("input()\nprint('none')\n");
  await host.sees("print('none')");
  await expect(pane(host).getByRole("button", { name: "Run all tests" })).toBeInViewport({ ratio: 1 });
  const run = examples(candidate).getByRole("button", { name: "Run the examples" });
  const failed = examples(candidate).locator("details[open] summary");
  for (const [width, height] of [
    [1440, 560],
    [1024, 640],
    [390, 640],
  ] as const) {
    await candidate.page.setViewportSize({ width, height });
    if (width < 1280) {
      await candidate.page
        .getByRole(width < 720 ? "button" : "tab", { name: width < 720 ? "Code" : /^main.py/ })
        .click();
      await expect(run).toBeHidden();
      await candidate.editor.focus();
      await candidate.page.keyboard.press(KEY);
      await expect(examples(candidate).getByRole("status"), "where they are shown").toHaveText("1 of 2 passed");
      await expect(failed).toBeInViewport({ ratio: 1 });
    }
    await pane(candidate).locator(".facts").scrollIntoViewIfNeeded();
    await expect(run, `${width} px`).toBeInViewport({ ratio: 1 });
    const edges = [pane(candidate), examples(candidate).locator(".pinned")].map((part) =>
      part.evaluate((element) => Math.round(element.getBoundingClientRect().bottom)),
    );
    const [below = 0, bar = 0] = await Promise.all(edges);
    expect(bar, "nothing of the statement shows below it").toBeGreaterThanOrEqual(below);
    await run.click();
    await expect(examples(candidate).getByRole("status")).toHaveText("1 of 2 passed");
    await expect(failed, "is brought into sight").toBeInViewport({ ratio: 1 });
    await expect(run, "also below the results").toBeInViewport({ ratio: 1 });
    await isAccessible(candidate.page, `tests below a long statement, ${width} px`);
  }
});

test("the list of keys tells of the one for tests, which says where there are none", async ({ people }) => {
  const host = await people.host({ language: "python", viewport: { width: 1440, height: 900 } });
  await host.editor.focus();
  const typed = await host.code();
  await (await host.interview()).getByRole("button", { name: "Questions…" }).click();
  await expect(pane(host)).toBeVisible();
  await host.editor.focus();
  await host.page.keyboard.press(KEY);
  await expect(host.news).toHaveText("There are no tests to run here.");
  expect(await host.code()).toBe(typed);
  await host.page.keyboard.press("Escape");
  await host.page.keyboard.press("Tab");
  await host.page.keyboard.press("?");
  const dialog = host.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toContainText("Run the tests of the question; again: stop them");
});
