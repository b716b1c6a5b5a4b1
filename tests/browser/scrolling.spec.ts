// Nothing but panes scrolls. Every other test looks at that, too (support/scrolling.ts); here it is made hard.
import { ConsoleView, speaks } from "./console-view";
import { recordWith, replayOf } from "./replay-view";
import { standsStill } from "./support/scrolling";
import { expect, test } from "./support/stage";

const LONG = 'for (let line = 1; line <= 200; line += 1) console.log(line);\nconsole.error("an error");\n';

for (const { width, height } of [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
]) {
  test(`an error after many lines does not make the document scroll, in room and replay, at ${width} px`, async ({
    people,
  }) => {
    const host = await people.arrive({ viewport: { width, height } });
    const { page } = host;
    const shows = async (view: string) => {
      if (width >= 720) return;
      const views = page.getByRole("navigation", { name: "Views" });
      await views.getByRole("button", { name: view }).click();
    };
    await page.goto(host.url);
    await page.getByRole("button", { name: "New session" }).click();
    await shows("Code");
    await host.isInRoom();
    await speaks(host, "javascript");
    const view = new ConsoleView(host);
    await view.runsCode(LONG);
    await shows("Console");
    await view.ended("exited 0");
    await expect(view.last.getByText("an error")).toBeInViewport();
    await standsStill(page);

    await recordWith(host, "run.ended");
    const replay = await replayOf(host);
    await replay.press("End");
    await shows("Console");
    await expect(replay.past.getByText("an error")).toBeInViewport();
    await standsStill(page);
    await replay.press("ControlOrMeta+Enter");
    const now = page.getByRole("region", { name: "Run now", exact: true });
    await expect(now.getByText("an error")).toBeAttached();
    await standsStill(page);
  });
}
