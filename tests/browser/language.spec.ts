// The language of the session: shared by all, told quietly, and never at the cost of a character.
import { Line } from "./support/network";
import { expect, test } from "./support/stage";

test("a switch replaces starter code that nobody has touched, for both, and is told with the name", async ({
  people,
}) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await expect(candidate.language).toHaveValue("python");
  await host.sees("print(");

  await candidate.language.selectOption("java");
  await expect(host.news).toHaveText("Java: switched by Marcus");
  await expect(host.language).toHaveValue("java");
  await host.sees("public class Main");
  await candidate.sees("public class Main");
  expect(await host.code(), "the starter is there once").toBe(await candidate.code());
  expect((await host.code()).split("public class Main")).toHaveLength(2);
  expect(await host.code()).not.toContain("print(greeting)");
});

test("a switch keeps what somebody has typed", async ({ people }) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.types("mine");
  await candidate.sees("mine");
  const text = await candidate.code();

  await host.language.selectOption("cpp");
  await expect(candidate.news).toHaveText("C++: switched by Ana");
  await expect(candidate.language).toHaveValue("cpp");
  await candidate.types(" and his");
  await host.seesExactly(`${text} and his`);
});

test("who has selected the old starter code whole types over the new one that has come into its place", async ({
  people,
}) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await candidate.sees("print(");
  await candidate.editor.focus();
  await candidate.page.keyboard.press("ControlOrMeta+a");
  await host.language.selectOption("javascript");
  await candidate.sees("console.log(");
  await candidate.page.keyboard.insertText("mine\n");
  await candidate.seesExactly("mine\n");
  await host.seesExactly("mine\n");
});

test("who comes later and who reloads see the session's language", async ({ people }) => {
  const host = await people.host();
  await host.language.selectOption("typescript");
  await host.sees("const greet");

  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await expect(candidate.language).toHaveValue("typescript");
  await host.page.reload();
  await host.isInRoom();
  await expect(host.language).toHaveValue("typescript");
});

test("languages that the server could not list at first are all there later", async ({ people }) => {
  people.faults.allowOutages();
  const host = await people.arrive();
  const list = "**/api/languages";
  let refused = 0;
  await host.page.route(list, (route) => {
    refused += 1;
    return route.abort("connectionrefused");
  });
  await host.createsSession();
  await expect.poll(() => refused).toBeGreaterThan(0);
  await host.page.unroute(list);
  await expect(host.language.locator("option[value=sql]")).toHaveCount(1);
});

test("who replaces the starter code while their line is down keeps their text alone, whatever language comes meanwhile", async ({
  node,
  people,
}) => {
  people.faults.allowOutages();
  const line = await Line.to(node.port);
  const host = await people.host();
  const link = (await host.shareLink()).replace(host.url, line.url);
  const candidate = await people.candidate(link, "Marcus", { url: line.url });
  await candidate.sees("print(");
  line.cut();
  await expect(candidate.banner).toBeVisible();
  await candidate.writes("mine\n");
  await host.language.selectOption("java");
  await host.sees("public class Main");
  line.mend();
  await candidate.isConnected();
  await expect(candidate.language).toHaveValue("java");
  await candidate.seesExactly("mine\n");
  await host.seesExactly("mine\n");
  await people.leave();
  await line.close();
});

test("the replay and the report write a time in one form", async ({ people }) => {
  const host = await people.host();
  await host.page.goto(`${host.page.url()}/replay`);
  await expect(host.page.locator(".about")).toHaveText(/\d+ [A-Z][a-z]+ \d{4} at \d\d:\d\d\b(?! [AP]M)/);
  await host.page.getByRole("button", { name: "Report" }).click();
  const opening = host.page.waitForEvent("popup");
  await host.page.getByRole("link", { name: "Open the report" }).click();
  await expect((await opening).locator("body")).toContainText(/\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d – /);
});
