// Pressing as people do, who let go a moment later: what lies under the pointer by then is what counts.
import type { Locator, Page } from "@playwright/test";

/** Presses, and lets go only when something else has come. */
export async function pressesWhile(page: Page, button: Locator, comes: () => Promise<unknown>): Promise<void> {
  const { x, y, width, height } = (await button.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await comes();
  await page.mouse.up();
}
