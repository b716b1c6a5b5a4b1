// Several files in a session: what two people do with them, what is dropped, and what goes on where.
import { readFile } from "node:fs/promises";

import { ConsoleView } from "./console-view";
import { FilesView } from "./files-view";
import { isAccessible } from "./support/axe";
import { Line } from "./support/network";
import { expect, test } from "./support/stage";

const LONG = "lib/tools_for_all_that_may_ever_be_asked_for.py";

test("two people create, name, write, delete and bring back files, and lose nothing", async ({ people }) => {
  const host = await people.host({ language: "python" });
  await host.isCalled("Ana");
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const [hers, his] = [new FilesView(host), new FilesView(candidate)];
  await host.writes("import util\n");
  await expect(hers.tabs, "one file needs no tabs").toHaveCount(0);

  await hers.asksForANewFile();
  await isAccessible(host.page, "the question for a name");
  await hers.names("../x");
  await expect(hers.dialog.getByRole("alert")).toBeVisible();
  await hers.names("main.py");
  await expect(hers.dialog.getByRole("alert")).toContainText("The session's own file is called main.py");
  await hers.namesAtOnce("main.py", "util.py");
  await expect(hers.open, "the corrected name is asked for").toHaveAccessibleName("util.py");
  await expect(host.editor).toBeFocused();
  await host.page.keyboard.type("one = 1\n");

  await test.step("others see the new file, who is in it and that it changed", async () => {
    await expect(his.tabs).toHaveText(["main.py", /^util\.py/]);
    await expect(his.tab("util.py")).toHaveAccessibleName("util.py, changed by others, here: Ana");
    await expect(candidate.inList("Ana")).toContainText("in util.py");
    await candidate.seesExactly("import util\n");
    await his.goesTo("util.py");
    await candidate.seesExactly("one = 1\n");
    await expect(his.tab("util.py")).toHaveAccessibleName("util.py, here: Ana");
    await candidate.types("two = 2\n");
    await host.sees("two = 2");
    await candidate.page.emulateMedia({ forcedColors: "active" });
    await expect(his.open, "told apart also where the system forces its colours").toHaveCSS("outline-style", "solid");
    await candidate.page.emulateMedia({ forcedColors: "none" });
  });

  await test.step("each file keeps its own undo, and its caret", async () => {
    await hers.open.focus();
    await host.page.keyboard.press("ArrowLeft");
    await expect(hers.open).toBeFocused();
    await expect(hers.open).toHaveAccessibleName("main.py");
    await host.types("x");
    await host.page.keyboard.press("ControlOrMeta+z");
    await host.seesExactly("import util\n");
    await hers.goesTo("util.py");
    await host.editor.focus();
    await host.page.keyboard.insertText("here"); // one step, however slowly keys come
    await host.sees("one = 1\nheretwo = 2");
    for (const left of ["one = 1\ntwo = 2\n", "one = 1two = 2\n"]) {
      await host.page.keyboard.press("ControlOrMeta+z");
      await host.seesExactly(left);
    }
    await host.page.keyboard.press("ControlOrMeta+y");
    await host.seesExactly("one = 1\ntwo = 2\n");
  });

  await test.step("the list renames", async () => {
    const list = await hers.list();
    await list.getByRole("button", { name: "Rename util.py" }).click();
    await list.getByRole("textbox", { name: "New name" }).fill("lib/tools.py");
    await host.page.keyboard.press("Enter");
    await expect(his.open).toHaveAccessibleName(/^lib\/tools\.py/);
    await host.page.keyboard.press("Escape");
  });

  await test.step("who types in a file that is deleted is told, goes on, and brings it back", async () => {
    await hers.open.focus();
    await host.page.keyboard.press("Delete");
    await hers.dialog.getByRole("button", { name: "Delete" }).click();
    await expect(hers.tabs).toHaveCount(0);
    await expect(host.news).toHaveText("Deleted lib/tools.py.");
    await expect(candidate.page.getByText("lib/tools.py was deleted by Ana.")).toBeVisible();
    await candidate.types("three = 3\n");
    await candidate.isSaved();
    await expect(candidate.page.getByRole("button", { name: "Bring back" })).toBeVisible();
    await candidate.page.reload();
    await candidate.isConnected();
    await his.asksForANewFile();
    await his.dialog.getByRole("button", { name: "Bring back lib/tools.py" }).click();
    await expect(his.open).toHaveAccessibleName("lib/tools.py");
    await expect(his.dialog).toBeHidden();
    await hers.goesTo("lib/tools.py");
    await host.seesExactly("one = 1\ntwo = 2\nthree = 3\n");
  });

  await test.step("a phone has a list in place of tabs", async () => {
    await candidate.page.setViewportSize({ width: 390, height: 780 });
    await expect(his.tab("main.py")).toBeHidden();
    const list = await his.list();
    await isAccessible(candidate.page, "a session of several files, and their list");
    await expect(list.getByRole("button", { name: /^lib\/tools\.py here: \S/ })).toBeVisible();
    await list.getByRole("button", { name: "main.py" }).click();
    await candidate.seesExactly("import util\n");
  });

  await test.step("a long name pushes nothing out of the window", async () => {
    await (await hers.list()).getByRole("button", { name: "Rename lib/tools.py" }).click();
    await host.page.getByRole("textbox", { name: "New name" }).fill(LONG);
    await host.page.keyboard.press("Enter");
    await (await his.list()).getByRole("button", { name: `${LONG} here: ` }).click();
    await expect(candidate.page.getByRole("button", { name: "New file" })).toBeInViewport({ ratio: 1 });
    await expect(host.inList("Marcus")).toContainText(LONG);
    await expect(host.page.getByRole("button", { name: "Follow Marcus" })).toBeInViewport({ ratio: 1 });
    await host.page.keyboard.press("Escape");
    await hers.open.focus();
    await host.page.keyboard.press("Delete");
    await hers.dialog.getByRole("button", { name: "Delete" }).click();
    await expect(candidate.page.getByRole("button", { name: "Bring back" })).toBeInViewport({ ratio: 1 });
  });
});

