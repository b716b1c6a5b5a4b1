// The console itself: colours, links to the code, Clear, input, the splitter, and phones.
import type { Locator } from "@playwright/test";

import { ConsoleView } from "./console-view";
import { isAccessible } from "./support/axe";
import { expect, type People, test } from "./support/stage";

async function alone(people: People, options: Parameters<People["host"]>[0] = {}) {
  const host = await people.host({ ...options, language: "javascript" });
  await expect(host.language).toHaveValue("javascript");
  return { host, view: new ConsoleView(host) };
}

test("an empty console says how to run, and then shows what programs print: colours, links of errors, other codes", async ({
  people,
}) => {
  const { host, view } = await alone(people);
  await expect(view.log).toHaveText(
    "Press Ctrl+Enter to run: code runs in your browser for up to 60 s, everybody sees the output.",
  );
  await expect(view.runButton).toHaveText(/Run\s*Ctrl\+Enter/);
  await view.runButton.click();
  await view.printed("Hello, Ada!\nHello, Grace!\nHello, Linus!\n");
  await expect(view.last.locator(".runtime")).toHaveText(/JavaScript/);
  await view.runsCode("console.log(2);");
  await view.printed("2\n");
  await expect(view.runs.locator(".runtime"), "what runs the code is said once").toHaveCount(1);
  await test.step("ANSI colours are shown, and other escapes are dropped", async () => {
    await view.runsCode(
      'console.log("a\\u001b[31mred\\u001b[0m \\u001b[1mbold\\u001b[0m\\u001b[2J\\u001b]0;t\\u0007 end");',
    );
    await view.printed("ared bold end\n");
    await expect(view.last.locator(".ansi-red")).toHaveText("red");
    await expect(view.last.locator(".bold")).toHaveText("bold");
  });
  await test.step("a table's lines are as wide as its letters: its columns meet", async () => {
    await view.runsCode("console.table([{ language: 'JavaScript', years: 30 }]); console.log('▁▂▃▄▅▆▇█'.repeat(4));");
    await view.ended("exited 0");
    const widths = () =>
      view.last.locator(".stdout").evaluateAll((rows) =>
        rows.map((row) => {
          const range = document.createRange();
          range.selectNodeContents(row);
          return Math.round((range.getBoundingClientRect().width / (row.textContent?.length ?? 0)) * 1_000);
        }),
      );
    await expect(view.last.locator(".stdout")).toHaveCount(6);
    await expect.poll(async () => new Set(await widths()).size, "one width for all characters").toBe(1);
  });
  await test.step("what is printed grows with the code", async () => {
    await host.page.getByRole("button", { name: "Settings" }).click();
    await host.page.getByRole("button", { name: "Larger" }).click();
    await host.page.keyboard.press("Escape");
    const size = (of: Locator) => of.evaluate((element) => getComputedStyle(element).fontSize);
    expect(await size(host.editor)).toBe("15px");
    expect(await size(view.last.locator(".stdout").first())).toBe("14px");
  });
  await test.step("an error's line is a link that jumps to the code and marks the line", async () => {
    await view.runsCode("const a = 1;\nconst b = null;\n\nb.missing();\n");
    await view.ended(/^failed/);
    const copied = await view.last.locator(".output").evaluate((output) => {
      getSelection()?.selectAllChildren(output);
      return String(getSelection());
    });
    expect(copied).toContain("TypeError");
    expect(copied, "what only screen readers are told is no part of a copy").not.toContain("Error output");
    await view.last
      .getByRole("button", { name: /main\.js:4/ })
      .first()
      .click();
    await expect(host.editor).toBeFocused();
    await expect(host.page.locator(".cm-marked")).toHaveText("b.missing();");
    await expect(host.page.locator("footer .place")).toHaveText(/^Ln 4, /);
    await host.types(" ");
    await expect(host.page.locator(".cm-marked")).toHaveCount(0);
  });
  await test.step("who reads the end of what was printed reads it in a smaller window too", async () => {
    await view.runsCode("for (let n = 0; n < 80; n += 1) console.log(`line ${n}`);");
    const last = view.log.getByText("line 79");
    await expect(last).toBeInViewport();
    for (const [width, height] of [
      [1440, 900],
      [1024, 768],
      [1440, 500],
    ] as const) {
      await host.page.setViewportSize({ width, height });
      await expect(last).toBeInViewport();
    }
  });
  await test.step("a program that exits with another code than 0 is not shown as a success", async () => {
    await host.language.selectOption("lua");
    await expect(host.language).toHaveValue("lua");
    await view.runsCode("os.exit(3)");
    await view.ended("failed (exit code 3)");
    await expect(view.last).toHaveClass(/error/);
    await expect(view.last.locator(".mark path"), "a cross").toHaveCount(2);
    await view.runsCode("print(1)");
    await view.ended("exited 0");
    await expect(view.last).toHaveClass(/exited/);
    await expect(view.last.locator(".mark path"), "a tick").toHaveCount(1);
  });
});

