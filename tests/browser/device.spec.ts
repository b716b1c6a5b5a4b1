// The copy of the text in each browser: taken away under the page, late, and gone when it is not needed.
import type { Page } from "@playwright/test";

import { isAccessible } from "./support/axe";
import { databases, holdDatabases } from "./support/databases";
import type { Line } from "./support/network";
import { expect, test } from "./support/pair";
import { Person } from "./support/people";

/** As "clear site data" does it, or a phone that was away for a while: whoever has a database open loses it. */
async function losesItsDatabases(person: Person): Promise<void> {
  const browser = await person.page.context().newCDPSession(person.page);
  await browser.send("Storage.clearDataForOrigin", { origin: person.url, storageTypes: "indexeddb" });
}

test("who loses the database under the page goes on typing, and it arrives", async ({ pair: { host, candidate } }) => {
  await losesItsDatabases(candidate);
  await candidate.types("after it\n");
  await host.seesExactly("start\nafter it\n");
  await candidate.isSaved();
  await host.types("and back");
  await candidate.seesExactly("start\nafter it\nand back");
});

test("who loses the database while offline has a new one, with all of the text", async ({
  pair: { host, candidate },
  line,
}) => {
  line.cut();
  await candidate.types("before it, ");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await losesItsDatabases(candidate);
  await candidate.types("after it");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  const address = await candidate.leavesThePage();
  line.mend();
  await candidate.page.goto(address);
  await candidate.isInRoom();
  await host.seesExactly("start\nbefore it, after it");
});

const tokenOf = (link: string): string => new URL(link).pathname.split("/").pop() ?? "";

test("this browser keeps the text, but no link, and once the interview has ended nothing", async ({
  pair: { host, candidate },
}) => {
  const token = tokenOf(await host.shareLink());
  const { hostToken } = await host.ownSession();
  await candidate.pastes("by Marcus");
  await candidate.isSaved();
  await expect.poll(() => databases(candidate.page)).toContain("by Marcus");
  for (const { page } of [host, candidate]) {
    expect(await databases(page)).not.toContain(token);
    expect(await databases(page)).not.toContain(hostToken);
  }

  await host.ends();
  await expect(candidate.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();
  for (const { page } of [host, candidate]) await expect.poll(() => databases(page)).toBe("[]");
});

test("who closed the page before the end has no text of it left after opening its link", async ({
  pair: { host, candidate },
}) => {
  const link = candidate.page.url();
  await candidate.isSaved();
  await expect.poll(() => databases(candidate.page)).toContain("start");
  await candidate.page.goto("about:blank");
  await host.ends();
  await candidate.page.goto(link);
  await expect(candidate.page.getByText("Everything is saved")).toBeVisible();
  await expect.poll(() => databases(candidate.page)).toBe("[]");
});

test("a browser that is sent out of the session keeps nothing of it", async ({ pair: { host, candidate } }) => {
  await candidate.isSaved();
  await expect.poll(() => databases(candidate.page)).toContain("start");
  await host.page.getByRole("button", { name: "Remove Marcus" }).click();
  await host.page.getByRole("group", { name: "Remove Marcus" }).getByRole("button", { name: "Remove" }).click();
  await expect(candidate.page.getByRole("heading", { name: "The host has removed you" })).toBeVisible();
  await expect.poll(() => databases(candidate.page)).toBe("[]");
});

test("a copy that nobody came back to for a month is gone after a visit of any page", async ({
  pair: { candidate },
}) => {
  await candidate.isSaved();
  await expect.poll(() => databases(candidate.page)).toContain("start");
  await candidate.page.addInitScript(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 31 * 86_400_000;
  });
  await candidate.page.goto(candidate.url);
  await expect.poll(() => databases(candidate.page)).toBe("[]");
});

test("what was typed offline is there by the new link, when the old one was replaced meanwhile", async ({
  pair: { host, candidate },
  people,
  line,
}) => {
  people.faults.allowDeadLinks();
  line.cut();
  await candidate.types("typed offline");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  const old = await host.shareLink();
  await host.replacesTheLink("Candidates");
  await expect.poll(() => host.shareLink()).not.toBe(old);
  candidate.page.on("dialog", (dialog) => void dialog.accept()); // "leave the page?"
  line.mend();
  await candidate.joins((await host.shareLink()).replace(host.url, line.url), "Marcus");
  await candidate.seesExactly("start\ntyped offline");
  await host.seesExactly("start\ntyped offline");
});

test("edits that came too late stand on the page of the end, also after a reload, until they are removed", async ({
  pair: { host, candidate },
  line,
}) => {
  line.cut();
  await candidate.types("too late");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await host.ends();
  line.mend();
  const text = candidate.page.getByRole("textbox", { name: "Text that this browser has" });
  await expect(text).toHaveValue("start\ntoo late");
  await expect(candidate.page.getByRole("heading", { name: "This interview has ended" })).toBeVisible();
  await expect(candidate.page.getByText("Everything is saved")).toHaveCount(0);

  candidate.page.on("dialog", (dialog) => void dialog.accept()); // "leave the page?"
  await candidate.page.reload();
  await expect(text).toHaveValue("start\ntoo late");
  await expect(candidate.page.getByText("Everything is saved")).toHaveCount(0);
  await expect(candidate.page.getByRole("button", { name: "Download", exact: true })).toBeVisible();
  await isAccessible(candidate.page, "the end with edits that came too late");
  await candidate.page.getByRole("button", { name: "Remove it from this browser" }).click();
  await expect(candidate.page.getByText("Everything is saved")).toBeVisible();
  await expect.poll(() => databases(candidate.page)).toBe("[]");
});