test("what is dropped is added, asks once about names that are taken, and leaves as one zip", async ({ people }) => {
  const host = await people.host({ language: "python" });
  const files = new FilesView(host);
  await host.writes("mine");
  await files.drops({ "util.py": "first\r\n", "data.csv": "a,b\n1,2\n" });
  await expect(files.tabs).toHaveText(["main.py", "data.csv", "util.py"]);
  await host.isSaved();
  await expect(files.dialog).toBeHidden();

  await files.drops({
    "Util.py": "second",
    "main.py": "theirs",
    "photo.png": [0x89, 0x50, 0xff, 0xfe],
    "new.txt": "new",
  });
  await expect(files.dialog).toContainText("photo.png");
  await expect(files.dialog).toContainText("Not text: pictures");
  await isAccessible(host.page, "the question about names that are taken");
  await files.dialog.getByRole("radio", { name: /^Keep both/ }).check();
  await files.dialog.getByRole("button", { name: "Add" }).click();
  await expect(files.tabs).toHaveText(["main.py", "Util-1.py", "data.csv", "main-1.py", "new.txt", "util.py"]);
  await files.goesTo("util.py");
  await host.seesExactly("first\n");
  await files.goesTo("Util-1.py");
  await host.seesExactly("second");
  await files.drops({ "util.py": "third" });
  await files.dialog.getByRole("radio", { name: "Replace the text" }).check();
  await files.dialog.getByRole("button", { name: "Add" }).click();
  await files.goesTo("util.py");
  await host.seesExactly("third");
  await files.goesTo("main.py");
  await host.seesExactly("mine");

  const many = Array.from({ length: 500 }, (_, number) => [`many/${1000 + number}.txt`, "x"] as const);
  await files.drops(Object.fromEntries(many));
  await expect(files.dialog).toContainText("A session holds 40 files: of these, the first 34 can be added.");
  await files.dialog.getByRole("button", { name: "Add" }).click();
  await expect(files.tabs).toHaveCount(40);
  await expect(files.dialog).toBeHidden();
  await files.drops({ "late.txt": "one too many" });
  await expect(files.dialog).toContainText("A session holds 40 files, and no more can be added.");
  await host.page.keyboard.press("Escape");

  const coming = host.page.waitForEvent("download");
  await (await files.list()).getByRole("button", { name: "Download all as a zip" }).click();
  const zip = await coming;
  expect(zip.suggestedFilename()).toMatch(/^codesala-\d{4}-\d\d-\d\d\.zip$/);
  const held = (await readFile(await zip.path())).toString("latin1");
  for (const path of ["main.py", "Util-1.py", "data.csv", "main-1.py", "new.txt", "util.py"])
    expect(held).toContain(path);
});

