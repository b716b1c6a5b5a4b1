// Nothing but panes scrolls: in the room and in the replay the document itself stands still, whatever is in it. A script
// in every page looks, and reports by the console's errors, which no page may print (faults.ts).
import { type BrowserContext, expect, type Page } from "@playwright/test";

const LOOK = "codesala-tests:look";

export async function watchScrolling(context: BrowserContext): Promise<void> {
  await context.addInitScript(watch, LOOK);
}

/** At what has changed since the last look, too. */
export async function lookAtScrolling(page: Page): Promise<void> {
  const look = page.evaluate((name) => document.dispatchEvent(new Event(name)), LOOK);
  await look.catch(() => undefined); // it is on its way to another document
}

/** The document is no larger than the window, and stands at its start. */
export async function standsStill(page: Page): Promise<void> {
  const { scrollHeight, scrollWidth, scrollTop, scrollLeft, clientHeight, clientWidth } = await page.evaluate(() => {
    const { scrollHeight, scrollWidth, scrollTop, scrollLeft } = document.scrollingElement ?? document.documentElement;
    const { clientHeight, clientWidth } = document.documentElement;
    return { scrollHeight, scrollWidth, scrollTop, scrollLeft, clientHeight, clientWidth };
  });
  expect(scrollHeight, "higher than the window").toBeLessThanOrEqual(clientHeight + 1);
  expect(scrollWidth, "wider than the window").toBeLessThanOrEqual(clientWidth + 1);
  expect([scrollLeft, scrollTop], "scrolled").toEqual([0, 0]);
}

/** In the page. It looks soon after any change, and whenever the document itself scrolls. */
function watch(name: string): void {
  if (self !== top) return; // a frame of the sandbox
  const EVERY_MS = 100;
  let said = "";
  const look = () => {
    const root = document.documentElement;
    const { scrollHeight, scrollWidth, scrollTop, scrollLeft } = document.scrollingElement ?? root;
    // Pages of few words scroll as a whole, downwards, where the window is small. So does a report, which is for paper.
    const isFixed = document.querySelector(".room, .replay") !== null;
    const over = isFixed && (scrollHeight > root.clientHeight + 1 || scrollTop !== 0);
    const aside = document.getElementById("app") && (scrollWidth > root.clientWidth + 1 || scrollLeft !== 0);
    if ((!over && !aside) || said === location.href) return;
    said = location.href;
    const outside = [...document.querySelectorAll("body *")].filter((element) => {
      const { bottom, right } = element.getBoundingClientRect();
      return (
        (over && bottom + scrollTop > root.clientHeight + 1) || (aside && right + scrollLeft > root.clientWidth + 1)
      );
    });
    // Most of what is outside is in a pane. What is positioned may not be, though it stands in one.
    const sticksOut = outside.find((element) => getComputedStyle(element).position === "absolute") ?? outside.at(-1);
    const text = `the document scrolls: ${scrollWidth} × ${scrollHeight} in ${root.clientWidth} × ${root.clientHeight}`;
    console.error(`${text}, by ${scrollLeft}, ${scrollTop}: ${sticksOut?.outerHTML.slice(0, 200)}`);
  };
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      look();
    }, EVERY_MS);
  };
  new MutationObserver(soon).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  document.addEventListener("scroll", (event) => event.target === document && look());
  addEventListener("resize", soon);
  document.addEventListener(name, look);
}
