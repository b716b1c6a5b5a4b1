// An example's input in the console: the program that it starts gets it as if somebody typed it.
import { ConsoleView, speaks } from "./console-view";
import { asks, examples, hidden, pane } from "./question-pane";
import { isAccessible } from "./support/axe";
import { expect, test } from "./support/stage";

const ASKS = `target = int(input("Target? "))
numbers = input("Numbers? ").split()
print(target, "of", len(numbers))
`;
const READS = 'const all = require("fs").readFileSync(0, "utf8");\nconsole.log(JSON.stringify(all));\n';

test("whoever tests a program puts an example's input into the console, and everybody sees the run", async ({
  people,
}) => {
  const wide = { viewport: { width: 1440, height: 900 } };
  const host = await people.host({ language: "python", ...wide });
  const candidate = await people.candidate(await host.shareLink(), "Marcus", wide);
  await asks(host, "two-that-add-up");
  const [hers, his] = [new ConsoleView(host), new ConsoleView(candidate)];
  const feed = examples(candidate).getByRole("button", { name: "Run with this input in the console" });

  await candidate.writes(ASKS);
  await examples(candidate).getByRole("button", { name: "Run the examples" }).click();
  await expect(examples(candidate).getByRole("status")).toHaveText("0 of 2 passed");
  await expect(feed.first(), "the first that failed is open").toBeVisible();
  await isAccessible(candidate.page, "an example that failed");
  await feed.first().click();
  for (const view of [hers, his]) {
    await view.ended("exited 0");
    await expect(view.last.locator(".output")).toContainText("Target? 9");
    await expect(view.last.locator(".output")).toContainText("Numbers? 2 7 11 15");
    await expect(view.last.locator(".output")).toContainText("9 of 4");
  }

  await speaks(candidate, "javascript");
  await candidate.writes(READS);
  await host.seesExactly(READS);
  await feed.first().click();
  await expect(hers.last.locator(".output"), "all of it, and its end").toContainText('"9\\n2 7 11 15\\n"');
  await hers.ended("exited 0");

  await pane(host).getByRole("button", { name: "Run the hidden tests" }).click();
  await expect(hidden(host).getByRole("status")).toHaveText("0 of 5 passed");
  await hidden(host).getByText("Only you see this").click();
  await expect(hidden(host).getByRole("heading", { name: "Input" }).first()).toBeVisible();
  await expect(hidden(host).getByRole("button", { name: /with this input/ }), "others would see it").toHaveCount(0);

  await candidate.page.setViewportSize({ width: 390, height: 800 });
  const views = candidate.page.getByRole("navigation", { name: "Views" });
  await views.getByRole("button", { name: "Question" }).click();
  await feed.first().click();
  await expect(candidate.page.getByRole("region", { name: "Console" }), "comes into sight").toBeInViewport();
  await expect(hers.runs).toHaveCount(5);
});
