// A person in front of a browser, with the verbs of a session. Finds things as people do: by role and by name.
import { expect, type Locator, type Page } from "@playwright/test";

import { longerEachTime } from "./patience";

export class Person {
  constructor(
    readonly page: Page,
    /** Where the service is, for this person. */
    readonly url: string,
  ) {}

  get editor(): Locator {
    return this.page.getByRole("textbox", { name: /(^|: )(Code, shared|Código, compartido)/ });
  }

  /** The chip in the top bar that says what is saved. */
  get chip(): Locator {
    return this.page.locator("header .chip:not(.timer)");
  }

  /** The strip that says what is wrong with the line. */
  get banner(): Locator {
    return this.page.locator(".banner");
  }

  /** The quiet line under the code. */
  get news(): Locator {
    return this.page.locator("footer [role=status]");
  }

  get language(): Locator {
    return this.page.locator("header").getByRole("combobox", { name: "Language" });
  }

  /** Everybody in the list, one entry a person. */
  get list(): Locator {
    return this.page.getByRole("region", { name: "People" }).getByRole("listitem");
  }

  inList(name: string): Locator {
    return this.list.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** The carets of others, drawn in the text. */
  get carets(): Locator {
    return this.page.locator(".cm-peer");
  }

  caretOf(name: string): Locator {
    return this.page.locator(`.cm-peer[data-name=${JSON.stringify(name)}]`); // the name is drawn, and no text
  }

  async createsSession(): Promise<void> {
    await this.page.goto(this.url);
    await this.page.getByRole("button", { name: "New session" }).click();
    await this.isInRoom();
  }

  /** As createsSession, for what does not begin on the start page: by the API, and in by the hosts' link. */
  async hostsSession(asked: { language?: string } = {}): Promise<void> {
    const answer = await fetch(`${this.url}/api/sessions`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
    });
    expect(answer.status).toBe(201);
    const { host_token } = (await answer.json()) as { host_token: string };
    await this.page.goto(`${this.url}/h/${host_token}`);
    await this.isInRoom();
  }

  async joins(link: string, name: string): Promise<void> {
    await this.page.goto(link);
    await this.page.getByRole("textbox", { name: "Your name" }).fill(name);
    await this.page.keyboard.press("Enter");
    await this.isInRoom();
  }

  /** In the room, connected, and with the text of the room. */
  async isInRoom(): Promise<void> {
    await expect(this.editor).toBeVisible();
    await this.isConnected();
  }

  async isConnected(): Promise<void> {
    await expect(this.chip.or(this.page.getByText("Read-only", { exact: true }))).toHaveText(/Saved|Read-only/);
    await expect(this.banner).toBeHidden();
  }

  /** All that this person typed is on the server's disk, as Ctrl+S says it: the chip waits a second before "Saving…". */
  async isSaved(): Promise<void> {
    const longer = longerEachTime(500);
    await expect(async () => {
      await this.page.keyboard.press("ControlOrMeta+s");
      await expect(this.news).toHaveText("Everything that you typed is on the server's disk.", { timeout: longer() });
    }).toPass();
    await expect(this.chip).toHaveText("Saved");
  }

  /** Whatever the page asks before it goes. The answer is its address, to come back to. */
  async leavesThePage(): Promise<string> {
    const address = this.page.url();
    this.page.on("dialog", (dialog) => void dialog.accept()); // "leave the page?"
    await this.page.goto("about:blank");
    return address;
  }

  async shareLink(): Promise<string> {
    return this.#link("Link for candidates");
  }

  async observerLink(): Promise<string> {
    return this.#link("Link for observers");
  }

  /** Hosts only: all that came by the old link are cut, and this page goes on by the new one. */
  async replacesTheHostsLink(): Promise<void> {
    await this.replacesTheLink("Hosts");
    await this.isInRoom();
  }

  /** Hosts only: all that came by the old link are cut. */
  async replacesTheLink(ofWhom: "Candidates" | "Hosts"): Promise<void> {
    const card = await this.interview();
    await card.getByRole("button", { name: "Links" }).click();
    const field = card.getByRole("textbox", { name: ofWhom });
    const old = (await field.isVisible()) ? await field.inputValue() : "";
    await card.getByRole("button", { name: `Replace the link: ${ofWhom}` }).click();
    await card.getByRole("button", { name: "Replace the link", exact: true }).click();
    await expect(field).not.toHaveValue(old);
    await this.page.keyboard.press("Escape");
  }

  /** Hosts only: opens the card of what only they may do, if it is not open. */
  async interview(): Promise<Locator> {
    const button = this.page.getByRole("button", { name: "Host controls", exact: true });
    if ((await button.getAttribute("aria-expanded")) !== "true") await button.click();
    const card = this.page.getByRole("group", { name: "Host controls" });
    await expect(card.getByRole("button", { name: "End the interview…" })).toBeVisible();
    return card;
  }

