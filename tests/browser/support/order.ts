// What stands in order at any width: nothing sticks out of the window, nothing lies over a control or cuts it off.
import { expect, type Page } from "@playwright/test";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 720, height: 450 }, // a laptop at a zoom of 200 %
  { width: 390, height: 844 },
  { width: 320, height: 640 },
];

/** At every width and in both languages, reported softly; the window and the words are then as before. */
export async function isInOrder(page: Page, screen: string, look = looksAt): Promise<void> {
  const before = page.viewportSize();
  const isEnglish = (await page.locator("html[lang=en] #app").count()) > 0;
  for (const language of isEnglish ? ["en", "es"] : [""]) {
    if (language === "es") await speaks(page, language);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await look(page, `${screen}, ${size.width} px, ${language}`);
    }
  }
  if (isEnglish) await speaks(page, "en");
  if (before) await page.setViewportSize(before);
}

/** As `isInOrder`; and where a phone shows one region at a time, each of them once in either language. */
export async function isInOrderThroughout(page: Page, screen: string): Promise<void> {
  const asked = ["390 px, en", "320 px, es"].map((where) => `${screen}, ${where}`);
  await isInOrder(page, screen, async (page, where) => {
    if (!asked.includes(where)) return looksAt(page, where);
    const views = page.locator("nav button[aria-pressed]").filter({ visible: true });
    const shown = await views.evaluateAll((all) => all.findIndex((one) => one.ariaPressed === "true"));
    for (const view of await views.all()) {
      await view.click();
      await looksAt(page, `${where}, ${await view.innerText()}`);
    }
    await views.nth(shown).click();
  });
}

async function looksAt(page: Page, where: string): Promise<void> {
  expect.soft(await page.evaluate(disorder), where).toEqual([]);
}

/** As if it was chosen in another tab: so nothing that is open closes. */
async function speaks(page: Page, language: string): Promise<void> {
  await page.evaluate((language) => {
    const key = "codesala.settings";
    const settings = JSON.parse(localStorage.getItem(key) ?? "{}") as object;
    localStorage.setItem(key, JSON.stringify({ ...settings, language }));
    dispatchEvent(new StorageEvent("storage", { key }));
  }, language);
  await expect(page.locator("html")).toHaveAttribute("lang", language);
}

/** In the page, once it has drawn what is new. */
async function disorder(): Promise<string[]> {
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  const root = document.scrollingElement ?? document.documentElement;
  const isFixed = document.querySelector(".room, .replay") !== null;
  const found: string[] = [];
  if (root.scrollWidth > width) found.push(`wider than the window: ${root.scrollWidth}`);
  if (isFixed && root.scrollHeight > height) found.push(`higher than the window: ${root.scrollHeight}`);

  const isOver = (element: Element) => element.closest(".popover .card, dialog, .cm-tooltip") !== null;
  const scope = document.querySelector("dialog[open]") ?? document.body;
  const signs = ".chip, .observing";
  for (const control of scope.querySelectorAll<HTMLElement>(
    `button, a[href], input, select, textarea, summary, ${signs}`,
  )) {
    const box = control.getBoundingClientRect();
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true }) || box.width < 2) continue;
    const frames = [];
    for (let at = control.parentElement; at; at = at.matches("dialog") ? null : at.parentElement) {
      if (getComputedStyle(at).overflow !== "visible") frames.push({ at, box: at.getBoundingClientRect() });
    }
    const sticksOut = (of: DOMRect) =>
      box.left < of.left - 1 || box.right > of.right + 1 || box.top < of.top - 1 || box.bottom > of.bottom + 1;
    const cut = frames.find((frame) => sticksOut(frame.box));
    // One can scroll to it; but nobody looks for something beside a card or a pane.
    const isBeside = cut && (box.left < cut.box.left - 1 || box.right > cut.box.right + 1);
    const isAside = isBeside && !cut.at.matches("[role=tablist], .cm-scroller, .output, pre, table, textarea");
    if (cut && !isAside && /auto|scroll/.test(getComputedStyle(cut.at).overflow)) continue;
    const name = control.ariaLabel ?? (control.textContent.trim() || control.id || control.outerHTML.slice(0, 80));
    if (cut && cut.at !== document.body) found.push(`cut off: ${name}`);
    else if (box.left < -1 || box.right > width + 1) found.push(`beside the window: ${name}`);
    else if (isFixed && (box.top < -1 || box.bottom > height + 1)) found.push(`below the window: ${name}`);
    else {
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
      const top = document.elementFromPoint(x, y);
      const isIts = !top || control.contains(top) || top.contains(control) || top.closest("label")?.contains(control);
      const scrolls = frames.some(({ at }) => /auto|scroll/.test(getComputedStyle(at).overflow) && at.contains(top));
      if (!isIts && !scrolls && !(isOver(top) && !isOver(control)))
        found.push(`covered by ${top.outerHTML.slice(0, 60)}: ${name}`);
    }
  }

  const pen = document.createElement("canvas").getContext("2d");
  for (const select of scope.querySelectorAll("select")) {
    const { font, paddingLeft, paddingRight } = getComputedStyle(select);
    if (!pen || select.clientWidth < 2 || !select.checkVisibility({ visibilityProperty: true })) continue;
    pen.font = font;
    const ARROW = 16;
    const words = select.selectedOptions[0]?.label ?? "";
    const place = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW;
    if (pen.measureText(words).width > place) found.push(`words wider than their choice: ${words}`);
  }

  for (const element of scope.querySelectorAll<HTMLElement>("*")) {
    const hasText = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== "");
    const isShown =
      element.offsetWidth > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!hasText || !isShown) continue;
    const { lineHeight, fontSize, overflow, textOverflow, display } = getComputedStyle(element);
    const words = element.textContent.trim().slice(0, 60);
    if (parseFloat(lineHeight) < parseFloat(fontSize)) found.push(`lines over each other: ${words}`);
    if (element.closest("button, select, .chip, h1, h2, h3") && display !== "inline" && textOverflow !== "ellipsis") {
      const isWider = element.scrollWidth > element.clientWidth + 1;
      if (isWider && !/auto|scroll/.test(overflow)) found.push(`words wider than their place: ${words}`);
    }
  }
  return found;
}
