// A replay as a person uses it, and what the server's record says that it must show.
import type { Locator, Page } from "@playwright/test";
import * as Y from "yjs";

import type { Person } from "./support/people";
import { lookAtScrolling } from "./support/scrolling";
import { expect, type People, test as base } from "./support/stage";

export interface Recorded {
  at: number;
  by: string;
  update?: string;
  event?: { type: string; [field: string]: unknown };
}
export interface Answer {
  session: Record<string, unknown>;
  people: { participant: string; name: string | null; role: string | null }[];
  entries: Recorded[];
  next: string | null;
  total: number;
}

export class ReplayView {
  constructor(readonly page: Page) {}

  get slider(): Locator {
    return this.page.getByRole("slider", { name: "Timeline" });
  }

  get editor(): Locator {
    return this.page.getByLabel("The code at this moment, read-only");
  }

  get clock(): Locator {
    return this.page.locator(".clock .now");
  }

  get past(): Locator {
    return this.page.getByRole("group", { name: "Console" });
  }

  get present(): Locator {
    return this.page.getByRole("region", { name: "Moments" }).locator(".people li");
  }

  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }

  /** With all of the record. */
  async isPrepared(): Promise<void> {
    await expect(this.slider).toBeVisible();
    await expect(this.page.locator(".preparing")).toHaveCount(0);
  }

  /** The whole text that is shown, also where only a part of it is drawn. */
  async text(): Promise<string> {
    return this.editor.evaluate((content) => {
      interface Drawn {
        cmTile: { view: { state: { doc: { toString(): string } } } };
      }
      return (content as unknown as Drawn).cmTile.view.state.doc.toString();
    });
  }

  async shows(text: string, when = ""): Promise<void> {
    await expect.poll(() => this.text(), when).toBe(text);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }
}

/** The replay of the session that this browser hosts. */
export async function replayOf(host: Person, page = host.page): Promise<ReplayView> {
  await page.goto(host.page.url().replace(/(\/replay)?([#?].*)?$/, "/replay"));
  const view = new ReplayView(page);
  await view.isPrepared();
  return view;
}

/**
 * `past`: a session that all tests of a worker look at and none changes: it is lived once. `pastView` is its replay, in
 * another page of its host's browser for each test.
 */
export const looksBack = <T extends { host: Person }>(live: (people: People) => Promise<T>) => {
  let lived: Promise<T> | undefined; // no fixture of the worker: those of other files would need a worker of their own
  return base.extend<{ past: T; pastView: ReplayView }>({
    past: async ({ regulars }, use) => {
      await use(await (lived ??= live(regulars)));
      expect(regulars.faults.found, "no page prints errors, asks other hosts or scrolls as a whole").toEqual([]);
    },
    pastView: async ({ past: { host } }, use) => {
      const view = await replayOf(host, await host.page.context().newPage());
      await use(view);
      await lookAtScrolling(view.page);
      await view.page.close();
    },
  });
};

export async function recordOf(host: Person): Promise<Answer> {
  const { hostToken } = await host.ownSession();
  const answer = await fetch(`${host.url}/api/links/${hostToken}/replay`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

/** The same, once it holds so many events of a type: what a page did, or that it left, comes there a moment later. */
export async function recordWith(host: Person, type: string, count = 1): Promise<Answer> {
  const ofType = ({ entries }: Answer) => entries.filter(({ event }) => event?.type === type).length;
  await expect.poll(async () => ofType(await recordOf(host)), type).toBeGreaterThanOrEqual(count);
  return recordOf(host);
}

/** The text of a file after each entry, from none on, as Yjs itself has it. */
export function textsOf({ entries }: Answer, root = "code"): string[] {
  const doc = new Y.Doc();
  const text = doc.getText(root);
  return [
    "",
    ...entries.map(({ update }) => {
      if (update !== undefined) Y.applyUpdate(doc, Buffer.from(update, "base64"));
      return text.toString();
    }),
  ];
}
