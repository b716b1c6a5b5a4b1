// The line between a person and the server: cut, half-open and mended, while everybody goes on typing.
import { expect, test } from "./support/pair";
import { allBuiltFrom } from "./support/parts";
import { longerEachTime } from "./support/patience";
import { codeOnServer } from "./support/people";

test("typing goes on while the line is cut, and nothing is lost or doubled when it is back", async ({
  pair: { host, candidate },
  line,
  node,
}) => {
  line.cut();
  await expect(candidate.chip).toHaveText("Reconnecting…");
  await candidate.types("offline edit");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await host.typesAtTheStart("meanwhile ");
  await expect(candidate.banner).toContainText("kept on this device");
  await candidate.types(" and more");

  line.mend();
  const both = "meanwhile start\noffline edit and more";
  await host.seesExactly(both);
  await candidate.seesExactly(both);
  await candidate.isConnected();
  const session = await host.ownSession();
  await expect.poll(() => codeOnServer(node.url, session)).toBe(both);
});

test("what is saved is told truly while the browser translates the page", async ({ pair: { candidate }, line }) => {
  await candidate.page.evaluate(translate);
  line.cut();
  await candidate.types("offline edit");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  line.mend();
  await candidate.isConnected();
});

/** In the page: as browsers do it, each text in an element of its own, and again whenever the page changes. */
function translate(): void {
  const all = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Text[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode as Text);
    for (const text of texts) {
      const parent = text.parentElement;
      const isLeft = parent?.tagName === "FONT" || parent?.closest('[translate="no"], .notranslate, script, style');
      if (!text.data.trim() || isLeft) continue;
      const translation = document.createElement("font");
      translation.append(document.createElement("font"));
      translation.firstElementChild?.append(`~ ${text.data}`);
      text.replaceWith(translation);
    }
  };
  all();
  let timer: ReturnType<typeof setTimeout>;
  new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(all, 100);
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
}

test("a line that is cut without work pending says so calmly, and a click reconnects", async ({
  pair: { candidate },
  line,
}) => {
  line.cut();
  await expect(candidate.chip).toHaveText("Reconnecting…");
  await expect(candidate.banner).toContainText("You can go on typing");
  line.mend();
  await candidate.page
    .getByRole("button", { name: "Reconnect now" })
    .or(candidate.page.getByRole("status").getByText("Saved", { exact: true })) // it came back by itself in between
    .first()
    .click();
  await candidate.isConnected();
});

test("what is typed into a half-open line is never called Saved and is not lost", async ({
  pair: { host, candidate },
  line,
}) => {
  line.freeze();
  await candidate.types("into the void");
  await expect(candidate.chip).toHaveText("Not saved yet");
  await expect(candidate.banner).toContainText("No answer from the server yet");
  expect(await host.code()).toBe("start\n");

  line.mend();
  await host.seesExactly("start\ninto the void");
  await candidate.isConnected();
});

test("edits that were never sent survive a reload, merge, and reach the others", async ({
  pair: { host, candidate },
  line,
}) => {
  line.cut();
  await candidate.types("typed offline");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await host.typesAtTheStart("meanwhile ");
  const address = await candidate.leavesThePage();

  line.mend();
  await candidate.page.goto(address);
  await candidate.isInRoom();
  await candidate.seesExactly("meanwhile start\ntyped offline");
  await host.seesExactly("meanwhile start\ntyped offline");
});

test("a host who was cut off before the new hosts' link came is kept on this device by it again", async ({
  people,
  line,
}) => {
  people.faults.allowDeadLinks();
  const host = await people.host({ url: line.url });
  await host.page.route("**/links/host", async (route) => {
    const response = await route.fetch();
    await expect(host.banner).toContainText("no longer valid");
    await route.fulfill({ response });
  });
  await host.replacesTheHostsLink();
  line.cut();
  await host.types("offline edit");
  await expect(host.chip).toHaveText("Offline: kept on this device");
});

test("a reload while the server is away keeps trying, and comes back with the edits", async ({
  pair: { host, candidate },
  line,
}) => {
  line.cut();
  await candidate.types("typed offline");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  candidate.page.on("dialog", (dialog) => void dialog.accept());
  // The page itself comes, as from a cache; what it then asks for does not.
  await candidate.page.route("**/api/links/**", (route) => route.abort("connectionrefused"));
  line.mend();
  await candidate.page.reload();
  await expect(candidate.page.getByRole("heading", { name: "The server does not answer" })).toBeVisible();
  await candidate.page.unroute("**/api/links/**");
  const tryNow = candidate.page.getByRole("button", { name: "Try now" });
  await tryNow.or(candidate.editor).first().click(); // the page may have tried by itself in between
  await candidate.isInRoom();
  await host.seesExactly("start\ntyped offline");
});

