// What machines can say of accessibility, on every screen, in both themes, wide and narrow; and what fits a phone.
import { isAccessible } from "./support/axe";
import { standsStill } from "./support/scrolling";
import { expect, test } from "./support/stage";

for (const { width, height } of [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]) {
  test(`all screens are accessible and fit, in both themes, at ${width} px`, async ({ people }) => {
    people.faults.allowDeadLinks();
    // Reduced motion: a name that fades has no contrast to speak of while it does.
    const options = { viewport: { width, height }, reducedMotion: "reduce" as const };

    const host = await people.arrive(options);
    const { page } = host;
    await page.goto(`${host.url}/s/abcdefghijklmnopqrstuv`);
    await expect(page.getByRole("heading", { name: "This link does not work" })).toBeVisible();
    await expect(page.locator("main > .card"), "one kind of page").toBeVisible();
    await isAccessible(page, "dead link");
    await page.goto(host.url);
    await expect(page.getByRole("button", { name: "New session" })).toBeVisible();
    const foot = page.getByRole("contentinfo");
    await expect(foot).toContainText(/Codesala \d/);
    const licences = await page.request.get(
      await foot.getByRole("link", { name: "Licences" }).evaluate((link: HTMLAnchorElement) => link.href),
    );
    expect(await licences.text()).toMatch(/JetBrains Mono.*OFL-1\.1.*Pyodide/is);
    await isAccessible(page, "home");
    const preview = page.locator(
      'meta[name="description"], meta[property="og:title"], meta[property="og:description"]',
    );
    await expect(preview, "where its link is pasted").toHaveCount(3);
    for (const icon of ["favicon.ico", "apple-touch-icon.png"])
      expect((await page.request.get(`${host.url}/${icon}`)).headers()["content-type"]).toMatch(/^image\//);

    await page.getByRole("button", { name: "New session" }).click();
    await expect(page.getByText("Only you are here")).toBeVisible();
    await expect(page.locator(".button.primary").filter({ visible: true }), "one thing to do first").toHaveCount(1);
    await expect(page.getByPlaceholder("Title (the candidate sees it)").first()).toBeVisible();
    await isAccessible(page, "room, alone");
    const link = await host.shareLink();
    if (width < 720) {
      const views = page.getByRole("navigation", { name: "Views" });
      await views.getByRole("button", { name: "Code", exact: true }).click();
    }
    await host.isInRoom();

    const candidate = await people.arrive(options);
    await candidate.page.goto(link);
    await expect(candidate.page.getByRole("heading", { name: "Join the session" })).toBeVisible();
    await expect(candidate.page.locator("main > .card"), "one kind of page").toBeVisible();
    await isAccessible(candidate.page, "join");
    await candidate.page.getByRole("textbox", { name: "Your name" }).press("Enter");
    await candidate.isInRoom();
    await candidate.types("# a comment");
    await expect(host.carets).toHaveCount(1);
    await isAccessible(page, "room, together");
    for (const card of ["Share", "Settings"]) {
      await page.getByRole("button", { name: card, exact: true }).click();
      await isAccessible(page, `room, ${card}`);
      await page.keyboard.press("Escape");
    }
    await page.getByRole("button", { name: "Settings", exact: true }).click();
    await page.getByRole("button", { name: /Keyboard shortcuts/ }).click();
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
    await isAccessible(page, "keyboard shortcuts");
    await page.keyboard.press("Escape");

    await candidate.page.emulateMedia({ forcedColors: "active" });
    await candidate.editor.focus();
    await candidate.page.keyboard.press("ControlOrMeta+a");
    const selection = candidate.page.locator(".cm-selectionBackground").first();
    const text = candidate.page.locator(".cm-editor");
    const behind = await text.evaluate((element) => getComputedStyle(element).backgroundColor);
    await expect(selection, "seen also where the system forces its colours").not.toHaveCSS("background-color", behind);
    await expect(candidate.page.locator(".avatar").first()).not.toHaveCSS("background-color", behind);
    await page.emulateMedia({ forcedColors: "active" });
    const chosen = page.locator("[aria-current], [aria-pressed='true'], [aria-selected='true']");
    const seen = chosen.filter({ visible: true }).first();
    await expect(seen, "which of several is chosen").toHaveCSS("outline-style", "solid");
  });

  test(`the screens of a session's life are accessible and fit, in both themes, at ${width} px`, async ({ people }) => {
    const options = { viewport: { width, height }, reducedMotion: "reduce" as const };
    const host = await people.arrive(options);
    const { page } = host;
    await page.goto(host.url);
    await page.getByRole("button", { name: "New session" }).click();
    const link = await host.shareLink();
    const shows = async (view: string) => {
      if (width >= 720) return;
      const views = page.getByRole("navigation", { name: "Views" });
      await views.getByRole("button", { name: view }).click();
    };
    const candidate = await people.candidate(link, "Marcus", options);

    await page.getByRole("button", { name: "Host controls", exact: true }).click();
    const card = page.getByRole("group", { name: "Host controls" });
    for (const name of ["Lock editing", "Turn running off", "Lobby"]) {
      await card.getByRole("switch", { name, exact: true }).click(); // without the hint beside it
      await expect(card.getByRole("switch", { name, exact: true })).toBeChecked();
      await expect(card.getByRole("switch", { name, exact: true }), "is drawn as one").toHaveCSS("appearance", "none");
    }
    await card.getByRole("button", { name: "20 min" }).click();
    await card.getByRole("button", { name: "Links" }).click();
    await card.getByRole("button", { name: "Make a link" }).click();
    await card.getByRole("button", { name: "Replace the link: Observers" }).click();
    await expect(card.getByRole("textbox", { name: "Replay" })).toBeVisible();
    await isAccessible(page, "interview card");
    if (width >= 720) {
      const [own, people] = [card, page.getByRole("region", { name: "People" })].map((one) => one.boundingBox());
      const { x, width: wide } = (await own) ?? { x: 0, width: Infinity };
      expect(x + wide, "beside the people").toBeLessThanOrEqual((await people)?.x ?? 0);
    }
    await card.getByRole("button", { name: "End the interview…" }).click();
    await expect(page.getByRole("dialog", { name: "End the interview?" })).toBeVisible();
    await isAccessible(page, "end of the interview");
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog", { name: "End the interview?" })).toBeHidden();
    await page.keyboard.press("Escape");
    await isAccessible(candidate.page, "locked room");
    if (width >= 720) {
      for (const narrow of [1024, 900, 720]) {
        await page.setViewportSize({ width: narrow, height });
        await standsStill(page);
        const people = page.getByRole("button", { name: /^People: / });
        expect(await people.evaluate((button) => button.scrollWidth - button.clientWidth), `${narrow} px`).toBe(0);
      }
      await page.setViewportSize({ width, height });
    }

    const visitor = await people.arrive(options);
    await visitor.page.goto(link);
    await visitor.page.getByRole("textbox", { name: "Your name" }).fill("Wanda");
    await visitor.page.keyboard.press("Enter");
    await expect(visitor.page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
    await expect(visitor.page.locator("main > .card"), "one kind of page").toBeVisible();
    await isAccessible(visitor.page, "lobby");
    await shows("People");
    await page.getByRole("button", { name: "Follow Marcus" }).click();
    await page.getByRole("button", { name: "Remove Marcus" }).click();
    await expect(page.getByText("Waiting to come in")).toBeVisible();
    await isAccessible(page, "people, waiting and about to be removed");
    await page.getByRole("group", { name: "Remove Marcus" }).getByRole("button", { name: "Remove" }).click();
    await expect(candidate.page.getByRole("heading", { name: "The host has removed you" })).toBeVisible();
    await expect(candidate.page.locator("main > .card"), "one kind of page").toBeVisible();
    await isAccessible(candidate.page, "removed");

    await page.getByRole("button", { name: "Host controls", exact: true }).click();
    await card.getByRole("button", { name: "End the interview…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "End the interview" }).click();
    await expect(visitor.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();
    await expect(visitor.page.locator("main > .card"), "one kind of page").toBeVisible();
    await isAccessible(visitor.page, "ended");
    await expect(page).toHaveURL(/replay$/);
    await page.goto(page.url().replace(/\/replay$/, ""));
    await expect(page.getByRole("button", { name: "Reopen the interview" })).toBeVisible();
    await isAccessible(page, "ended, host");
  });
}

test("on a phone the text is large enough to be tapped, a row has the keys that phones lack, and tabs switch the view", async ({
  people,
}) => {
  const host = await people.arrive({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  const { page } = host;
  await page.goto(host.url);
  await page.getByRole("button", { name: "New session" }).tap();
  await expect(page.getByText("Only you are here"), "the link comes first").toBeVisible();
  const views = page.getByRole("navigation", { name: "Views" });
  await views.getByRole("button", { name: "Console" }).tap();
  await expect(page.getByText("Tap Run: code runs"), "not by keys that phones lack").toBeVisible();
  await views.getByRole("button", { name: "Code", exact: true }).tap();
  await host.isInRoom();

  const size = await host.editor.evaluate((content) => parseFloat(getComputedStyle(content).fontSize));
  expect(size).toBeGreaterThanOrEqual(16);
  await host.types("typed on a phone");
  await host.sees("typed on a phone");
  const keys = page.getByRole("toolbar", { name: "Keys for the code" });
  const taps = async (...names: string[]) => {
    for (const name of names) await keys.getByRole("button", { name, exact: true }).tap();
  };
  await taps("(", '"');
  await host.sees('typed on a phone("")');
  await expect(host.editor, "no tap takes the keyboard away").toBeFocused();
  await taps("Right", "Right", "Undo", "Redo", "Left", "Tab", "Up");
  await page.keyboard.type("above");
  await host.sees('above\n    typed on a phone("")');
  await isAccessible(page, "keys for touch");
  const run = page.getByRole("button", { name: "Run", exact: true });
  const lowest = async () => {
    const boxes = await Promise.all([run, host.editor, keys, views].map((one) => one.boundingBox()));
    return boxes.map((box) => Math.round((box?.y ?? 0) + Math.min(box?.height ?? 0, 60)));
  };
  await page.evaluate(() => {
    // As Safari does it: its keyboard lies over the page, which it moves to where one types.
    const seen = window.visualViewport as VisualViewport;
    for (const [name, px] of [
      ["height", innerHeight - 336],
      ["offsetTop", 120],
    ] as const)
      Object.defineProperty(seen, name, { configurable: true, get: () => px });
    seen.dispatchEvent(new Event("resize"));
  });
  await expect
    .poll(async () => Math.max(...(await lowest())), "all above the keyboard")
    .toBeLessThanOrEqual(844 - 336 + 120);
  expect(Math.min(...(await lowest())), "and below what was moved away").toBeGreaterThanOrEqual(120);
  await page.evaluate(() => {
    const seen = window.visualViewport as VisualViewport;
    Reflect.deleteProperty(seen, "height");
    Reflect.deleteProperty(seen, "offsetTop");
    seen.dispatchEvent(new Event("resize"));
  });
  await expect.poll(async () => Math.max(...(await lowest()))).toBe(844);
  await page.getByRole("button", { name: "Settings" }).tap();
  const chosen = page.getByRole("group", { name: "Font size" });
  await expect(chosen.locator("output"), "what is drawn, not what is too small").toHaveText("16");
  await expect(chosen.getByRole("button", { name: "Smaller" })).toBeDisabled();
  await page.keyboard.press("Escape");
  await views.getByRole("button", { name: /People/ }).tap();
  await expect(host.list).toBeVisible();
  await expect(host.editor).toBeHidden();
});
