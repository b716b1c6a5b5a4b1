// From the start page to two people typing: what has to work in the first minute, without a word of explanation.
import { codeOnServer, Person } from "./support/people";
import { watched } from "./support/shown";
import { expect, test } from "./support/stage";

test("a click creates a session and the host is in the room at once", async ({ people }) => {
  const host = await people.arrive();
  await host.createsSession();

  await expect(host.page.getByText("Only you are here")).toBeVisible();
  await expect(host.list).toHaveCount(1);
  await expect(host.list).toContainText("Host");
  await expect(host.editor).toBeFocused();
  expect((await host.code()).length, "starter code is there").toBeGreaterThan(20);
});

test("a sample replay plays for whoever looks at the start page first", async ({ people }) => {
  const { page, url } = await people.arrive();
  await page.goto(url);
  for (const told of [
    "edit the same code, run it",
    "run in each person's browser",
    "on the server's disk",
    "is recorded",
  ])
    await expect(page.getByRole("main"), "what it is, and what it keeps").toContainText(told);
  await page.getByRole("link", { name: "Watch a sample replay" }).click();
  const moments = page.getByRole("region", { name: "Moments" });
  await expect(moments).toContainText("This is a sample.");
  await expect(page.getByRole("button", { name: "Pause" }), "by itself").toBeVisible();
  await page.keyboard.press("End");
  await expect(moments.getByRole("button", { name: /Marcus ran Python: exited 0/ })).toHaveCount(2);
});

test("the address bar carries no power of the host, and a reload keeps the role", async ({ people }) => {
  const host = await people.host();
  const { hostToken } = await host.ownSession();

  const address = host.page.url();
  expect(address).not.toContain(hostToken);
  expect(address).toBe(await host.shareLink());
  await host.page.reload();
  await host.isInRoom();
  await expect(host.list).toContainText("Host");

  const stranger = await people.candidate(address, "Stranger");
  await expect(stranger.inList("Stranger")).toContainText("Candidate");
});

test("a host link gives its power to this browser and leaves the address bar", async ({ people }) => {
  const first = await people.host();
  const { hostToken } = await first.ownSession();

  const second = await people.arrive();
  await second.page.goto(`${second.url}/h/${hostToken}`);
  await second.isInRoom();
  expect(second.page.url()).toBe(await first.shareLink());
  await expect(second.list.filter({ hasText: "(you)" })).toContainText("Host");
});

test("a host has a link of their own to come back by, and the browser is asked to keep what makes them one", async ({
  people,
}) => {
  const host = await people.arrive();
  await host.page.addInitScript(() => {
    navigator.storage.persist = () => {
      document.documentElement.dataset.asked = "yes";
      return Promise.resolve(true);
    };
  });
  await host.createsSession();
  await expect(host.page.locator("html[data-asked=yes]")).toHaveCount(1);
  const copies = async () => {
    const copy = host.page.getByRole("button", { name: "Copy: Link for hosts" });
    await expect(host.page.getByText((await host.ownSession()).hostToken)).toHaveCount(0);
    await host.page.evaluate(() => navigator.clipboard.writeText(""));
    await copy.click();
    const copied = () => host.page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(copied).toContain("/h/");
    return copied();
  };
  const first = await copies();
  const otherTab = new Person(await host.page.context().newPage(), host.url);
  await otherTab.page.goto(host.page.url());
  await otherTab.isInRoom();
  await host.replacesTheHostsLink();
  await otherTab.types("the other tab goes on");
  await host.sees("the other tab goes on");
  await otherTab.isSaved();
  await otherTab.page.close();
  const link = await copies();
  expect(link).not.toBe(first);

  const elsewhere = await people.arrive();
  await elsewhere.page.goto(link);
  await elsewhere.isInRoom();
  await expect(elsewhere.list.filter({ hasText: "(you)" })).toContainText("Host");
  const name = elsewhere.page.getByRole("region", { name: "People" }).getByRole("textbox", { name: "Your name" });
  await expect(name, "the code is what one came for").not.toBeFocused();
  await name.fill("Rosa");
  await name.press("Enter");
  await expect(host.inList("Rosa"), "who comes by a link for hosts says who they are, too").toBeVisible();
  await expect(name).toHaveCount(0);
});

