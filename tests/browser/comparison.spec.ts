// What a page shows and what the room holds are compared after quiet moments, and so are a page's editor and its text.
import { expect, test } from "./support/stage";

for (const [what, isShared] of [
  ["a page whose text came apart from the room's goes on with the room's by itself, and has its own beside it", false],
  ["so does one on a shared computer, which keeps no copy", true],
] as const) {
  test(what, async ({ people }) => {
    const host = await people.host();
    await host.writes("one two three\n");
    const candidate = await people.arrive();
    let isLossy = false;
    let lost = 0;
    let answers = 0;
    await candidate.page.routeWebSocket(/\/ws\//, (page) => {
      page.connectToServer().onMessage((message) => {
        const isUpdate = typeof message !== "string" && message[0] === 0 && message[1] === 2;
        if (typeof message !== "string" && message[0] === 105) answers += 1;
        if (isLossy && isUpdate) lost += 1;
        else page.send(message);
      });
    });
    await candidate.page.goto(await host.shareLink());
    if (isShared) await candidate.page.getByRole("checkbox", { name: "This is a shared computer" }).check();
    await candidate.page.getByRole("textbox", { name: "Your name" }).fill("Marcus");
    await candidate.page.keyboard.press("Enter");
    await candidate.isInRoom();
    await candidate.seesExactly("one two three\n");
    await expect.poll(() => answers).toBeGreaterThan(0); // the page knows that all is well, and hears no more from here
    isLossy = true;
    await host.editor.focus();
    await host.page.keyboard.press("ControlOrMeta+Home");
    for (let key = 0; key < 4; key += 1) await host.page.keyboard.press("Delete");
    await expect.poll(() => lost).toBeGreaterThan(0);
    await host.isSaved();
    isLossy = false;
    await candidate.seesExactly("two three\n");
    await expect(candidate.page.getByRole("textbox", { name: "Text that this browser has" })).toHaveValue(
      "one two three\n",
    );
    await candidate.types("and on");
    await host.seesExactly("two three\nand on");
    const metrics = await (await fetch(`${host.url}/metrics`)).text();
    expect(metrics).toMatch(/^codesala_divergence_total [1-9]/m);
  });
}

test("an editor that came apart from the session's text is opened anew, and what stood in it is there to copy", async ({
  people,
}) => {
  people.faults.allowBreakage();
  const host = await people.host();
  await host.writes("start\n");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await candidate.seesExactly("start\n");
  await candidate.types("x");
  await candidate.editor.evaluate((content) => {
    interface Drawn {
      cmTile: { view: { plugins: { value: { _ytext?: object; update?: () => void } }[] } };
    }
    const { plugins } = (content as unknown as Drawn).cmTile.view;
    const binding = plugins.find(({ value }) => value._ytext);
    if (!binding) throw new Error("the editor has no binding");
    binding.value.update = () => {
      throw new Error("broken by the test");
    };
  });
  await candidate.page.keyboard.press("!");
  await expect(candidate.page.getByRole("textbox", { name: "Text that this browser has" })).toHaveValue("start\nx!");
  await candidate.seesExactly("start\nx");
  await candidate.page.keyboard.type(" and on");
  await host.seesExactly("start\nx and on");
  await candidate.page.getByRole("button", { name: "Remove it from this browser" }).click();
  await expect(candidate.page.getByRole("textbox", { name: "Text that this browser has" })).toHaveCount(0);
});
