// Pressing as people do, who let go a moment later: what lies under the pointer by then is what counts.
import type { Locator, Page } from "@playwright/test";

/** Presses, and lets go only when something else has come. */
export async function pressesWhile(page: Page, button: Locator, comes: () => Promise<unknown>): Promise<void> {
  await button.hover(); // once it stands still
  await page.mouse.down();
  await comes();
  await page.mouse.up();
}
