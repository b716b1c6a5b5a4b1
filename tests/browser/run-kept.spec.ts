// What a page loads, and which sandboxes it keeps while languages come and go: none is taken from under a program.
import { type Opened, openRunner, prewarm, run, test } from "./run-page";
import { holds } from "./support/network";
import { expect } from "./support/stage";

test("a program that waits for input goes on while others switch the language, and then its sandbox goes", async ({
  people,
}) => {
  const { page, url } = await people.arrive();
  await openRunner(page, url);
  await page.evaluate(async () => {
    const runtime = await (await (window as unknown as Opened).runner).runtimeFor("lua");
    await new Promise<void>((waits) => {
      const told = { output: "", end: null as string | null };
      const run = runtime?.start({ entry: "main.lua", files: { "main.lua": 'print("got " .. io.read())' } }, {
        stage: () => undefined,
        output: (_stream, text) => (told.output += text),
        inputWanted: waits,
        end: ({ reason }) => (told.end = reason),
      });
      Object.assign(window, { run, told });
    });
  });
  await prewarm(page, "sql");
  await prewarm(page, "javascript");
  await page.evaluate(() => (window as unknown as { run: { input(line: string): void } }).run.input("it"));
  const told = () => page.evaluate(() => (window as unknown as { told: object }).told);
  await expect.poll(told).toEqual({ output: "got it\n", end: "exited" });

  await prewarm(page, "javascript");
  await expect(page.locator("iframe")).toHaveCount(2);
});

test("what was loaded runs without the server, also after a program had to be ended by force", async ({ people }) => {
  const { page, url } = await people.arrive();
  await openRunner(page, url);
  for (const [language, source, endless] of [
    ["javascript", "console.log(1)", "for (;;);"],
    ["python", "print(1)", "while True:\n  try:\n    while True: pass\n  except BaseException: pass\n"],
  ] as const) {
    await run(page, language, source);
    await page.context().setOffline(true);
    expect((await run(page, language, endless, { stopAfterMs: 50 })).end.reason).toBe("stopped");
    expect((await run(page, language, source)).output).toBe("1\n");
    await page.context().setOffline(false);
  }
});

test("loading tells its progress, and can be cancelled", async ({ people }) => {
  const { page, url } = await people.arrive();
  await openRunner(page, url);
  const release = await holds(page, "**/runtimes/python/**/python.snapshot");
  const cancelled = await page.evaluate(async () => {
    type Runner = { runtimeFor: (language: string) => Promise<import("../../frontend/src/runner/runtime").Runtime> };
    const runtime = await (await (window as unknown as { runner: Promise<Runner> }).runner).runtimeFor("python");
    return new Promise<{ loaded: number; total: number | null; reason: string }>((done) => {
      let last = { loaded: 0, total: null as number | null };
      const run = runtime.start({ entry: "main.py", files: { "main.py": "print(1)" } }, {
        stage(stage) {
          if (stage.kind !== "loading") return;
          last = stage;
          if (stage.loaded > 3_000_000) run.stop();
        },
        output: () => undefined,
        inputWanted: () => undefined,
        end: ({ reason }) => done({ loaded: last.loaded, total: last.total, reason }),
      });
    });
  });
  release();
  expect(cancelled.reason).toBe("stopped");
  expect(cancelled.total).toBeGreaterThan(cancelled.loaded);
  await expect(page.locator("iframe")).toHaveCount(0);
  const told = await run(page, "python", "print(1)");
  expect(told.output).toBe("1\n");
  expect(told.loaded?.total, "all of it").toBe(cancelled.total);
  expect(told.loaded?.loaded).toBe(told.loaded?.total);
});
