// Pressing as people do, who let go a moment later: what lies under the pointer by then is what counts. And pressing in
// the very moment in which something is so, however late this process would hear of it.
import type { Locator, Page } from "@playwright/test";

/** Presses, and lets go only when something else has come. */
export async function pressesWhile(page: Page, button: Locator, comes: () => Promise<unknown>): Promise<void> {
  await button.hover(); // once it stands still
  await page.mouse.down();
  await comes();
  await page.mouse.up();
}

/** Presses the button of a region as soon as its status reads so: what is to be stopped ends by itself in seconds. */
export async function pressesOnce(region: Locator, status: string, button: string): Promise<void> {
  await region.evaluate(
    (element, wanted) =>
      new Promise<void>((resolve) => {
        const reads = (one: Element | null) => one?.textContent.trim().replaceAll(/\s+/g, " ");
        const watch = new MutationObserver(() => look());
        const look = () => {
          if (reads(element.querySelector("[role=status]")) !== wanted.status) return;
          watch.disconnect();
          const buttons = [...element.querySelectorAll("button")];
          buttons.find((one) => reads(one) === wanted.button)?.click();
          resolve();
        };
        watch.observe(element, { subtree: true, childList: true, characterData: true });
        look();
      }),
    { status, button },
  );
}
