// Two people at one text: whose edits are undone, who is shown, and whose caret stands where.
import { FilesView } from "./files-view";
import { colleague } from "./notes-pane";
import { pane } from "./question-pane";
import { ReplayView } from "./replay-view";
import { longerEachTime } from "./support/patience";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

test("undo takes back one's own edits and never another's", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("");
  await candidate.seesExactly("");
  await host.types("mine");
  await candidate.sees("mine");
  await candidate.types(" yours");
  await host.sees("mine yours");

  // Each key may be a step of its own where keys come slowly; one press too many does nothing.
  for (let step = 0; step < " yours".length; step += 1) await candidate.page.keyboard.press("ControlOrMeta+z");
  await host.seesExactly("mine");
  await candidate.seesExactly("mine");
  for (let step = 0; step < " yours".length; step += 1) await candidate.page.keyboard.press("ControlOrMeta+y");
  await host.seesExactly("mine yours");
});

test("one undo takes back a word or a line, not all that was typed without a pause", async ({ people }) => {
  const host = await people.host();
  await host.writes("");
  await host.types("alpha beta gamma");
  await host.page.keyboard.press("ControlOrMeta+z");
  await expect.poll(() => host.code()).not.toBe("alpha beta gamma");
  expect(await host.code()).toContain("alpha beta");
  await host.page.keyboard.press("ControlOrMeta+y");
  await host.seesExactly("alpha beta gamma");
});

test("two tabs of one person are one person in the list", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const second = await candidate.page.context().newPage();
  await second.goto(await host.shareLink());
  await second.getByRole("button", { name: "Join" }).click();
  await expect(second.locator("header .chip")).toHaveText("Saved");

  await expect(second.getByRole("region", { name: "People" }).getByRole("listitem")).toHaveCount(2);
  await expect(host.list).toHaveCount(2);
  await second.close();
  await expect(host.inList("Marcus")).not.toContainText("away");
  await candidate.types("still here");
  await host.sees("still here");
  await expect(host.list).toHaveCount(2);
});

test("the caret of a browser that is closed disappears, and the person is away before they are gone", async ({
  people,
}) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await candidate.types("here");
  await expect(host.caretOf("Marcus")).toHaveCount(1);

  await candidate.page.context().close();
  await expect(host.carets).toHaveCount(0);
  await expect(host.inList("Marcus")).toContainText("away");
});

test("carets carry names only while they move, and can be hidden", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const caret = host.caretOf("Marcus");
  const label = () =>
    caret.evaluate((element) => {
      const { content, opacity } = getComputedStyle(element, "::after");
      return `${content} ${opacity}`;
    });
  const longer = longerEachTime(1_000);
  await expect(async () => {
    await candidate.types("x");
    await expect.poll(label, { timeout: longer() }).toBe('"Marcus" 1');
  }).toPass();
  await expect.poll(label).toBe('"Marcus" 0');
  const isBeside = () => caret.evaluate((element) => getComputedStyle(element, "::after").top === "0px");
  await expect.poll(isBeside, "at the end of a line a name covers no code").toBe(true);
  await candidate.page.keyboard.press("Home");
  await expect.poll(isBeside).toBe(false);

  await host.page.getByRole("button", { name: "Settings" }).click();
  await host.page.getByRole("checkbox", { name: "Hide others' cursors" }).check();
  await expect(host.carets).toHaveCount(0);
});

test("the name beside a caret never becomes text, whatever is selected and replaced around it", async ({ people }) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const slow = await candidate.page.context().newCDPSession(candidate.page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: 6 }); // what others do arrives in between
  for (let round = 0; round < 6; round++) {
    await host.editor.focus();
    await host.page.keyboard.press(`ControlOrMeta+${["Home", "End", "ArrowLeft"][round % 3]}`);
    await expect(candidate.caretOf("Ana")).toHaveCount(1);
    await Promise.all([host.page.keyboard.type("x"), candidate.writes(`round ${round}\nof Marcus\n`)]);
    for (const person of [host, candidate])
      await expect.poll(async () => (await person.code()).replaceAll("x", "")).toBe(`round ${round}\nof Marcus\n`);
  }
});

test("what is composed with a method of input arrives once and whole, whatever others do beside it", async ({
  people,
}) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await host.writes("name = ''\nnext line");
  await candidate.sees("next line");
  await host.editor.press("ControlOrMeta+Home");
  await host.page.keyboard.press("End");
  await host.page.keyboard.press("ArrowLeft");
  await candidate.editor.press("ControlOrMeta+Home");
  const input = await host.page.context().newCDPSession(host.page);
  await input.send("Emulation.setCPUThrottlingRate", { rate: 6 }); // what others do arrives in between
  let typed = "";
  for (const [text, key] of [
    ["に", "x"],
    ["にほ", "y"],
    ["にほん", "z"],
    ["日本", "ArrowDown"],
  ] as const) {
    await input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await candidate.page.keyboard.press(key); // in the line that is composed in, then past it
    if (key.length === 1) typed += key;
    await host.sees(typed);
  }
  await input.send("Input.insertText", { text: "日本" });
  for (const person of [host, candidate]) await person.seesExactly("xyzname = '日本'\nnext line");
  await host.isSaved();
});

