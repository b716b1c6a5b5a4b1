// What machines can say of a screen: accessibility, and whether it fits the window.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Serious and critical findings, in words. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .options({ resultTypes: ["violations"] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}

export async function fits(page: Page): Promise<void> {
  const { shown, there } = await page.evaluate(() => ({
    shown: document.documentElement.clientWidth,
    there: document.documentElement.scrollWidth,
  }));
  expect(there, "nothing is wider than the window").toBeLessThanOrEqual(shown);
}
