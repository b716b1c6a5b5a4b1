// Pages that are not cross-origin isolated (plain HTTP, embedded elsewhere): programs run, and input still comes to them.
import type { Page } from "@playwright/test";

import { openRunner, run } from "./run-page";
import { expect, type People, test } from "./support/stage";

const NOTICE = "Input is asked for before the program starts: enter all its lines, then end the input.\n";

async function openWithoutIsolation(people: People): Promise<Page> {
  const { page, url } = await people.arrive();
  await page.route(`${url}/`, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    delete headers["cross-origin-opener-policy"];
    delete headers["cross-origin-embedder-policy"];
    await route.fulfill({ response, headers });
  });
  await openRunner(page, url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
  return page;
}

test("Python waits for each line by JSPI, where it can; else its input is given before it starts", async ({
  people,
}) => {
  const page = await openWithoutIsolation(people);
  const source = 'import asyncio\nfor _ in range(2):\n    print(input("? "))\nasyncio.run(asyncio.sleep(0.01))\n';
  const waited = await run(page, "python", source, { lines: ["a", "ñ"] });
  expect(waited.output).toBe("? a\n? ñ\n");
  expect(waited.end).toMatchObject({ reason: "exited", code: 0 });
  const whole = "import sys\nprint(*[line.strip() for line in sys.stdin], 'null')";
  const given = await run(page, "python", whole, { lines: ["a", "ñ"] });
  expect(given.output).toBe(`${NOTICE}a ñ null\n`);
  expect(given.end.reason).toBe("exited");
});

test("JavaScript, Lua and Ruby are given their input before they start", async ({ people }) => {
  const page = await openWithoutIsolation(people);
  for (const [language, source] of [
    ["javascript", "console.log(readline(), readline(), readline());"],
    ["lua", "print(io.read(), io.read(), io.read())"],
    ["ruby", "puts [gets.chomp, gets.chomp, gets || 'null'].join(' ')"],
  ] as const) {
    const told = await run(page, language, source, { lines: ["a", "ñ"] });
    expect(told.output.replace("\tnil", " null").replace("\t", " "), language).toBe(`${NOTICE}a ñ null\n`);
    expect(told.end.reason, language).toBe("exited");
  }
});

test("an endless loop is stopped there too", async ({ people }) => {
  const page = await openWithoutIsolation(people);
  for (const [language, source] of [
    ["javascript", "for (;;);"],
    ["python", "while True: pass"],
  ] as const) {
    const told = await run(page, language, source, { stopAfterMs: 200 });
    expect(told.end.reason, language).toBe("stopped");
  }
});
