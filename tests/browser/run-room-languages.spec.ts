// The test program of each language (codesala/languages/*.toml), in a real room: exact output on both sides. Where tests
// can call a function of it, they do so there: each runtime is loaded once for both.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { OTHERS, pane, showsTheSample } from "./calls-pane";
import { type ConsoleView, speaks, together } from "./console-view";
import { Node } from "./support/node";
import type { Person } from "./support/people";
import { pressesOnce } from "./support/pressing";
import { expect, test } from "./support/stage";

interface Program {
  id: string;
  name: string;
  runs: "browser" | "server" | "nowhere";
  program: string;
  input: string[];
  output: string;
}

const ROOT = resolve(__dirname, "../..");
const SAMPLES = resolve(ROOT, "backend/codesala/questions/samples");
const SAMPLE = resolve(SAMPLES, "two-that-add-up/submissions/accepted/java");
const CALLED_SAMPLE = resolve(SAMPLES, "the-newest-version/submissions/accepted/java");
const LIST =
  "import json; from codesala.languages import LANGUAGES; print(json.dumps([{'id': l.id, 'name': l.name, 'program':" +
  " l.test.program, 'input': l.test.input, 'output': l.test.output, 'runs': l.runs} for l in LANGUAGES.values() if l.test]))";
const PROGRAMS = JSON.parse(
  execFileSync(resolve(ROOT, ".venv/bin/python"), ["-c", LIST], {
    env: { ...process.env, PYTHONPATH: resolve(ROOT, "backend") },
    encoding: "utf8",
  }),
) as Program[];

test("the program of each language prints exactly what it should on both sides, and functions are called in all that can", async ({
  people,
}) => {
  test.slow(); // all runtimes, C++ twice
  const { host, hers, his } = await together(people, "python");
  await showsTheSample(host);
  await expect.poll(() => host.code()).toContain("def newest_version(versions):");
  const examples = pane(host).getByRole("region", { name: "Examples" });
  const shown = examples.locator("details[open] pre");
  const hidden = pane(host).getByRole("region", { name: "Hidden tests" });
  for (const { id, name, program, input, output } of PROGRAMS.filter(({ runs }) => runs === "browser")) {
    await test.step(`${name}: its program`, async () => {
      await speaks(host, id);
      await hers.runsCode(program);
      const ofIt = ({ log }: ConsoleView) => log.getByRole("region", { name: `Ana ran ${name}`, exact: true });
      for (const line of input) {
        await expect(hers.input).toBeFocused();
        await expect(hers.input).toBeEditable();
        await host.page.keyboard.type(line);
        await host.page.keyboard.press("Enter");
      }
      for (const view of [hers, his]) {
        await expect(ofIt(view).locator(".result")).toHaveText("exited 0");
        await expect.poll(async () => (await view.stdout(ofIt(view))).trim()).toBe(output.trim());
      }
    });
    const calls = OTHERS.find(({ language }) => language === id);
    if (!calls) continue;
    await test.step(`${name}: calls of a function`, async () => {
      await host.writes(calls.code);
      await examples.getByRole("button", { name: "Run the examples" }).click();
      await expect(examples.getByRole("status")).toHaveText("1 of 2 passed");
      await expect(shown.nth(2)).toHaveText(calls.error);
      await expect(shown.nth(3), "printed").toHaveText("looking\n");
      if (calls.trace) await expect(shown.nth(4), "with the program's lines alone").toHaveText(calls.trace);
      await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
      await expect(hidden.getByRole("status")).toHaveText(calls.passed);
    });
  }
  const why = "These tests call a function. They run with Python, JavaScript, TypeScript, Java, C++, Ruby and Lua.";
  await speaks(host, "sql");
  await expect(examples.getByRole("status")).toHaveText(why);
  await pane(host).getByRole("button", { name: "Hide" }).click();
  await expect(examples).toHaveCount(0);
  await expect(pane(host).getByText(why), "before it is shown").toBeVisible();
  await pane(host).getByRole("button", { name: "Add question" }).click();
  const adding = pane(host).getByRole("region", { name: "Add question" });
  await adding.getByRole("searchbox", { name: "Search" }).fill("newest");
  await adding.getByRole("button", { name: "Preview: The newest version" }).click();
  await expect(adding.getByText(why), "before it is chosen").toBeVisible();
  await speaks(host, "lua");
  await expect(pane(host).getByText(why)).toHaveCount(0);
});

