// Running code together: everybody sees who ran what and its output, whatever happens to the line and the page.
import { ConsoleView, speaks, together } from "./console-view";
import { NotesPane } from "./notes-pane";
import { holds, Line } from "./support/network";
import { builtFrom } from "./support/parts";
import { expect, test } from "./support/stage";

test("both see who ran what, the same output to the character, and how it ended", async ({ people }) => {
  const { hers, his } = await together(people);
  await hers.runsCode('console.log("one");\nconsole.error("two");\nconsole.log("  three\\tfour <b>&amp;</b>");\n');
  for (const view of [hers, his]) {
    await view.ended("exited 0");
    await view.printed("one\n  three\tfour <b>&amp;</b>\n");
    await expect(view.last.locator(".stderr")).toHaveText("Error output: two");
    await expect(view.last.getByRole("heading")).toHaveText("Ana ran JavaScript");
    await expect(view.last.locator("header")).toContainText(/\d\d:\d\d.*\d m?s.*exited 0.*this browser's own/);
    await expect(view.log, "a screen reader is not flooded by what programs print").toHaveAttribute("aria-live", "off");
    await expect(view.said, "and hears how they ended").toHaveText("Ana ran JavaScript: exited 0");
  }
});

test.describe("where Python is loaded with the room", () => {
  test.use({ savesData: false });

  test("the program waits for input, which the one who pressed Run gives and everybody sees", async ({ people }) => {
    const { host, hers, his } = await together(people, "python");
    await hers.runsCode('name = input("Name? ")\nprint(f"Hello, {name}!")\nprint(input() if name else "")\n');
    await expect(hers.input).toBeFocused();
    await expect(his.input).toBeHidden();
    await his.printed("Name? ");
    await expect(his.last.locator(".result")).toHaveText("waits for Ana’s input");
    await host.page.keyboard.type("Ada");
    await host.page.keyboard.press("Enter");
    await his.printed("Name? Hello, Ada!\n");
    await host.page.keyboard.press("Control+d");
    for (const view of [hers, his]) {
      await view.ended(/^failed/);
      await expect(view.last.locator(".answer")).toHaveText(["Ada", "^D"]);
      await expect(view.last.locator(".stderr").last()).toContainText("EOFError");
    }
    await expect(host.editor, "who answered types on in the code").toBeFocused();
  });
});

test("a program that asks takes the focus from no field in which its person types something else", async ({
  people,
}) => {
  const { host, hers, his } = await together(people);
  const pane = new NotesPane(host);
  await pane.opens();
  const begins = await holds(host.page, `**/${builtFrom("runner/runtimes.ts")}`);
  await hers.runsCode('console.log(prompt("Who?"));\nconsole.log(prompt("And who?"));\n');
  await pane.takes("slow, and ");
  begins();
  await his.printed("Who? ");
  await expect(hers.last.locator(".result")).toHaveText("waits for Ana’s input");
  await host.page.keyboard.type("nervous");
  await expect(pane.newest).toHaveValue("slow, and nervous");
  await host.page.keyboard.press("Escape");
  await expect(host.editor).toBeFocused();
  await hers.input.fill("Ada");
  const card = host.page.getByRole("button", { name: "Host controls", exact: true });
  await card.evaluate(
    (closed: HTMLButtonElement, form) => {
      closed.focus();
      (form as HTMLFormElement).requestSubmit();
    },
    await hers.input.evaluateHandle((input: HTMLInputElement) => input.form),
  );
  await his.printed("Who? Ada\nAnd who? ");
  await expect(hers.input, "the button of a card that is closed takes no words").toBeFocused();
});

for (const [what, program] of [
  ["an endless loop", "for (;;) {}"],
  ["endless printing", 'for (let i = 0; ; i += 1) console.log("line", i);'],
] as const) {
  test(`${what} is stopped by the key that started it, and the page answers all the while`, async ({ people }) => {
    const { host, hers, his } = await together(people);
    await host.page.evaluate(() => {
      const stalls: number[] = [];
      Object.assign(window, { stalls });
      let before = performance.now();
      setInterval(() => {
        const now = performance.now();
        stalls.push(now - before - 10);
        before = now;
      }, 10);
    });
    await hers.runsCode(program);
    await expect(his.runs).toHaveCount(1);
    await host.types(" // typed meanwhile");
    const wasGoing = await hers.stopButton.isVisible();
    const began = Date.now();
    await hers.pressKey();
    await hers.ended(/stopped|over a limit/);
    const took = Date.now() - began;
    await his.ended(/stopped|over a limit/);
    const longest = await host.page.evaluate(() => Math.max(...(window as unknown as { stalls: number[] }).stalls));
    console.log(
      `${what}: going when stopped ${wasGoing}, stop to shown ${took} ms, longest stall ${Math.round(longest)} ms`,
    );
    await host.sees("// typed meanwhile");
    expect(await hers.log.locator(".output > div").count()).toBeLessThanOrEqual(400 * (await hers.runs.count()));
  });
}

test("two who press Run at once see two runs, told apart", async ({ people }) => {
  const { host, marcus, hers, his } = await together(people);
  await host.writes('const who = prompt("Who?");\nconsole.log("I am", who);\n');
  await marcus.sees("I am");
  await marcus.editor.focus();
  await Promise.all([hers.pressKey(), his.pressKey()]);
  for (const [person, view, name] of [
    [host, hers, "Ana"],
    [marcus, his, "Marcus"],
  ] as const) {
    await expect(view.input).toBeFocused();
    await person.page.keyboard.type(name);
    await person.page.keyboard.press("Enter");
  }
  for (const view of [hers, his]) {
    await expect(view.runs).toHaveCount(2);
    for (const name of ["Ana", "Marcus"]) {
      const run = view.log.getByRole("region", { name: `${name} ran JavaScript` });
      await view.printed(`Who? I am ${name}\n`, run);
    }
  }
});

test("a newcomer sees the last runs, and who reloads sees them too", async ({ people }) => {
  const { host, hers } = await together(people);
  await hers.runsCode('console.log("before you came");');
  await hers.ended("exited 0");
  const late = new ConsoleView(await people.candidate(await host.shareLink(), "Late"));
  await late.printed("before you came\n");
  await late.ended("exited 0");
  await late.person.page.reload();
  await late.person.isInRoom();
  await late.printed("before you came\n");
  await expect(late.runs).toHaveCount(1);
});

test("a host stops another's run, and a reload one's own, for everybody at once", async ({ people }) => {
  const { host, hers, his } = await together(people);
  await his.runsCode('console.log("his");\nfor (;;) {}\n');
  await hers.printed("his\n");
  await expect(hers.last.locator(".duration"), "how long it has gone on").toHaveText(/^\d+ s$/);
  await hers.last.getByRole("button", { name: "Stop for Marcus" }).click();
  for (const view of [his, hers]) await view.ended("stopped");
  await hers.runsCode('console.log("going");\nfor (;;) {}\n');
  await his.printed("going\n");
  await expect(his.last.getByRole("button", { name: "Stop for Ana" }), "is for hosts").toHaveCount(0);
  const began = Date.now();
  await host.page.reload();
  await his.ended("stopped");
  console.log(`told ${Date.now() - began} ms after the reload`);
  await host.isInRoom();
  await hers.ended("stopped");
});

test("output of a run during a cut arrives when the line is back, once and in order", async ({ people, node }) => {
  people.faults.allowOutages();
  const line = await Line.to(node.port);
  try {
    const host = await people.host();
    await speaks(host, "javascript");
    const link = new URL(await host.shareLink());
    const marcus = await people.candidate(`${line.url}${link.pathname}`, "Marcus", { url: line.url });
    const [hers, his] = [new ConsoleView(host), new ConsoleView(marcus)];
    const program = "for (let i = 0; i < 40; i += 1) { console.log(i); if (i === 3) readline(); }";
    await his.runsCode(program);
    await expect(his.input).toBeFocused();
    await hers.printed("0\n1\n2\n3\n");
    line.cut();
    await expect(marcus.chip).toHaveText("Reconnecting…");
    await marcus.page.keyboard.press("Enter");
    await his.ended("exited 0");
    await expect(hers.last.locator(".result")).toHaveText("waits for Marcus’s input"); // as far as it was heard
    line.mend();
    const all = [...Array(40).keys()].map((i) => `${i}\n`).join("");
    await hers.printed(all);
    await hers.ended("exited 0");
    await his.printed(all);
    await expect(his.runs).toHaveCount(1);
  } finally {
    await people.leave();
    await line.close();
  }
});

test("an observer sees runs and cannot run", async ({ people }) => {
  const host = await people.arrive();
  await host.createsSession(); // this browser has the observers' link
  await speaks(host, "javascript");
  const hers = new ConsoleView(host);
  const observer = await people.arrive();
  await observer.page.goto(await host.observerLink());
  await observer.page.getByRole("textbox", { name: "Your name" }).fill("Olga");
  await observer.page.keyboard.press("Enter");
  await expect(observer.editor).toBeVisible();
  const watching = new ConsoleView(observer);
  await expect(watching.log).toContainText("When somebody runs the code, you see the output here.");
  await hers.runsCode('console.log("seen");');
  await watching.printed("seen\n");
  await expect(watching.runButton).toHaveAttribute("aria-disabled", "true");
  await watching.pressKey();
  await expect(observer.news).toHaveText("You are watching: you see what others run.");
  await expect(watching.runs).toHaveCount(1);
});

test("a language without a runtime says so in the list and when Run is pressed", async ({ people }) => {
  const host = await people.host();
  const view = new ConsoleView(host);
  const names = await host.language.locator('optgroup[label="Highlighting only"] option').allTextContents();
  expect(names).toEqual(expect.arrayContaining(["Go", "Rust", "C#", "Kotlin", "PHP", "Swift", "C", "Scala"]));
  await speaks(host, "go");
  await view.pressKey();
  await expect(host.news).toHaveText("Go is for highlighting only: its programs cannot be run.");
  await expect(view.runs).toHaveCount(0);
});

test("why a run was refused is not pushed away by news of others", async ({ people }) => {
  const host = await people.host();
  const marcus = await people.candidate(await host.shareLink(), "Marcus");
  await host.page.keyboard.press("Escape");
  await speaks(host, "go");
  await speaks(marcus, "go");
  const refusal = "Go is for highlighting only: its programs cannot be run.";
  await host.page.clock.install();
  await new ConsoleView(host).pressKey();
  await expect(host.news).toHaveText(refusal);
  await host.page.clock.pauseAt(Date.now() + 1_000); // it stands for seconds, however long the others take
  await speaks(marcus, "rust");
  await expect(marcus.news).toHaveText("Rust: switched by Marcus");
  await expect(host.language).toHaveValue("rust");
  await expect(host.news).toHaveText(refusal);
});

test("where there is no Java runner the button says so, and editing goes on", async ({ people }) => {
  const host = await people.host();
  const view = new ConsoleView(host);
  const missing = host.language.locator('optgroup[label="Not run by this server"] option');
  await expect(missing, "before it is chosen").toHaveText(["Java"]);
  await speaks(host, "java");
  await expect(view.runButton).toHaveAttribute("aria-disabled", "true");
  await view.runButton.focus();
  await host.page.keyboard.press("Enter");
  await expect(host.news).toContainText("This server has no Java runner");
  await expect(view.log).toContainText("This server has no Java runner");
  await host.types("// goes on");
  await host.sees("// goes on");
});
