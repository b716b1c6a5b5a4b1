// A replay as a person uses it, and what the server's record says that it must show.
import type { Locator, Page } from "@playwright/test";
import * as Y from "yjs";

import type { Person } from "./support/people";
import { expect } from "./support/stage";

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
    return this.page.getByRole("group", { name: "Console at this moment" });
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
export async function replayOf(host: Person): Promise<ReplayView> {
  await host.page.goto(`${host.page.url().replace(/[#?].*$/, "")}/replay`);
  const view = new ReplayView(host.page);
  await view.isPrepared();
  return view;
}

export async function recordOf(host: Person): Promise<Answer> {
  const { hostToken } = await host.ownSession();
  const answer = await fetch(`${host.url}/api/links/${hostToken}/replay`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

/** The text after each entry, from none on, as Yjs itself has it. */
export function textsOf({ entries }: Answer): string[] {
  const doc = new Y.Doc();
  const text = doc.getText("code");
  return [
    "",
    ...entries.map(({ update }) => {
      if (update !== undefined) Y.applyUpdate(doc, Buffer.from(update, "base64"));
      return text.toString();
    }),
  ];
}
