// Everything without a mouse: creating, sharing, typing, leaving the editor, and the keys of the room.
import type { Locator, Page } from "@playwright/test";

import { holds } from "./support/network";
import { builtFrom } from "./support/parts";
import { longerEachTime } from "./support/patience";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

/** Presses Tab until the thing of this name has the focus. */
async function tabTo(page: Page, name: RegExp, key = "Tab"): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return element?.getAttribute("aria-label") ?? element?.textContent.trim() ?? "";
    });
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press(key);
    if (name.test(await focused())) return;
  }
  throw new Error(`no way by ${key} to ${String(name)}`);
}

test("a session is created, shared, written and left by keyboard alone", async ({ people }) => {
  const host = await people.arrive();
  const { page } = host;
  await page.goto(host.url);
  await tabTo(page, /^New session$/);
  await page.keyboard.press("Enter");
  await host.isInRoom();
  await expect(host.editor).toBeFocused();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("typed ");
  await host.sees("typed ");
  const caret = page.locator(".cm-cursorLayer");
  await expect(caret, "blinks").toHaveCSS("visibility", "hidden");
  await expect(caret).toHaveCSS("visibility", "visible");
  const animated = () => page.evaluate(() => document.getAnimations().length);
  await expect.poll(animated, "what is animated without end is drawn sixty times a second").toBe(0);

  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(host.editor).not.toBeFocused();
  await expect(page.locator(":focus-visible")).toHaveCount(1);
  expect(await host.code(), "leaving indents nothing").toContain("\ntyped ");

  await page.evaluate(() => navigator.clipboard.writeText(""));
  await tabTo(page, /^(Copy: Link for candidates|Copy|Copied)/);
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("/s/");

  await tabTo(page, /^Code, shared/, "Shift+Tab");
  await page.keyboard.type("again");
  await host.sees("typed again");
});

/** Types the start of a word. The tools of the editor come after it: until then nothing is offered. */
async function seesOffers(person: Person, start = "pri"): Promise<void> {
  const longer = longerEachTime(1_000);
  await expect(async () => {
    await person.writes("");
    await person.types(start);
    await expect(person.page.getByRole("listbox")).toBeVisible({ timeout: longer() });
  }).toPass();
}

test("Escape, then Tab, leaves the editor also while completions are offered", async ({ people }) => {
  const host = await people.host();
  await seesOffers(host);
  const text = await host.code();
  await host.page.keyboard.press("Escape");
  await expect(host.page.getByRole("listbox")).toBeHidden();
  await host.page.keyboard.press("Tab");
  await expect(host.editor).not.toBeFocused();
  expect(await host.code()).toBe(text);
});

test("Enter after a typed word is a line break; a completion is taken by Tab, or by Enter once it is chosen", async ({
  people,
}) => {
  const host = await people.host();
  const offers = host.page.getByRole("listbox");
  const hasCome = () =>
    host.page.evaluate(
      (part) => performance.getEntriesByType("resource").some(({ name }) => name.endsWith(part)),
      builtFrom("editor/tools/completing.ts"),
    );
  await expect(host.editor.locator(".cm-line span").first(), "colours come with the tools").toBeVisible();
  expect(await hasCome(), "what completes, before anybody types").toBe(false);
  await host.types("\npri");
  await expect(offers, "of the first word already").toBeVisible();
  expect(await hasCome()).toBe(true);

  const typesWord = async () => {
    await seesOffers(host);
    await expect(offers.getByRole("option", { selected: true })).toHaveCount(0);
  };
  await typesWord();
  await host.page.keyboard.press("Enter");
  await host.seesExactly("pri\n");

  await typesWord();
  await host.page.keyboard.press("Tab");
  await host.seesExactly("print");

  await typesWord();
  await host.page.keyboard.press("ArrowDown");
  await expect(offers.getByRole("option", { selected: true })).toHaveText("print");
  await host.page.keyboard.press("Enter");
  await host.seesExactly("print");

  await seesOffers(host, "whil");
  await host.page.keyboard.press("Tab");
  await host.seesExactly("while :\n    ");
});

