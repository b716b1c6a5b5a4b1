// Pages that are not cross-origin isolated (plain HTTP, embedded elsewhere): programs run, and input still comes to them.
import type { Page } from "@playwright/test";

import { openRunner, run } from "./run-page";
import { expect, test } from "./support/stage";

test.describe.configure({ timeout: 120_000 });

const NOTICE = "Input is asked for before the program starts: enter all its lines, then end the input.\n";

async function openWithoutIsolation(page: Page, url: string): Promise<void> {
  await page.route(`${url}/`, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers["cross-origin-opener-policy"];
    delete headers["cross-origin-embedder-policy"];
    await route.fulfill({ response, headers });
  });
  await openRunner(page, url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
}

test("Python waits for each line by JSPI", async ({ people }) => {
  const { page, url } = await people.arrive();
  await openWithoutIsolation(page, url);
  const source = 'import asyncio\nfor _ in range(2):\n    print(input("? "))\nasyncio.run(asyncio.sleep(0.01))\n';
  const told = await run(page, "python", source, { lines: ["a", "ñ"] });
  expect(told.output).toBe("? a\n? ñ\n");
  expect(told.end).toMatchObject({ reason: "exited", code: 0 });
});

for (const [language, source] of [
  ["javascript", "console.log(readline(), readline(), readline());"],
  ["lua", "print(io.read(), io.read(), io.read())"],
  ["ruby", "puts [gets.chomp, gets.chomp, gets || 'null'].join(' ')"],
  ["python", "import sys\nprint(*[line.strip() for line in sys.stdin], 'null')"],
] as const) {
  test(`${language} is given its input before it starts`, async ({ people }) => {
    const { page, url } = await people.arrive();
    await openWithoutIsolation(page, url);
    const told = await run(page, language, source, { lines: ["a", "ñ"] });
    expect(told.output.replace("\tnil", " null").replace("\t", " ")).toBe(`${NOTICE}a ñ null\n`);
    expect(told.end.reason).toBe("exited");
  });
}

test("an endless loop is stopped there too", async ({ people }) => {
  const { page, url } = await people.arrive();
  await openWithoutIsolation(page, url);
  for (const [language, source] of [
    ["javascript", "for (;;);"],
    ["python", "while True: pass"],
  ] as const) {
    const told = await run(page, language, source, { stopAfterMs: 200 });
    expect(told.end.reason).toBe("stopped");
    expect(told.stopMs).toBeLessThan(3_000);
  }
});
