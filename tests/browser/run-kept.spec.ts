// Which sandboxes a page keeps while languages come and go, and that none is taken from under a program.
import { type Opened, openRunner, prewarm, test } from "./run-page";
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