test("the carets of others are back with the line, also of who does nothing meanwhile", async ({ people, line }) => {
  const host = await people.arrive();
  await host.page.clock.install();
  await host.createsSession();
  await host.isCalled("Ana");
  const link = (await host.shareLink()).replace(host.url, line.url);
  const candidate = await people.candidate(link, "Marcus", { url: line.url });
  await host.types("x");
  await expect(candidate.caretOf("Ana")).toHaveCount(1);
  await host.page.clock.pauseAt(Date.now() + 5_000); // what a page says of itself every 15 seconds it does not say

  line.cut();
  await expect(candidate.carets).toHaveCount(0);
  line.mend();
  await candidate.isConnected();
  await expect(candidate.caretOf("Ana")).toHaveCount(1);
});

test("a host whose line was down while another replaced the candidates' link gives out the new one", async ({
  people,
  line,
}) => {
  const host = await people.host();
  const { hostToken } = await host.ownSession();
  const second = await people.arrive({ url: line.url });
  await second.page.goto(`${line.url}/h/${hostToken}`);
  await second.isInRoom();
  const old = await second.shareLink();
  expect(old).toBe((await host.shareLink()).replace(host.url, line.url));
  line.cut();
  await expect(second.chip).toHaveText("Reconnecting…");
  await host.replacesTheLink("Candidates");
  line.mend();
  await second.isConnected();
  await expect.poll(() => second.shareLink()).not.toBe(old);
  const given = await second.shareLink();
  await expect.poll(async () => (await host.shareLink()).replace(host.url, line.url)).toBe(given);
});

test("after a deployment a page whose parts are gone says so, and goes on when it is loaded anew", async ({
  people,
}) => {
  people.faults.allowOutages();
  const host = await people.arrive();
  const { page } = host;
  await host.createsSession();
  await host.writes("kept");
  await host.isSaved();
  const card = allBuiltFrom("panes/interview/InterviewCard.svelte");
  const isGone = (url: URL) => card.some((file) => url.pathname.endsWith(`/${file}`));
  const isPage = (url: URL) => url.href === `${host.url}/`;
  await page.route(isGone, (route) => route.abort("connectionrefused")); // a 404 is a line in the console
  await page.route(isPage, (route) =>
    route.fulfill({ contentType: "text/html", body: '<script type="module" src="./assets/index-newer.js"></script>' }),
  );
  await page.getByRole("button", { name: "Host controls", exact: true }).click();
  const strip = page.getByText("There is a new version of this page.");
  await expect(strip).toBeVisible();
  await page.unroute(isGone);
  await page.unroute(isPage);
  await page.getByRole("button", { name: "Reload", exact: true }).click();
  await expect(strip).toBeHidden();
  await host.sees("kept");
  await page.getByRole("button", { name: "Host controls", exact: true }).click();
  await expect(page.getByRole("switch", { name: "Lobby" })).toBeVisible();
});

test("a part of the page that the line did not bring comes by itself once the line is back", async ({ people }) => {
  people.faults.allowOutages();
  const host = await people.arrive();
  const { page } = host;
  const late = ["screens/room/after.ts", "panes/interview/InterviewCard.svelte", "editor/tools/tools.ts"].flatMap(
    allBuiltFrom,
  );
  const parts = (url: URL) => late.some((file) => url.pathname.endsWith(`/${file}`));
  let refused = 0;
  await page.route(parts, (route) => {
    refused += 1;
    return route.abort("connectionrefused");
  });
  await host.createsSession();
  await page.getByRole("button", { name: "Host controls", exact: true }).click();
  await expect.poll(() => refused).toBeGreaterThan(0);
  await expect(page.getByRole("log")).toHaveCount(0);

  // One of these parts are the editor's tools. What they do not bring, the editor and the browser do.
  await host.writes("erased");
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+End");
  await page.keyboard.press("Backspace");
  for (const key of ["Tab", "a", "b", "ArrowLeft", "Delete", "c", "Enter", "d", "Enter", "Backspace", "e"])
    await page.keyboard.press(key);
  await host.seesExactly("    ac\n    d\n   e");
  const longer = longerEachTime(500);

  await page.unroute(parts);
  await expect(page.getByRole("log"), "the console").toBeVisible();
  await expect(page.getByRole("switch", { name: "Lobby" }), "the card of the interview").toBeVisible();
  await page.getByRole("button", { name: "Settings", exact: true }).click();
  await page.getByRole("button", { name: /Keyboard shortcuts/ }).click();
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(async () => {
    await host.editor.press("ControlOrMeta+f");
    await expect(page.getByRole("textbox", { name: "Find" })).toBeVisible({ timeout: longer() });
  }, "the editor's tools").toPass();
});