  /** Hosts only: by a switch of their card; once the room says so. */
  async turns(name: string, isOn: boolean): Promise<void> {
    const card = await this.interview();
    await card.getByRole("switch", { name }).click();
    await expect(card.getByRole("switch", { name })).toBeChecked({ checked: isOn });
    await this.page.keyboard.press("Escape");
  }

  async ends(options: { sharesCode?: boolean } = {}): Promise<void> {
    await (await this.interview()).getByRole("button", { name: "End the interview…" }).click();
    const dialog = this.page.getByRole("dialog", { name: "End the interview?" });
    await expect(dialog).toContainText("read-only for everybody");
    const box = dialog.getByRole("checkbox", { name: "The candidate may download the code" });
    await expect(box).toBeChecked();
    if (options.sharesCode === false) await box.uncheck();
    await dialog.getByRole("button", { name: "End the interview" }).click();
    await expect(this.page).toHaveURL(/\/s\/[^/]+\/replay$/);
  }

  /** Renames in the people list. */
  async isCalled(name: string): Promise<void> {
    await this.page.getByRole("button", { name: "Change your name" }).click();
    await this.list.getByRole("textbox", { name: "Your name" }).fill(name);
    await this.page.keyboard.press("Enter");
    await expect(this.inList(name)).toBeVisible();
  }

  /** Replaces the whole text. */
  async writes(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+a");
    if (text === "") await this.page.keyboard.press("Delete");
    else await this.page.keyboard.insertText(text);
  }

  /** Key by key, at the end of the text. */
  async types(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+End");
    await this.page.keyboard.type(text);
  }

  /** Key by key, at the start of the text. */
  async typesAtTheStart(text: string): Promise<void> {
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+Home");
    await this.page.keyboard.type(text);
  }

  async pastes(text: string): Promise<void> {
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.editor.focus();
    await this.page.keyboard.press("ControlOrMeta+v");
  }

  /** The text that stands in the editor, without what is drawn for others' carets. Of a long one only what is drawn. */
  async code(): Promise<string> {
    return this.editor.evaluate((content) => {
      const lines = [...content.querySelectorAll(".cm-line")].map((line) => {
        const copy = line.cloneNode(true) as Element;
        for (const caret of copy.querySelectorAll(".cm-peer, .cm-widgetBuffer")) caret.remove();
        return copy.textContent;
      });
      return lines.join("\n");
    });
  }

  async sees(text: string): Promise<void> {
    await expect.poll(() => this.code()).toContain(text);
  }

  async seesExactly(text: string): Promise<void> {
    await expect.poll(() => this.code()).toBe(text);
  }

  /** The whole text, by "Download the code". */
  async downloads(): Promise<string> {
    await this.page.getByRole("button", { name: "Settings" }).click();
    const coming = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Download the code" }).click();
    const stream = await (await coming).createReadStream();
    let text = "";
    for await (const chunk of stream.setEncoding("utf8")) text += String(chunk);
    await this.page.keyboard.press("Escape");
    return text;
  }

  /** What this browser keeps of the session that it created; hosts only. */
  async ownSession(): Promise<{ sessionId: string; hostToken: string }> {
    const sessions = await this.page.evaluate(() => localStorage.getItem("codesala.sessions"));
    const [newest] = JSON.parse(sessions ?? "[]") as { sessionId: string; hostToken: string }[];
    if (!newest) throw new Error("this browser hosts no session");
    return newest;
  }

  /** While somebody is alone, the links stand in the side; later, and perhaps just now, they go behind "Share". */
  async #link(name: string): Promise<string> {
    const forCandidates = this.page.getByRole("textbox", { name: "Link for candidates" }).first();
    const longer = longerEachTime(1_000);
    let link = "";
    await expect(async () => {
      if (!(await forCandidates.isVisible())) await this.page.getByRole("button", { name: "Share" }).click();
      link = await this.page.getByRole("textbox", { name }).first().inputValue({ timeout: longer() });
      expect(link).toContain("/");
    }).toPass();
    const opened = this.page.getByRole("button", { name: "Share", expanded: true });
    if (await opened.isVisible()) await opened.click(); // else the card stays over what comes next
    return link;
  }
}

/** What the server holds, whatever browsers show. */
export async function codeOnServer(url: string, session: { sessionId: string }): Promise<string> {
  const answer = await fetch(`${url}/api/sessions/${session.sessionId}/code`);
  expect(answer.status).toBe(200);
  return answer.text();
}