test("the host says who they are beside the links, and the candidate meets a name and a title", async ({ people }) => {
  const host = await people.host();
  const { page } = host;
  const stranger = await people.candidate(await host.shareLink(), "");
  await expect(stranger.inList("Interviewer"), "no animal greets a nervous person").toContainText("Host");
  await stranger.leavesThePage();
  await page.goto(host.url);
  await host.createsSession();

  const side = page.getByRole("region", { name: "People" });
  const name = side.getByRole("textbox", { name: "Your name" });
  await expect(side.getByText("The candidate sees you as Interviewer.")).toBeVisible();
  await name.fill("Ana Lind");
  await name.press("Enter");
  await expect(side.getByText("The candidate sees you as Ana Lind.")).toBeVisible();
  await side.getByRole("combobox", { name: "Language" }).selectOption("javascript");
  await expect(host.language).toHaveValue("javascript");
  for (const label of ["Link for candidates", "Link for hosts", "Link for observers"])
    await expect(side.getByLabel(label, { exact: true })).toHaveValue(/\/[sho]\//);
  for (const may of ["Reads, types and runs code.", "Can do all that you can.", "Cannot change anything."])
    await expect(side, "what each of them lets people do").toContainText(may);
  await side.getByRole("textbox", { name: "Title" }).fill("Backend interview");

  // The first guest takes the card away, and nothing that was typed into it.
  const candidate = await people.arrive();
  await candidate.page.goto(await host.shareLink());
  await candidate.page.getByRole("textbox", { name: "Your name" }).press("Enter");
  await candidate.isInRoom();
  await expect(candidate.page.getByRole("heading", { name: "Backend interview" })).toBeVisible();
  await expect(candidate.inList("Ana Lind")).toContainText("Host");
  await expect(candidate.page.getByRole("button", { name: "Share" }), "is no invitation to bring help").toHaveCount(0);

  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByRole("button", { name: "Copy invitation" }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toMatch(/^Backend interview\n/);
  const text = await copied();
  for (const part of [await host.shareLink(), "current browser", "Pastes, with their size", "Not recorded: camera"])
    expect(text).toContain(part);

  // Remembered: the next session begins with them.
  await page.goto(host.url);
  await host.createsSession();
  await expect(host.inList("Ana Lind")).toBeVisible();
  await expect(host.language).toHaveValue("javascript");
});

test("what a host has copied is still theirs when the last guest is gone", async ({ people }) => {
  const host = await people.arrive();
  await host.createsSession();
  const link = await host.shareLink();
  await people.candidate(link, "Marcus");
  await expect(host.inList("Marcus")).toBeVisible();
  await host.page.evaluate(() => navigator.clipboard.writeText("copied from the code"));
  await host.page.getByRole("button", { name: "Remove Marcus" }).click();
  await host.page.getByRole("group", { name: "Remove Marcus" }).getByRole("button", { name: "Remove" }).click();
  await expect(host.inList("Marcus")).toHaveCount(0);
  await expect(host.page.getByRole("textbox", { name: "Link for candidates" })).toBeVisible();
  expect(await host.page.evaluate(() => navigator.clipboard.readText())).toBe("copied from the code");
});

test("copying the link says Copied in place, and the clipboard has it", async ({ people }) => {
  const host = await people.host();
  const link = await host.shareLink();
  await host.page.evaluate(() => navigator.clipboard.writeText("something else"));

  const copy = host.page.getByRole("button", { name: "Copy: Link for candidates" });
  await expect(copy, "the copy on creation has been said").toBeVisible();
  const side = await watched(host.page.getByRole("region", { name: "People" }));
  await copy.click();
  await side.hasShown("Copied");
  expect(await host.page.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await expect(host.page.getByRole("button", { name: "Copy: Link for candidates" })).toBeVisible();
});

test("the candidate opens the link, types a name and is typing; both see one text", async ({ people, node }) => {
  const host = await people.host();
  await host.isCalled("Ana");

  const candidate = await people.arrive();
  const asked: string[] = [];
  candidate.page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await candidate.page.goto(await host.shareLink());
  await expect(candidate.page.getByRole("textbox", { name: "Your name" })).toBeFocused();
  const last = asked.findIndex((path) => path.startsWith("/api/links/"));
  expect(asked.slice(last + 1), "the document names at once what the way in needs").toEqual([]);
  await candidate.page.keyboard.type("Marcus");
  await candidate.page.keyboard.press("Enter");
  await expect(candidate.editor).toBeFocused();
  await candidate.page.keyboard.press("ControlOrMeta+End");
  await candidate.page.keyboard.type("candidate was here ");
  await host.sees("candidate was here ");
  await host.typesAtTheStart("host was here ");
  await candidate.sees("host was here ");

  for (const person of [host, candidate]) {
    await expect(person.list).toHaveCount(2);
    await expect(person.inList("Ana")).toContainText("Host");
    await expect(person.inList("Marcus")).toContainText("Candidate");
  }
  await expect(host.caretOf("Marcus")).toHaveCount(1);
  await expect(candidate.caretOf("Ana")).toHaveCount(1);
  const text = await host.code();
  expect(await candidate.code()).toBe(text);
  const session = await host.ownSession();
  await expect.poll(() => codeOnServer(node.url, session)).toBe(text);
});

test("both type at the same time and end up with one text", async ({ people, node }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("\n");
  await candidate.seesExactly("\n");

  await Promise.all([host.typesAtTheStart("aaa bbb ccc ddd eee fff"), candidate.types("111 222 333 444 555 666")]);
  const both = "aaa bbb ccc ddd eee fff\n111 222 333 444 555 666";
  await host.seesExactly(both);
  await candidate.seesExactly(both);
  await expect(host.chip).toHaveText("Saved");
  const session = await host.ownSession();
  await expect.poll(() => codeOnServer(node.url, session)).toBe(both);
});

test("two people of one name are told apart by a number", async ({ people }) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const other = await people.candidate(await host.shareLink(), "Ana");

  for (const person of [host, other]) {
    await expect(person.list).toHaveCount(2);
    await expect(person.list.getByText("Ana", { exact: true })).toHaveCount(1);
    await expect(person.list.getByText("Ana (2)", { exact: true })).toHaveCount(1);
  }
});

test("a name may be left out, and is then an animal's for everybody", async ({ people }) => {
  const host = await people.host();
  const shy = await people.candidate(await host.shareLink(), "");

  const own = shy.list.filter({ hasText: "(you)" }).locator(".name");
  await expect(own).toHaveText(/^Anonymous \w+/);
  const name = await own.textContent();
  await expect(host.inList(name ?? "")).toContainText("Candidate");
});

test("who waits to come in is in sight though the card of the host who is alone fills the screen", async ({
  people,
}) => {
  const host = await people.host();
  const link = await host.shareLink();
  await host.turns("Lobby", true);
  const candidate = await people.arrive();
  await candidate.page.goto(link);
  await candidate.page.getByRole("textbox", { name: "Your name" }).fill("Marcus");
  await candidate.page.keyboard.press("Enter");
  const letIn = host.page.getByRole("button", { name: "Let Marcus in" });
  await expect(letIn).toBeInViewport({ ratio: 1 });
  await host.page.setViewportSize({ width: 1024, height: 768 });
  await expect(letIn).toBeInViewport({ ratio: 1 });
  await host.page.setViewportSize({ width: 390, height: 844 });
  await host.page.getByRole("button", { name: /^People 1/ }).click();
  await expect(letIn).toBeInViewport({ ratio: 1 });
});

test("where there is a lobby, no empty room flashes before it over a slow line", async ({ people }) => {
  const host = await people.host();
  const link = await host.shareLink();
  await host.turns("Lobby", true);
  const { page } = await people.arrive();
  const held: (string | Buffer)[] = [];
  let release = () => undefined as void;
  await page.routeWebSocket(/\/ws\//, (line) => {
    const server = line.connectToServer();
    server.onMessage((message) => void held.push(message));
    release = () => {
      held.forEach((message) => line.send(message));
      server.onMessage((message) => line.send(message));
    };
  });
  await page.goto(link);
  await page.getByRole("textbox", { name: "Your name" }).press("Enter");
  await expect.poll(() => held.length, "the server has answered").toBeGreaterThan(0);
  await expect(page.getByText("Opening the session…")).toBeVisible();
  await expect(page.getByRole("button", { name: "Run" })).toHaveCount(0);
  release();
  await expect(page.getByRole("heading", { name: "Waiting for the host" })).toBeVisible();
});
