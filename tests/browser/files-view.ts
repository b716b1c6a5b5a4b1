// The files of a session as a person finds them: tabs, the list behind them, and the questions about them.
import { expect, type Locator } from "@playwright/test";

import type { Person } from "./support/people";

export class FilesView {
  constructor(readonly person: Person) {}

  get tabs(): Locator {
    return this.person.page.getByRole("tablist", { name: "Files" }).getByRole("tab");
  }

  tab(path: string): Locator {
    return this.person.page.getByRole("tab", { name: new RegExp(`^${path.replaceAll(".", "\\.")}(,|$)`) });
  }

  get open(): Locator {
    return this.person.page.getByRole("tab", { selected: true });
  }

  get dialog(): Locator {
    return this.person.page.getByRole("dialog");
  }

  async asksForANewFile(): Promise<void> {
    await this.person.page.getByRole("button", { name: "New file" }).click();
    await expect(this.dialog).toBeVisible();
  }

  async names(path: string): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "Name" }).fill(path);
    await this.person.page.keyboard.press("Enter");
  }

  /** Each with Enter, and no answer comes between. */
  async namesAtOnce(...paths: string[]): Promise<void> {
    await this.dialog.getByRole("textbox", { name: "Name" }).evaluate((input: HTMLInputElement, paths) => {
      for (const path of paths) {
        input.value = path;
        input.dispatchEvent(new Event("input", { bubbles: true }));
        input.form?.requestSubmit();
      }
    }, paths);
  }

  /** And is in it, ready to type. */
  async creates(path: string): Promise<void> {
    await this.asksForANewFile();
    await this.names(path);
    await expect(this.open).toHaveAccessibleName(path);
    await expect(this.person.editor).toBeFocused();
  }

  /** The card with all files. */
  async list(): Promise<Locator> {
    const button = this.person.page.getByRole("button", { name: "All files" });
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
    return this.person.page.getByRole("group", { name: "All files" });
  }

  async goesTo(path: string): Promise<void> {
    await this.tab(path).click();
    await expect(this.person.page.getByRole("textbox", { name: `${path}: Code` })).toBeVisible();
  }

  /** What the browser does where something is dragged over the page and let go. */
  async drops(files: Readonly<Record<string, string | number[]>>): Promise<void> {
    await this.person.editor.evaluate((editor, files) => {
      const dataTransfer = new DataTransfer();
      for (const [name, content] of Object.entries(files)) {
        const bytes = typeof content === "string" ? content : new Uint8Array(content);
        dataTransfer.items.add(new File([bytes], name));
      }
      for (const kind of ["dragover", "drop"])
        editor.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    }, files);
  }
}
