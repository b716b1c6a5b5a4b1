// Links that give less than the host's power: those of observers, and those that lead nowhere.
import { expect, test } from "./support/stage";

test("an observer reads along live, cannot change anything, and is listed for all", async ({ people }) => {
  const host = await people.arrive();
  await host.createsSession(); // this browser has the observers' link
  const link = await host.observerLink();
  await host.writes("seen by all\n");
  const observer = await people.arrive();
  await observer.page.goto(link);
  await expect(observer.page.getByRole("heading", { name: "Watch the session" })).toBeVisible();
  await expect(observer.page.getByRole("textbox", { name: "Your name" })).toBeFocused();
  await observer.page.keyboard.type("Olga");
  await observer.page.keyboard.press("Enter");
  await observer.seesExactly("seen by all\n");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");

  for (const person of [host, candidate, observer]) await expect(person.inList("Olga")).toContainText("Observer");
  await expect(observer.page.getByText("Read-only", { exact: true })).toBeVisible();
  await expect(observer.news).toContainText("You are watching");
  await expect(observer.language).toBeDisabled();
  await expect(observer.page.getByRole("button", { name: "Share" }), "observers invite nobody else in").toHaveCount(0);

  await expect(observer.editor, "no phone opens its keyboard").toHaveAttribute("contenteditable", "false");
  await observer.editor.focus();
  for (const key of ["x", "Enter", "Tab", "Delete", "Alt+ArrowDown", "Control+a", "Backspace", "Control+x"]) {
    await observer.page.keyboard.press(key);
  }
  for (const key of ["Control+/", "Control+z", "Control+y", "Control+Shift+k"]) await observer.page.keyboard.press(key);
  await observer.editor.focus(); // Tab has left it
  await observer.page.keyboard.press("Control+a");
  await observer.page.keyboard.press("Control+c");
  await expect
    .poll(() => observer.page.evaluate(() => navigator.clipboard.readText()), "who reads along may copy")
    .toBe("seen by all\n");
  await observer.pastes("pasted");
  await observer.page.keyboard.insertText("inserted");
  await candidate.types("live");
  await observer.seesExactly("seen by all\nlive");
  await host.seesExactly("seen by all\nlive");
  await expect(host.caretOf("Marcus")).toHaveCount(1);
  await expect(host.carets, "who only reads distracts nobody by a caret").toHaveCount(1);

  await candidate.page.getByRole("button", { name: "Settings", exact: true }).click();
  await candidate.page.getByRole("button", { name: "What is recorded" }).click();
  const dialog = candidate.page.getByRole("dialog", { name: "What is recorded" });
  await expect(dialog, "can be read again").toContainText("Pastes, with their size");
  await expect(dialog).toContainText("It is kept until a host");
  await candidate.page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(candidate.page.getByRole("group", { name: "Settings" }), "what opened it stays").toBeVisible();
});

test("a wrong link of any kind creates no room, and says what may have happened", async ({ people }) => {
  people.faults.allowDeadLinks();
  const host = await people.host();
  const lost = await people.arrive();
  for (const link of [
    `${lost.url}/s/abcdefghijklmnopqrstuv`,
    `${lost.url}/o/abcdefghijklmnopqrstuv`,
    `${await host.shareLink()}x`,
    (await host.shareLink()).slice(0, -1),
    `${lost.url}/s/a%20b%2e`,
  ]) {
    await lost.page.goto(link);
    await expect(lost.page.getByRole("heading", { name: "This link does not work" }), link).toBeVisible();
    await expect(lost.editor).toHaveCount(0);
  }
  await expect(lost.page.getByText("A character got lost when the link was copied.")).toBeVisible();
  await expect(lost.page.getByText("Ask the person who sent it to you")).toBeVisible();
  await lost.page.getByRole("link", { name: "Go to the start page" }).click();
  await expect(lost.page.getByRole("button", { name: "New session" })).toBeVisible();
  await expect(host.list, "nobody came in by a wrong link").toHaveCount(1);
});

test("an end of a session's links in front of somebody's eyes is said, and the page does not loop", async ({
  people,
  node,
}) => {
  people.faults.allowDeadLinks();
  people.faults.allowOutages(); // the browser prints a refused WebSocket
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const { sessionId, hostToken } = await host.ownSession();
  const answer = await fetch(`${node.url}/api/sessions/${sessionId}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${hostToken}` },
  });
  expect(answer.status).toBe(204);

  for (const person of [host, candidate]) {
    await expect(person.banner).toContainText("no longer valid");
    await expect(person.chip).toHaveText("Disconnected");
    await expect(person.editor, "the text stays readable").toHaveAttribute("aria-readonly", "true");
  }
});