test("a text that is indented by tabs stays so, by Enter and by Tab", async ({ people }) => {
  const host = await people.host();
  await host.writes("for x in [1, 2]:\n\tif x > 1:\n\t\tprint('positive')");
  await host.page.keyboard.press("Enter");
  await host.page.keyboard.type("print(x)");
  await host.seesExactly("for x in [1, 2]:\n\tif x > 1:\n\t\tprint('positive')\n\t\tprint(x)");
  await host.page.keyboard.press("Home");
  await host.page.keyboard.press("Tab");
  await host.sees("\n\t\t\tprint(x)");
  await host.writes("for x in [1, 2]:");
  await host.page.keyboard.press("Enter");
  await host.page.keyboard.type("print(x)");
  await host.seesExactly("for x in [1, 2]:\n    print(x)");
});

test("the question mark opens the list of keys outside the editor, and is a character inside", async ({ people }) => {
  const host = await people.host();
  const dialog = host.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await host.types("why? ");
  await host.sees("why? ");
  await expect(dialog).toBeHidden();

  await host.page.keyboard.press("Escape");
  await host.page.keyboard.press("Tab");
  await host.page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText("Undo your own last edit");
  await host.page.keyboard.press("ControlOrMeta+Enter");
  await expect(host.page.getByRole("button", { name: "Stop" }), "nothing runs under a dialog").toHaveCount(0);
  await host.page.keyboard.press("F2");
  await expect(host.page.getByRole("region", { name: "Private" })).toHaveCount(0);
  await dialog.getByRole("heading").hover();
  await host.page.mouse.down();
  await host.page.mouse.move(5, 5);
  await host.page.mouse.up();
  await expect(dialog, "a selection that ends beside it closes nothing").toBeVisible();
  await host.page.mouse.click(5, 5);
  await expect(dialog).toBeHidden();
  await host.page.keyboard.press("?");
  await expect(dialog).toBeVisible();
  await host.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("a dialog that is opened again at once stays open", async ({ people }) => {
  const host = await people.host();
  await host.page.getByRole("button", { name: "Share", exact: true }).focus();
  await host.page.keyboard.press("?");
  const dialog = host.page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(dialog).toBeVisible();
  // Before the browser tells the page of the end, which it does with the next frame: on a busy machine keys are faster.
  const isOpen = await dialog.evaluate(async (element: HTMLDialogElement) => {
    const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
    element.querySelector("button")?.click();
    for (let turns = 0; element.open && turns < 100; turns += 1) await Promise.resolve();
    const wasClosed = !element.open;
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "?", bubbles: true }));
    await nextFrame();
    await nextFrame();
    return wasClosed && element.open;
  });
  expect(isOpen).toBe(true);
  await host.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
});

test("Ctrl+S says what is true: saved when it is, kept on this device when the server is away", async ({
  people,
  ownNode,
}) => {
  const host = await people.host();
  const session = await host.page.context().newCDPSession(host.page);
  const russian = { modifiers: 2, key: "ы", code: "KeyS", windowsVirtualKeyCode: 83 };
  await session.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...russian });
  await expect(host.news, "the same key, whatever it writes").toHaveText(/server's disk/);
  await host.types("x");
  await host.isSaved();

  await ownNode.kill();
  await host.types("y");
  await expect(host.chip).toHaveText("Offline: kept on this device");
  await host.page.keyboard.press("ControlOrMeta+s");
  await expect(host.news).toContainText("kept on this device");
});

test("cards close by Escape and give the focus back to their buttons", async ({ people }) => {
  const host = await people.host();
  for (const name of ["Share", "Settings"]) {
    const button = host.page.getByRole("button", { name, exact: true });
    await button.focus();
    await host.page.keyboard.press("Enter");
    await expect(button).toHaveAttribute("aria-expanded", "true");
    await expect(host.page.getByRole("group", { name, exact: true }).getByRole("textbox").first()).toBeVisible();
    await host.page.keyboard.press("Tab");
    await host.page.keyboard.press("Escape");
    await expect(button).toHaveAttribute("aria-expanded", "false");
    await expect(button).toBeFocused();
  }
});

