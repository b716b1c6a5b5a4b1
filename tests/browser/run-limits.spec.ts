// What limits a run, as both people in a room see it: how much it prints, and for how long it computes.
import { together } from "./console-view";
import { expect, test } from "./support/stage";

test.use({ savesData: false });

test("of much output everybody sees the first and the last lines, and how the program ended", async ({ people }) => {
  const { hers, his } = await together(people);
  await hers.runsCode('for (let i = 1; i <= 9000; i += 1) console.log("line", i);\nthrow new Error("at the end");\n');
  for (const view of [hers, his]) {
    await view.ended("failed (exit code 1)");
    await view.last.getByRole("button", { name: "Show all" }).click();
    const printed = async () => {
      const lines = (await view.stdout()).split("\n");
      return [0, 3999, 4000, -2].map((place) => lines.at(place));
    };
    await expect.poll(printed, "drawn in several frames").toEqual(["line 1", "line 4000", "line 8007", "line 9000"]);
    await expect(view.last.locator(".stderr", { hasText: "4,006 lines were left out" })).toHaveCount(1);
    await expect(view.last.locator(".stderr", { hasText: "Error: at the end" })).toHaveCount(1);
  }
});

test("a question after much output is seen, and answered", async ({ people }) => {
  const { host, hers, his } = await together(people, "python");
  await hers.runsCode('for i in range(6000): print("line", i)\nname = input("Name? ")\nprint("Hello,", name)\n');
  await expect(hers.input).toBeFocused();
  await expect(his.last.locator(".stdout").last()).toHaveText("Name? ");
  await host.page.keyboard.type("Ada");
  await host.page.keyboard.press("Enter");
  await his.ended("exited 0");
  await expect(his.last.locator(".stdout").last()).toHaveText("Hello, Ada");
});

test("a program that computes for a minute stops by itself, and everybody is told why", async ({ people }) => {
  const { host, hers, his } = await together(people);
  await hers.runsCode("1 + 1");
  await hers.ended("exited 0"); // what is to be loaded is
  await host.page.clock.install();
  await hers.runsCode('console.log("begun");\nfor (;;);\n');
  await his.printed("begun\n");
  for (let second = 0; second < 62; second += 1) await host.page.clock.fastForward(1_000);
  for (const view of [hers, his]) {
    await view.ended("over a limit");
    await expect(view.last).toContainText("Stopped after 60 s of computing. Waiting for input does not count.");
  }
});
