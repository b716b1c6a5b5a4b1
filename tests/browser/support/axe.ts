// What machines can say of a screen: accessibility, and whether it fits the window.
import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

import { isInOrder } from "./order";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
/** The rules that look at colours. A theme changes nothing else: the others are asked once. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
const GRAVE = ["serious", "critical"];

/** Serious and critical findings in both themes, reported softly; from a wide window also the order at every width. */
export async function isAccessible(page: Page, screen: string, impacts = GRAVE): Promise<void> {
  const { width } = page.viewportSize() ?? { width: 0 };
  // Half a megabyte, so once in a document. Frames have nothing that anybody sees.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(hasFaded);
    const found = await findings(page, colorScheme === "light", impacts);
    expect.soft(found, `${screen}, ${colorScheme}, ${width} px`).toEqual([]);
  }
  if (width >= 720) await isInOrder(page, screen);
  else await fits(page);
}

/** In the page: what fades from one colour to the other has no contrast to speak of while it does. What nobody sees, as
 * in a <details> that is closed, stands still and never ends. */
async function hasFaded(): Promise<void> {
  const ends = ({ effect }: Animation) =>
    (effect as KeyframeEffect).target?.checkVisibility() && effect?.getComputedTiming().endTime !== Infinity;
  await Promise.allSettled(
    document
      .getAnimations()
      .filter(ends)
      .map(({ finished }) => finished),
  );
}

async function findings(page: Page, hasAllRules: boolean, impacts: string[]): Promise<string[]> {
  const runOnly: axe.RunOnly = hasAllRules ? { type: "tag", values: TAGS } : { type: "rule", values: OF_COLOURS };
  const options: axe.RunOptions = { runOnly, iframes: false, selectors: false, reporter: "no-passes" };
  const { violations } = await page.evaluate(
    (asked) => (window as unknown as { axe: typeof axe }).axe.run(document, asked),
    options,
  );
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