test("Java runs on the server's runner: input, output to all, Stop, a link to what does not compile, and tests", async ({
  people,
}) => {
  test.skip(!existsSync("/usr/bin/bwrap"), "the runner needs bubblewrap");
  const folder = mkdtempSync(join(tmpdir(), "codesala-java-"));
  const settings = { RUNNER_SOCKET: join(folder, "runner.sock") };
  const runner = spawn(resolve(ROOT, ".venv/bin/python"), ["-m", "codesala", "runner"], {
    env: { ...process.env, PYTHONPATH: resolve(ROOT, "backend"), ...settings },
    stdio: "ignore",
  });
  const node = await Node.open(settings);
  try {
    await expect.poll(() => existsSync(settings.RUNNER_SOCKET)).toBe(true);
    people.url = node.url;
    const { host, marcus, hers, his } = await together(people, "java");
    const java = PROGRAMS.find(({ id }) => id === "java");
    if (!java) throw new Error("Java has no test program");
    await hers.runsCode(java.program);
    await hers.input.fill(java.input[0] ?? "");
    await hers.input.press("Enter");
    for (const view of [hers, his]) {
      await view.ended("exited 0");
      await expect.poll(async () => (await view.stdout()).trim()).toBe(java.output.trim());
    }
    await hers.runsCode("public class Main { public static void main(String[] a) { for (;;) System.out.print(1); } }");
    await expect(his.runs).toHaveCount(2);
    await hers.stopButton.click();
    await his.ended(/stopped|over a limit/);
    await hers.runsCode("public class Main { int x = }");
    await hers.ended(/^failed/);
    await hers.last.getByRole("button", { name: "Main.java:1" }).click();
    await expect(host.page.locator(".cm-marked")).toContainText("public class Main { int x = }");
    await isTested(host, marcus);
  } finally {
    await people.leave();
    await node.close();
    runner.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A sample's examples in the candidate's page, and its hidden tests in the host's. */
async function isTested(host: Person, candidate: Person): Promise<void> {
  await host.page.getByRole("button", { name: "Host controls" }).click();
  await host.page.getByRole("button", { name: "Questions…" }).click();
  await pane(host).getByRole("searchbox", { name: "Search" }).fill("add up");
  await pane(host).getByRole("button", { name: "Prepare: Two that add up" }).click();
  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  const examples = pane(candidate).getByRole("region", { name: "Examples" });
  const run = () => examples.getByRole("button", { name: "Run the examples" }).click();
  await run();
  await expect(examples.getByRole("status")).toHaveText("0 of 2 passed");
  await expect(examples.getByText("The program does not compile.").first()).toBeVisible();
  await expect(examples.getByText(/illegal start of expression/).first()).toBeVisible();
  await candidate.writes("public class Main { public static void main(String[] a) { for (;;); } }");
  await run();
  await pressesOnce(examples, "1 of 2", "Stop");
  await expect(examples.locator("summary")).toHaveText([/: over its time$/, /: not run$/]);
  await candidate.writes(readFileSync(`${SAMPLE}/Main.java`, "utf8"));
  await run();
  await expect(examples.getByRole("status")).toHaveText("2 of 2 passed");
  await host.sees("class Main");
  await expect.poll(() => host.code()).toBe(await candidate.code());
  const hidden = pane(host).getByRole("region", { name: "Hidden tests" });
  await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
  await expect(hidden.getByRole("status")).toHaveText(/^(\d) of \1 passed$/);
  await expect(pane(candidate).getByRole("region", { name: "Hidden tests" }).getByRole("status")).toHaveText(
    /^Hidden tests: (\d) of \1 passed$/,
  );

  await pane(host).getByRole("button", { name: "Hide" }).click();
  await pane(host).getByRole("button", { name: "Add question" }).click();
  const adding = pane(host).getByRole("region", { name: "Add question" });
  await adding.getByRole("searchbox", { name: "Search" }).fill("newest");
  await adding.getByRole("button", { name: "Prepare: The newest version" }).click();
  await expect(pane(host).getByText("Prepared: only hosts see it"), "else the other is shown again").toBeVisible();
  await pane(host).getByRole("button", { name: "Show to everybody" }).click();
  await expect(pane(candidate).getByRole("heading", { name: "Question 2: The newest version" })).toBeVisible();
  await candidate.writes(`class Main {
  String newestVersion(java.util.List<String> versions) {
    System.out.println("looking");
    if (versions.contains("2.10")) throw new IllegalStateException("of mine");
    return "2.0";
  }
}`);
  await run();
  await expect(examples.getByRole("status")).toHaveText("1 of 2 passed");
  await expect(examples).toContainText("java.lang.IllegalStateException: of mine");
  await expect(examples).toContainText("at Main.newestVersion(Main.java:4)");
  await candidate.writes(readFileSync(`${CALLED_SAMPLE}/Main.java`, "utf8"));
  await expect.poll(() => host.code()).toBe(await candidate.code());
  await hidden.getByRole("button", { name: "Run the hidden tests" }).click();
  await expect(hidden.getByRole("status")).toHaveText("5 of 5 passed");
}