test("Ctrl+F counts what it finds, steps through it, and replaces; Escape gives the focus back", async ({ people }) => {
  const host = await people.host();
  const { page } = host;
  const arrive = await holds(page, `**/${builtFrom("editor/tools/search.ts")}`);
  await expect(host.editor.locator("span[class]").first()).toBeVisible(); // the editor's tools colour it, and know the key
  await host.writes("cat\nCat\ncategory\n"); // what is selected asks for the part already
  await page.keyboard.press("ControlOrMeta+Home");
  await page.keyboard.press("ControlOrMeta+f");
  arrive();
  const [find, count] = [page.getByRole("textbox", { name: "Find" }), page.locator(".cm-search output")];
  await expect(find).toBeFocused();
  await find.fill("cat");
  await expect(count).toHaveText("– of 3");
  await page.keyboard.press("Enter");
  await expect(count).toHaveText("1 of 3");
  await page.keyboard.press("Shift+Enter");
  await expect(count).toHaveText("3 of 3");
  await page.getByRole("button", { name: "match case" }).click();
  await page.getByRole("button", { name: "by word" }).click();
  await expect(count).toHaveText(/of 1$/);
  await page.getByRole("textbox", { name: "Replace" }).fill("dog");
  await page.getByRole("button", { name: "replace all" }).click();
  await expect(count).toHaveText("no matches");
  await host.seesExactly("dog\nCat\ncategory\n");
  await find.press("Escape");
  await expect(find).toHaveCount(0);
  await expect(host.editor).toBeFocused();
});

test("Escape that gives up a composition, and Enter that confirms one, do nothing else", async ({ people }) => {
  const host = await people.host({ language: "javascript" });
  const { page } = host;
  const { keyboard } = page;
  const input = await page.context().newCDPSession(page);
  const compose = (text: string) =>
    input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const keeps = async (field: Locator) => {
    await field.focus();
    for (const [key, code] of [
      ["Enter", 13],
      ["Escape", 27],
    ] as const) {
      await compose("に");
      // What it makes of it is the method of input's: no character comes of it.
      await input.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key, code: key, windowsVirtualKeyCode: code });
      await expect(field, key).toBeFocused();
      await compose("");
      // As Safari tells it.
      await field.evaluate((element, init) => element.dispatchEvent(new KeyboardEvent("keydown", init)), {
        ...{ key, keyCode: 229, bubbles: true, cancelable: true },
      });
      await expect(field, `${key} in Safari`).toBeFocused();
    }
  };
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await keeps(page.getByRole("group", { name: "Settings", exact: true }).getByRole("textbox", { name: "Your name" }));
  await keyboard.press("Escape");
  await page.getByRole("button", { name: "Change your name" }).click();
  await keeps(page.getByRole("listitem").getByRole("textbox", { name: "Your name" }));
  await host.writes('console.log(prompt("に"));\nに');
  await keyboard.press("ControlOrMeta+f");
  await keeps(page.getByRole("textbox", { name: "Find" }));
  await expect(page.locator(".cm-search output")).toHaveText("");
  await keyboard.press("Escape");
  await host.writes('console.log(prompt("Who? "));');
  await keyboard.press("ControlOrMeta+Enter");
  await keeps(page.getByRole("textbox", { name: "Input for the program" }));
  await keyboard.press("F2");
  await keeps(page.getByRole("textbox", { name: "Note", exact: true }));
  await keyboard.press("Escape");
  await expect(host.editor).toBeFocused();
  await keeps(page.getByRole("textbox", { name: "Title of the session" }));
});

test("the side is hidden by its own button, and comes back by the avatars", async ({ people }) => {
  const host = await people.host();
  const side = host.page.getByRole("region", { name: "People" });
  await host.page.getByRole("button", { name: "Hide this side" }).click();
  await expect(side).toBeHidden();
  const avatars = host.page.getByRole("button", { name: /^People: 1$/ });
  await expect(avatars).toHaveAttribute("title", "Show people");
  await avatars.click();
  await expect(side).toBeVisible();
});
