// The console as a person reads it, and the keys that run code.
import type { Locator } from "@playwright/test";

import type { Person } from "./support/people";
import { expect, type People } from "./support/stage";

export class ConsoleView {
  constructor(readonly person: Person) {}

  get log(): Locator {
    return this.person.page.getByRole("log");
  }

  /** What a screen reader is told of the runs. */
  get said(): Locator {
    return this.person.page.locator("section.console > [role=status]");
  }

  /** All runs that are shown, the oldest first. */
  get runs(): Locator {
    return this.log.getByRole("region");
  }

  get last(): Locator {
    return this.runs.last();
  }

  get input(): Locator {
    return this.person.page.getByRole("textbox", { name: "Input for the program" });
  }

  get stopButton(): Locator {
    return this.person.page.getByRole("button", { name: /^Stop(?! for)/ });
  }

  get runButton(): Locator {
    return this.person.page.getByRole("button", { name: /^Run/ });
  }

  /** Writes a program and presses the key, in the editor. */
  async runsCode(program: string): Promise<void> {
    await this.person.writes(program);
    await this.pressKey();
  }

  async pressKey(): Promise<void> {
    await this.person.page.keyboard.press("ControlOrMeta+Enter");
  }

  /** Exactly what a run printed on standard output, read from the page. */
  async stdout(run: Locator = this.last): Promise<string> {
    return run.locator(".output").evaluate((output) =>
      [...output.querySelectorAll<HTMLElement>(".stdout")]
        .map((line) => {
          const copy = line.cloneNode(true) as HTMLElement;
          const answers = copy.querySelectorAll(".answer");
          for (const answer of answers) answer.remove();
          return copy.textContent + (answers.length > 0 || "open" in line.dataset ? "" : "\n");
        })
        .join(""),
    );
  }

  async printed(text: string, run: Locator = this.last): Promise<void> {
    await expect.poll(() => this.stdout(run).catch(() => null)).toBe(text);
  }

  async ended(how: string | RegExp, run: Locator = this.last): Promise<void> {
    await expect(run.locator(".result")).toHaveText(how);
  }
}

/** Two people in a room of this language; both consoles. */
export async function together(people: People, language = "javascript") {
  const host = await people.host();
  await host.isCalled("Ana");
  const marcus = await people.candidate(await host.shareLink(), "Marcus");
  await speaks(host, language);
  await expect(marcus.language).toHaveValue(language);
  return { host, marcus, hers: new ConsoleView(host), his: new ConsoleView(marcus) };
}

export async function speaks(person: Person, language: string): Promise<void> {
  if ((await person.language.inputValue()) !== language) await person.language.selectOption(language); // or another did
  await expect(person.language).toHaveValue(language);
}
