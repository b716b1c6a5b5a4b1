// Hosts' notes and scorecards as a host uses them.
import type { Locator, Page } from "@playwright/test";

import type { Person } from "./support/people";
import { expect, type People } from "./support/stage";

/** The pane, with what hosts do in it. */
export class NotesPane {
  readonly region: Locator;

  constructor(readonly person: Person) {
    this.region = person.page.getByRole("region", { name: "Private" });
  }

  get notes(): Locator {
    return this.region.getByRole("article");
  }

  /** The words of the newest note. */
  get newest(): Locator {
    return this.region.getByRole("textbox", { name: "Note", exact: true }).first();
  }

  /** The note that has the focus. */
  get current(): Locator {
    return this.notes.filter({ has: this.person.page.locator(":focus") });
  }

  get scorecard(): Locator {
    return this.region.getByRole("button", { name: "Scorecard" });
  }

  skill(name: string): Locator {
    return this.region.getByRole("radiogroup", { name });
  }

  async opens(): Promise<void> {
    await this.person.page.getByRole("group", { name: "Side" }).getByRole("button", { name: "Private" }).click();
    await expect(this.region.getByRole("button", { name: "New note" })).toBeVisible();
  }

  /** A note by the key, from wherever the focus is. */
  async takes(words: string): Promise<void> {
    const before = await this.notes.count();
    await this.person.page.keyboard.press("F2");
    await expect(this.notes).toHaveCount(before + 1);
    await expect(this.newest).toBeFocused();
    await this.person.page.keyboard.type(words);
  }

  async areSaved(): Promise<void> {
    await expect(this.region.getByText("Saved", { exact: true })).toHaveCount(await this.notes.count());
  }

  async submits(): Promise<void> {
    await this.region.getByRole("button", { name: "Submit", exact: true }).click();
    await this.region.getByRole("button", { name: "Submit for good" }).click();
    await expect(this.region.getByRole("heading", { name: /^Submitted/ })).toBeFocused();
  }
}

/** Another host, in a browser of their own. */
export async function colleague(people: People, host: Person, name: string): Promise<Person> {
  const { hostToken } = await host.ownSession();
  const other = await people.arrive();
  await other.page.goto(`${other.url}/h/${hostToken}`);
  await other.isInRoom();
  await other.isCalled(name);
  return other;
}

/** All that this tab and this browser keep. */
export const storedIn = (page: Page): Promise<string> =>
  page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
