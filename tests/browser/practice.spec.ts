// Practice: a candidate tries everything out in a room of their own, and goes on to the interview.
import { ConsoleView } from "./console-view";
import { isAccessible } from "./support/axe";
import { expect, test } from "./support/stage";

test("a candidate tries everything out, sees it ticked, and goes back to join the interview", async ({ people }) => {
  const host = await people.host({ language: "javascript" });
  const link = await host.shareLink();
  const candidate = await people.arrive();
  const { page } = candidate;
  await page.goto(link);
  await page.getByRole("textbox", { name: "Your name" }).fill("Marcus");
  await isAccessible(page, "the offer of practice");
  await page.getByRole("button", { name: "Try it out first" }).click();
  await candidate.isInRoom();
  expect(page.url(), "a room of its own").not.toBe(link);
  const practice = page.getByRole("region", { name: "Practice" });
  await expect(practice).toContainText("This is practice, not the interview. Only you have its link");
  await expect(practice).toContainText("deleted half an hour after you leave");
  await page.setViewportSize({ width: 1024, height: 768 });
  const back = practice.getByRole("link", { name: "Back to the interview" });
  await expect(back, "not cut off by the code").toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 1280, height: 800 }); // the question beside the code
  const line = (text: string) => practice.getByRole("listitem").filter({ hasText: text });
  await expect(line("You are connected")).toContainText("(done)");
  await expect(line("Type something")).toContainText("(open)");

  const console = new ConsoleView(candidate);
  await console.pressKey();
  await console.input.fill("Marcus");
  await page.keyboard.press("Enter");
  await expect(console.last).toContainText("Hello, Marcus!");
  await expect(line("Answer the program")).toContainText("(done)");
  await expect(line("Press Run")).toContainText("(done)");
  await candidate.types("// mine");
  await expect(line("Type something")).toContainText("(done)");
  const question = page.getByRole("region", { name: "Questions" });
  await expect(question.getByText("reads a whole number and prints twice")).toBeVisible();
  await expect(line("run its examples")).toContainText("(open)");
  await candidate.writes('console.log(2 * Number(prompt("")));\n');
  await question.getByRole("button", { name: "Run the examples" }).click();
  await expect(question.getByRole("status")).toHaveText("2 of 2 passed");
  await expect(line("run its examples")).toContainText("(done)");
  await isAccessible(page, "practice");

  await page.context().setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  await expect(line("Turn your network off"), "it was never away").toContainText("(open)");
  await page.context().setOffline(false);

  await expect(host.inList("Marcus"), "nobody sees it in the interview").toHaveCount(0);
  await page.getByRole("link", { name: "Back to the interview" }).click();
  await expect(page).toHaveURL(link);
  await expect(page.getByRole("textbox", { name: "Your name" })).toHaveValue("Marcus");
  await page.keyboard.press("Enter");
  await candidate.isInRoom();
  await expect(host.inList("Marcus")).toBeVisible();
  await expect(practice).toHaveCount(0);
});