test("Run, pressed twice, runs once, Stop is heard at once, and what is typed or pasted waits to be asked for", async ({
  people,
}) => {
  const { host, view } = await alone(people);
  await test.step("a double click, or the key pressed twice, runs the program once and does not stop it", async () => {
    await host.writes('console.log(prompt("Name? "));\n');
    await view.runButton.dblclick();
    await expect(view.input).toBeFocused();
    await host.page.keyboard.type("Ana");
    await host.page.keyboard.press("Enter");
    await view.ended("exited 0");
    await expect(view.runs).toHaveCount(1);
    await host.writes('console.log(prompt("Again? "));\n');
    await view.pressKey();
    await view.pressKey();
    await expect(view.input).toBeFocused();
    await expect(view.runs).toHaveCount(2);
    await expect(view.stopButton).toBeVisible();
    await host.page.keyboard.press("Enter");
  });
  await test.step("Stop is heard however soon it comes after Run, when something else was done between", async () => {
    await view.ended("exited 0"); // what loads is loaded
    await host.writes('console.log(prompt("Name? "));\n');
    await view.runButton.click();
    await view.log.click();
    await view.stopButton.click();
    await view.ended("stopped");
  });
  await test.step("what is typed before the program asks for it waits for it", async () => {
    const computes = "for (const end = Date.now() + 1_000; Date.now() < end; );";
    await view.runsCode(`const one = prompt("One? ");\n${computes}\nconsole.log(one + prompt("Two? "));`);
    await expect(view.input).toBeFocused();
    for (const line of ["first", "second"]) {
      await host.page.keyboard.type(line);
      await host.page.keyboard.press("Enter");
    }
    await view.ended("exited 0");
    await expect.poll(() => view.stdout()).toContain("firstsecond\n");
  });
  await test.step("a pasted block answers one question a line, and what has no line end is left to be sent", async () => {
    const sum = "console.log([1, 2, 3].map(() => Number(prompt())).reduce((one, other) => one + other));";
    await view.runsCode(`${sum}\nconsole.log(prompt("Last? ").toUpperCase());\n`);
    await expect(view.input).toBeFocused();
    await host.page.evaluate(() => navigator.clipboard.writeText("1\r\n20\n300\nthe end"));
    await host.page.keyboard.press("ControlOrMeta+v");
    await expect.poll(() => view.stdout()).toContain("321\n");
    await expect(view.input).toHaveValue("the end");
    await host.page.keyboard.press("Enter");
    await expect.poll(() => view.stdout()).toContain("THE END\n");
    await view.ended("exited 0");
  });
});

test("Clear hides the output here alone, and what others print does not take the focus back after Escape", async ({
  people,
}) => {
  const { host, view } = await alone(people);
  const other = new ConsoleView(await people.candidate(await host.shareLink(), "Marcus"));
  await view.runsCode('console.log("first");');
  await view.ended("exited 0");
  await other.printed("first\n");
  const clear = host.page.getByRole("button", { name: "Clear" });
  await expect(clear).toHaveAttribute("title", "Hide the output here, until a reload. Others keep theirs.");
  await clear.click();
  await expect(view.runs).toHaveCount(0);
  await host.sees('console.log("first");');
  await expect(other.runs).toHaveCount(1);
  await view.runsCode('console.log("second");');
  await view.printed("second\n");
  await expect(view.runs).toHaveCount(1);
  await test.step("a switch shows the last run alone, here, and the others again", async () => {
    const onlyLast = other.person.page.getByRole("button", { name: "Only the last run" });
    await expect(other.runs).toHaveCount(2);
    await onlyLast.click();
    await expect(other.runs).toHaveCount(1);
    await other.printed("second\n");
    await onlyLast.click();
    await expect(other.runs).toHaveCount(2);
    await other.last.getByRole("button", { name: /^Copy/ }).click();
    await expect.poll(() => other.person.page.evaluate(() => navigator.clipboard.readText())).toBe("second\n");
  });
  await test.step("Escape leaves the input field for the code", async () => {
    await view.runsCode('const name = prompt("Name? ");\nconsole.log(name);\n');
    await expect(view.input).toBeFocused();
    await view.input.press("Escape");
    await expect(host.editor).toBeFocused();
    await other.runsCode('console.log("of Marcus");');
    await view.printed("of Marcus\n");
    await expect(host.editor).toBeFocused();
    await view.pressKey();
    await view.ended("stopped", view.runs.nth(1));
  });
});

