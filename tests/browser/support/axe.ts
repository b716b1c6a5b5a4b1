// What machines can say of a screen: accessibility, and whether it fits the window.
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that look at colours. A theme changes nothing else: the others are asked once. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
const GRAVE = ["serious", "critical"];

/** Serious and critical findings in both themes, reported softly, and that nothing is wider than the window. */
export async function isAccessible(page: Page, screen: string, impacts = GRAVE): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const found = await findings(page, colorScheme === "light", impacts);
    expect.soft(found, `${screen}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  await fits(page);
}

async function findings(page: Page, hasAllRules: boolean, impacts: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ["violations"] });
  if (hasAllRules) axe.withTags(TAGS);
  else axe.withRules(OF_COLOURS);
  // Without a page of its own to add up frames: there are none that anybody sees.
  const { violations } = await axe.setLegacyMode().analyze();
  return violations
    .filter(({ impact }) => impacts.includes(impact ?? ""))
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.html}`));
}

export async function fits(page: Page): Promise<void> {
  const { shown, there } = await page.evaluate(() => ({
    shown: document.documentElement.clientWidth,
    there: document.documentElement.scrollWidth,
  }));
  expect(there, "nothing is wider than the window").toBeLessThanOrEqual(shown);
}
