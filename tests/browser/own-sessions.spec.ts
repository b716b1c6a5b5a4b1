// The sessions that this browser hosts: their titles, who was there, deleting them for everybody, forgetting them here.
import { expect, test } from "./support/stage";

test("a host deletes a session for everybody, in the room or from the list, or forgets it on this browser", async ({
  people,
}) => {
  people.faults.allowDeadLinks();
  const host = await people.host();
  const { page } = host;
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const own = await host.ownSession();
  const card = await host.interview();
  await card.getByRole("button", { name: "Delete the session…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete “Coding interview”?" });
  await expect(dialog).toContainText("runs, notes, scorecards");
  await expect(dialog.getByRole("button", { name: "Cancel" }), "Enter deletes nothing").toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await card.getByRole("button", { name: "Delete the session…" }).click();
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("button", { name: "New session" })).toBeVisible();
  await expect(candidate.banner).toContainText("no longer valid");
  expect((await fetch(`${host.url}/api/sessions/${own.sessionId}`)).status, "and is gone").not.toBe(200);

  const list = page.getByRole("heading", { name: "Your sessions" });
  await host.createsSession();
  const kept = await host.ownSession();
  await host.createsSession();
  const { hostToken } = await host.ownSession();
  await page.goto(host.url);
  await expect(page.getByRole("listitem").filter({ hasText: "Live" })).toHaveCount(2);
  await expect(page.getByRole("link", { name: /^Replay of/ })).toHaveCount(2);
  await expect(page.getByRole("searchbox"), "two are found without").toHaveCount(0);
  const coming = page.waitForEvent("download");
  await page.getByRole("link", { name: "Save this list as a file" }).click();
  let file = "";
  const stream = await (await coming).createReadStream();
  for await (const chunk of stream.setEncoding("utf8")) file += String(chunk);
  expect(JSON.parse(file)).toHaveLength(2);
  expect(file).toContain(`/h/${hostToken}`);

  const bin = page.getByRole("button", { name: /^Delete or forget/ });
  await bin.first().click();
  await page.getByRole("button", { name: "Delete for everybody…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete for good" }).click();
  await expect(bin).toHaveCount(1);
  await bin.click();
  await page.getByRole("button", { name: "Forget on this browser" }).click();
  await expect(list).toHaveCount(0);
  await page.goto(`${host.url}/h/${kept.hostToken}`);
  await host.isInRoom();
});

test("this browser's sessions say who was there, are found by title, and leave the list once deleted", async ({
  people,
}) => {
  people.faults.allowDeadLinks();
  const host = await people.host();
  await host.isCalled("Ana");
  const { sessionId, hostToken } = await host.ownSession();
  await host.page.goto(host.url);
  const list = host.page.getByRole("heading", { name: "Your sessions" });
  const rows = host.page.getByRole("listitem").filter({ hasText: "Live" });
  await expect(rows).toContainText("Ana");
  const search = host.page.getByRole("searchbox", { name: "Search by title" });
  const remembered = await host.page.evaluate(rememberEight);
  await host.page.reload();
  await search.fill("VIEW 7");
  await expect(rows).toHaveText(/Interview 7/);
  await search.fill("nobody's");
  await expect(host.page.getByText("No session in this list has that title.")).toBeVisible();
  await host.page.evaluate((kept) => localStorage.setItem("codesala.sessions", kept), remembered);
  const answer = await fetch(`${host.url}/api/sessions/${sessionId}`, {
    method: "DELETE",
    headers: { Authorization: `Bearer ${hostToken}` },
  });
  expect(answer.status).toBe(204);
  await host.page.reload();
  await expect(host.page.getByRole("button", { name: "New session" })).toBeVisible();
  await expect(list).toHaveCount(0);

  await host.createsSession();
  const dead = hostToken;
  const older = rows.filter({ hasText: "Older" });
  const askedOfDead: string[] = [];
  host.page.on("request", (request) => request.url().endsWith(`/api/links/${dead}`) && askedOfDead.push(request.url()));
  await host.page.goto(host.url);
  await expect(rows).toHaveCount(1);
  await host.page.evaluate(rememberEight);
  await host.page.evaluate(rememberOlder, null);
  await host.page.reload();
  await expect(rows.filter({ hasText: "Ana" }), "the newest eight were asked for").toHaveCount(8);
  await search.fill("older");
  await expect(older, "the search finds what is not shown").toHaveCount(1);
  await search.fill("");
  await host.page.evaluate(rememberOlder, dead);
  await host.page.reload();
  await expect(rows.filter({ hasText: "Ana" })).toHaveCount(8);
  expect(askedOfDead, "nobody sees the others, nobody asks for them").toEqual([]);
  await host.page.getByRole("button", { name: "Show 2 more" }).click();
  await expect(host.page.getByRole("link", { name: "Open Older" })).toBeFocused();
  await expect(rows, "what was deleted elsewhere leaves the list behind eight newer ones too").toHaveCount(9);
  expect(askedOfDead).toHaveLength(1);
  await expect(host.page.getByRole("button", { name: /^Show/ })).toHaveCount(0);
});