test("the splitter is moved by keys and by hand, and remembered", async ({ people }) => {
  const { host } = await alone(people);
  const splitter = host.page.getByRole("separator", { name: "Size of the console" });
  await expect(splitter).toHaveAttribute("aria-valuenow", "42");
  await splitter.focus();
  await host.page.keyboard.press("ArrowLeft");
  await expect(splitter).toHaveAttribute("aria-valuenow", "46");
  const box = await splitter.boundingBox();
  if (!box) throw new Error("no splitter");
  await host.page.mouse.move(box.x, box.y + 100);
  await host.page.mouse.down();
  await host.page.mouse.move(box.x - 100, box.y + 100);
  await host.page.mouse.up();
  await expect(splitter, "over 50").toHaveAttribute("aria-valuenow", /^[5-9][1-9]$/);
  const value = await splitter.getAttribute("aria-valuenow");
  await host.page.reload();
  await host.isInRoom();
  await expect(splitter).toHaveAttribute("aria-valuenow", value ?? "");
});

test("on a phone Run is under the thumb, shows the console, and new output marks its tab", async ({ people }) => {
  const host = await people.arrive({ viewport: { width: 390, height: 844 } });
  const view = new ConsoleView(host);
  await host.page.goto(host.url);
  await host.page.getByRole("button", { name: "New session" }).click();
  const views = host.page.getByRole("navigation", { name: "Views" });
  await views.getByRole("button", { name: "Code", exact: true }).click();
  await host.isInRoom();
  await host.language.selectOption("javascript");
  await expect(host.language).toHaveValue("javascript");
  await host.writes('setInterval(() => console.log("from a phone"), 200);');
  await views.getByRole("button", { name: "Run", exact: true }).click();
  await expect(view.log).toBeVisible();
  await views.getByRole("button", { name: "Code", exact: true }).click();
  await expect(view.log).toBeHidden();
  await expect(views.getByRole("button", { name: /^Console\s+new output$/ })).toBeVisible();
  await views.getByRole("button", { name: /^Console/ }).click();
  await expect(view.log).toContainText("from a phone");
  await views.getByRole("button", { name: "Stop", exact: true }).click();
  await view.ended("stopped");
});

test("a console with colours, errors, links and input is accessible, in both themes", async ({ people }) => {
  const { host, view } = await alone(people, { reducedMotion: "reduce" });
  const colours = "[30,31,32,33,34,35,36,37,90,91,92,93,94,95,96,97,41,42,2]";
  await view.runsCode(
    `const all = ${colours}.map((n) => \`\\x1b[\${n}mcolour \${n}\\x1b[0m\`).join("\\n");\n` +
      "console.log(all);\nconsole.error(all);\nconsole.error('at main.js:2:1');\nprompt('Well?');\n",
  );
  await expect(view.input).toBeFocused();
  await isAccessible(host.page, "console", ["minor", "moderate", "serious", "critical"]);
  await host.page.emulateMedia({ forcedColors: "active" });
  const bar = (line: string) =>
    host.page
      .locator(line)
      .first()
      .evaluate((drawn) => getComputedStyle(drawn).borderLeft);
  expect(await bar(".output > :not(.stderr)"), "what is no error has no bar beside it").toMatch(/^0px/);
  expect(await bar(".output > .stderr")).toMatch(/^3px/);
});
