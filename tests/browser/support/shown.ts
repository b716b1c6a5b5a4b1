// What comes and goes by itself: news, "Copied", a button that says Pause for a moment. A busy machine may look too late,
// so the page itself keeps what it has shown.
import { expect, type Locator } from "@playwright/test";

/**
 * From now on; the answer waits until the element, or something in it, has once had such a text or such a name.
 * The element itself must stay.
 */
export async function watched(element: Locator): Promise<{ hasShown(text: string | RegExp): Promise<void> }> {
  const texts = await element.evaluateHandle((root) => {
    const texts: string[] = [];
    const look = () => {
      for (const one of [root, ...root.querySelectorAll("[aria-label], [role=status]")]) {
        for (const text of [one.textContent.trim(), one.getAttribute("aria-label")]) {
          if (text && !texts.includes(text)) texts.push(text);
        }
      }
    };
    new MutationObserver(look).observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    look();
    return texts;
  });
  return {
    hasShown: (text) =>
      expect
        .poll(async () =>
          (await texts.jsonValue()).some((one) => (typeof text === "string" ? one === text : text.test(one))),
        )
        .toBe(true),
  };
}