test("a copy as it was kept before, named by the link, is read once more and then gone", async ({
  pair: { host, candidate },
  line,
}) => {
  const link = await leavesACopyOfBefore(candidate, line);
  await candidate.page.goto(link);
  await candidate.isInRoom();
  await host.seesExactly("start\ntyped before");
  await expect.poll(() => databases(candidate.page)).not.toContain(tokenOf(link));
});

test("a copy as it was kept before that is found later than the room's text is in the room as well", async ({
  pair: { host, candidate },
  line,
}) => {
  const link = await leavesACopyOfBefore(candidate, line);
  await candidate.page.addInitScript(holdDatabases);
  await candidate.page.goto(link);
  await candidate.isInRoom();
  await candidate.seesExactly("start\n");
  await candidate.page.evaluate("answerDatabases()");
  await host.seesExactly("start\ntyped before");
  await candidate.isSaved();
  await expect.poll(() => databases(candidate.page)).not.toContain(tokenOf(link));
});

test("who has a database that never answers is in the room at once, and types", async ({
  pair: { host, candidate },
}) => {
  await candidate.page.addInitScript(holdDatabases);
  await candidate.page.reload();
  await candidate.isInRoom();
  await candidate.types("typed");
  await host.seesExactly("start\ntyped");
  await candidate.isSaved();
});

test("a copy that comes late is merged into what was typed meanwhile, and saved", async ({
  pair: { host, candidate },
  line,
}) => {
  line.cut();
  await candidate.types("offline\n");
  await candidate.page.keyboard.press("ControlOrMeta+Home");
  await candidate.page.keyboard.press("Delete"); // of the host's "start"
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  const address = await candidate.leavesThePage();
  await host.typesAtTheStart("> ");
  line.mend();
  await candidate.page.addInitScript(holdDatabases);
  await candidate.page.goto(address);
  await candidate.isInRoom();
  await candidate.seesExactly("> start\n");
  await candidate.types("meanwhile\n");
  await host.seesExactly("> start\nmeanwhile\n");

  await candidate.page.evaluate("answerDatabases()");
  const lines = async () => (await host.code()).split("\n").sort();
  await expect.poll(lines).toEqual(["", "> tart", "meanwhile", "offline"]);
  const code = await host.code();
  await candidate.seesExactly(code);
  await candidate.isSaved();
  await host.types("and on");
  await candidate.seesExactly(`${code}and on`);
  await candidate.pastes(", kept");
  await expect.poll(() => databases(candidate.page), "it is kept here again").toContain(", kept");
});

test("what a tab kept that was closed offline is sent by another one of the same browser", async ({
  pair: { host, candidate },
  line,
}) => {
  const other = await opensASecondTab(candidate);
  await leavesOffline(candidate, line, "typed in the first");
  line.mend();
  await host.seesExactly("start\ntyped in the first");
  await other.seesExactly("start\ntyped in the first");
  await other.isSaved();
});

test("what a tab kept that was closed offline is not thrown away by another one when the interview ends", async ({
  pair: { host, candidate },
  line,
}) => {
  const other = await opensASecondTab(candidate);
  const address = await leavesOffline(candidate, line, "typed in the first");
  await host.ends();
  line.mend();
  const left = (page: Page) => page.getByRole("textbox", { name: "Text that this browser has" });
  await expect(left(other.page)).toHaveValue("start\ntyped in the first");
  await other.leavesThePage();
  await candidate.page.goto(address);
  await expect(left(candidate.page)).toHaveValue("start\ntyped in the first");
});

async function opensASecondTab(person: Person): Promise<Person> {
  const other = new Person(await person.page.context().newPage(), person.url);
  await other.page.goto(person.page.url());
  await other.page.getByRole("button", { name: "Join" }).click();
  await other.isInRoom();
  return other;
}

/** Types with the line down, and goes: the address of the page. */
async function leavesOffline(candidate: Person, line: Line, text: string): Promise<string> {
  line.cut();
  await candidate.types(text);
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  return candidate.leavesThePage();
}

/** Types "typed before" with the line down and goes, from a browser that kept it as browsers did before. */
async function leavesACopyOfBefore(candidate: Person, line: Line): Promise<string> {
  const link = await leavesOffline(candidate, line, "typed before");
  line.mend();
  await candidate.page.route("**/api/links/**", (route) => route.abort("connectionrefused"));
  await candidate.page.goto(link);
  await candidate.page.evaluate(renameCopy, tokenOf(link));
  expect(await databases(candidate.page)).toContain(tokenOf(link));
  await candidate.page.unroute("**/api/links/**");
  return link;
}

/** In the page: the copy of its only session becomes a database of its own, `codesala:{token}` (y-indexeddb's form). */
async function renameCopy(token: string): Promise<void> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  const db = await done(indexedDB.open("codesala"));
  const rows: { update: Uint8Array }[] = await done(db.transaction("updates").objectStore("updates").getAll());
  db.close();
  await done(indexedDB.deleteDatabase("codesala"));
  const opening = indexedDB.open(`codesala:${token}`);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore("updates", { autoIncrement: true });
    opening.result.createObjectStore("custom");
  };
  const former = await done(opening);
  const updates = former.transaction("updates", "readwrite").objectStore("updates");
  await Promise.all(rows.map(({ update }) => done(updates.add(update))));
  former.close();
}