/** One session eight times, each by a title of its own. Returns what was remembered before. */
function rememberEight(): string {
  const before = localStorage.getItem("codesala.sessions") ?? "[]";
  const [one] = JSON.parse(before) as object[];
  const eight = Array.from({ length: 8 }, (_, n) => ({ ...one, roomId: `room-${n}`, title: `Interview ${n}` }));
  localStorage.setItem("codesala.sessions", JSON.stringify(eight));
  return before;
}

/** One more, older than all that are known; by a host's link of its own, or by that of the newest. */
function rememberOlder(hostToken: string | null): void {
  const known = JSON.parse(localStorage.getItem("codesala.sessions") ?? "[]") as object[];
  const older = { ...known[0], roomId: `room-${known.length}`, title: hostToken ? "Deleted" : "Older" };
  localStorage.setItem("codesala.sessions", JSON.stringify([...known, hostToken ? { ...older, hostToken } : older]));
}

test("a title that the host types is everybody's, and the start page's", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const title = host.page.getByRole("textbox", { name: "Title of the session" });
  await title.fill("ראיון!");
  await expect(title, "each script in its own direction").toHaveCSS("direction", "rtl");
  const { sessionId, hostToken } = await host.ownSession();
  const retitles = async (title: string) => {
    const retitled = await fetch(`${host.url}/api/sessions/${sessionId}`, {
      method: "PATCH",
      headers: { Authorization: `Bearer ${hostToken}`, "Content-Type": "application/json" },
      body: JSON.stringify({ title }),
    });
    expect(retitled.status).toBe(200);
  };
  await retitles("Of another host");
  await expect(candidate.page).toHaveTitle("Of another host · Codesala");
  await expect(host.page).toHaveTitle("Of another host · Codesala");
  await expect(title, "what is being typed stays").toHaveValue("ראיון!");
  await title.fill("Backend interview");
  await title.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await expect(title, "this Enter chose a word of a method of input").toBeFocused();
  await host.page.keyboard.press("Enter");

  await expect(candidate.page.getByRole("heading", { name: "Backend interview" })).toBeVisible();
  await expect(candidate.page).toHaveTitle("Backend interview · Codesala");
  await host.page.goto(host.url);
  await host.page.getByRole("link", { name: /Open Backend interview/ }).click();
  await host.isInRoom();
  await expect(host.list.filter({ hasText: "(you)" })).toContainText("Host");

  await title.focus();
  for (const key of ["x", "Backspace", "Enter"]) await host.page.keyboard.press(key);
  await retitles("Of a colleague");
  await expect(host.page).toHaveTitle("Of a colleague · Codesala");
  const sent: (string | null)[] = [];
  host.page.on("request", (request) => sent.push(request.postData()));
  await host.ends();
  expect(
    sent.filter((text) => text?.includes("title")),
    "what was typed and taken back again erases nobody's title",
  ).toEqual([]);
});