test("who composes a character goes on with it while others come and are called otherwise", async ({ people }) => {
  const host = await people.host();
  const link = await host.shareLink();
  await host.writes("name = ''");
  const candidate = await people.candidate(link, "Marcus");
  await expect(candidate.caretOf("Interviewer")).toHaveCount(1);
  await candidate.types(" ");
  await candidate.page.keyboard.press("ArrowLeft");
  await candidate.page.keyboard.press("ArrowLeft");
  await candidate.isSaved();
  const input = await candidate.page.context().newCDPSession(candidate.page);
  const compose = (text: string) =>
    input.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
  const ends = await candidate.editor.evaluateHandle((content) => {
    const seen = { count: 0 };
    content.addEventListener("compositionend", () => (seen.count += 1));
    return seen;
  });
  await compose("に");
  await people.candidate(link, "Olga");
  await expect(candidate.inList("Olga")).toBeVisible();
  await compose("にほ");
  await host.isCalled("María José");
  await expect(candidate.inList("María José")).toBeVisible();
  await compose("にほん");
  expect(await ends.evaluate(({ count }) => count)).toBe(0);
  await input.send("Input.insertText", { text: "日本" });
  for (const person of [host, candidate]) await person.seesExactly("name = '日本' ");
});

test("names and colours differ, and a new name reaches everybody", async ({ people }) => {
  const host = await people.host();
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await candidate.isCalled("María José");
  await expect(host.inList("María José")).toBeVisible();
  await candidate.types("x");
  await expect(host.caretOf("María José")).toHaveCount(1);

  const colours = () =>
    host.list.locator(".avatar").evaluateAll((all) => new Set(all.map((one) => one.getAttribute("style"))).size);
  await expect.poll(colours).toBe(2);
});

test("a person keeps their colour through reloads, and when others come and go", async ({ people }) => {
  const host = await people.host();
  const link = await host.shareLink();
  const candidate = await people.candidate(link, "Marcus");
  const avatar = (seenBy: Person) => seenBy.inList("Marcus").locator(".avatar");
  const styles = () => Promise.all([host, candidate].map((seenBy) => avatar(seenBy).getAttribute("style")));
  await expect.poll(async () => new Set(await styles()).size, "one colour for both").toBe(1);
  const [before = ""] = (await styles()).map((style) => style ?? "");
  for (let visit = 0; visit < 4; visit += 1) {
    await candidate.page.reload();
    await candidate.isInRoom();
    for (const seenBy of [host, candidate]) await expect(avatar(seenBy)).toHaveAttribute("style", before);
  }
  const third = await people.candidate(link, "Ines");
  for (const seenBy of [host, candidate, third]) await expect(avatar(seenBy)).toHaveAttribute("style", before);
});

test("the caret goes through a line as it is read, also from right to left, in the room and in the replay", async ({
  people,
}) => {
  const host = await people.host();
  await host.writes("one\nשלום עולם\n# مرحبا\ntwo");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const lines = candidate.editor.locator(".cm-line");
  await expect(lines).toHaveText(["one", "שלום עולם", "# مرحبا", "two"]);
  const directions = (all: HTMLElement[]) => all.map((line) => getComputedStyle(line).direction);
  await expect.poll(() => lines.evaluateAll(directions)).toEqual(["ltr", "rtl", "rtl", "ltr"]);
  const { keyboard } = candidate.page;
  await candidate.editor.press("ControlOrMeta+Home");
  await keyboard.press("ArrowDown");
  await keyboard.press("Home");
  await keyboard.press("ArrowLeft");
  await keyboard.insertText("א");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await keyboard.press("ArrowRight");
  await keyboard.press("y");
  await host.seesExactly("oney\nשאלום עולם\n# مرحبا\ntwo");
  await candidate.isSaved();

  await host.ends();
  const view = new ReplayView(host.page);
  await view.isPrepared();
  await view.press("End");
  await view.shows("oney\nשאלום עולם\n# مرحبا\ntwo");
  await expect
    .poll(() => view.editor.locator(".cm-line").evaluateAll(directions))
    .toEqual(["ltr", "rtl", "rtl", "ltr"]);
});

test("what somebody types in a form stays theirs, whatever others do meanwhile", async ({ people }) => {
  const host = await people.host({ language: "python" });
  await host.isCalled("Ana");
  const other = await colleague(people, host, "Bo");
  const { sessionId, hostToken } = await host.ownSession();
  const session = `${host.url}/api/sessions/${sessionId}`;
  const headers = { Authorization: `Bearer ${hostToken}` };

  await test.step("the new name of a file that is deleted", async () => {
    const [hers, his] = [new FilesView(host), new FilesView(other)];
    await hers.creates("other.py");
    await hers.creates("util.py");
    const list = await his.list();
    await list.getByRole("button", { name: "Rename util.py" }).click();
    await other.page.keyboard.type("helper.py");
    await (await hers.list()).getByRole("button", { name: "Delete util.py" }).click();
    await hers.dialog.getByRole("button", { name: "Delete" }).click();
    await expect(his.tab("util.py")).toHaveCount(0);
    await expect(list.locator("input.name")).toHaveValue("helper.py");
    await other.page.keyboard.press("Escape");
    await expect(list.locator("input.name")).toHaveCount(0);
    await other.page.keyboard.press("Escape");
  });

  await test.step("the words that a question is looked for by", async () => {
    await (await other.interview()).getByRole("button", { name: "Questions…" }).click();
    await pane(other).getByRole("searchbox").fill("binary tree");
    await host.page.request.post(`${session}/questions`, { headers, data: { question_id: "sample.two-that-add-up" } });
    await expect(pane(other).getByRole("button", { name: "Show to everybody" })).toBeVisible();
    await expect(pane(other).getByRole("searchbox")).toHaveValue("binary tree");
  });

  await test.step("a title, when the session is ended", async () => {
    await other.page.getByRole("textbox", { name: "Title" }).fill("Backend interview");
    await host.ends();
    const read = async () => (await host.page.request.get(session, { headers })).text();
    await expect.poll(read).toContain('"title":"Backend interview"');
  });
});