test("following goes from file to file, and what is typed offline in one is there afterwards", async ({
  people,
  node,
}) => {
  people.faults.allowOutages();
  const host = await people.host({ language: "python" });
  const line = await Line.to(node.port);
  const link = new URL(await host.shareLink());
  const candidate = await people.candidate(`${line.url}${link.pathname}`, "Marcus", { url: line.url });
  const [hers, his] = [new FilesView(host), new FilesView(candidate)];
  await hers.creates("util.py");
  await host.page.keyboard.type("def double(n):\n    return n * 2\n");
  await hers.goesTo("main.py");

  await host.page.getByRole("button", { name: "Follow Marcus" }).click();
  await his.goesTo("util.py");
  await expect(hers.open).toHaveAccessibleName("util.py, here: Marcus");
  await candidate.types("# end");
  await expect(host.caretOf("Marcus")).toBeInViewport();
  await hers.goesTo("main.py");
  await expect(host.page.getByText("Following Marcus"), "who goes elsewhere follows nobody").toBeHidden();

  await candidate.isSaved(); // else the chip speaks of that
  line.cut();
  await expect(candidate.chip).toHaveText("Reconnecting…");
  await candidate.types("\n# typed offline");
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await candidate.page.getByRole("button", { name: "New file" }).click();
  await his.names("late.py");
  await expect(his.dialog.getByRole("alert")).toContainText("Without a connection files cannot be created");
  await expect(his.dialog).toContainText("What was deleted earlier could not be loaded.");
  await candidate.page.keyboard.press("Escape");
  line.mend();
  await candidate.isConnected();
  await hers.goesTo("util.py");
  await host.sees("# typed offline");
});

test("a program of several files runs from whichever is open, and its error opens the file where it is", async ({
  people,
}) => {
  const host = await people.host({ language: "python" });
  const files = new FilesView(host);
  const view = new ConsoleView(host);
  await host.writes("import util\nprint(util.double(21))\nutil.fail()\n");
  await files.creates("util.py");
  await host.page.keyboard.insertText("def double(n):\n    return n * 2\n\ndef fail():\n    raise ValueError('no')\n");
  await host.page.keyboard.press("ControlOrMeta+Enter");
  await view.ended(/^failed/);
  await view.printed("42\n");
  await files.goesTo("main.py");
  await view.last.getByRole("button", { name: /util\.py", line 5/ }).click();
  await expect(files.open).toHaveAccessibleName("util.py");
  await expect(host.editor).toBeFocused();
  await expect(host.page.getByText("Ln 5, Col 1")).toBeVisible();

  const alone = host.page.getByRole("button", { name: "Run this file: util.py" });
  await host.writes("print('begins here', __name__)\n");
  await alone.click();
  await view.printed("begins here __main__\n");
  await view.ended("exited 0"); // else the keys mean Stop
  await host.page.keyboard.press("ControlOrMeta+Enter");
  await view.printed("begins here util\n");
  await files.goesTo("main.py");
  await expect(alone, "Run starts it anyway").toHaveCount(0);
});
