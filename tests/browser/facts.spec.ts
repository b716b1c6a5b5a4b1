// What a page tells of its person, as the join page says it does: pastes, absences, and when offline edits were made.
import type { Page } from "@playwright/test";

import { Line } from "./support/network";
import type { Person } from "./support/people";
import { expect, test } from "./support/stage";

/** Of the record's times, which are whole milliseconds on two clocks. */
const ROUNDING_MS = 5;

interface Entry {
  at: number;
  update?: string;
  event?: { type: string; name?: string; [key: string]: unknown };
}

/** The record of the session, as hosts may read it. */
async function record(host: Person): Promise<Entry[]> {
  const { sessionId, hostToken } = await host.ownSession();
  const answer = await fetch(`${host.url}/api/sessions/${sessionId}/replay`, {
    headers: { Authorization: `Bearer ${hostToken}` },
  });
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { entries: Entry[] }).entries;
}

const eventsOf = (entries: Entry[], type: string) => entries.filter(({ event }) => event?.type === type);

test("a paste is recorded with its size, typing is not called one", async ({ people }) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  await candidate.types("typed");
  await candidate.pastes("one\ntwo\n😀");
  await host.sees("two");
  await expect
    .poll(async () => eventsOf(await record(host), "paste").map(({ event }) => event))
    .toMatchObject([{ name: "Marcus", characters: 9, lines: 3, away_ms: 0 }]);

  const isOpened = await candidate.page.locator("header").evaluate((header) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["text"], "notes.txt"));
    const drop = (kind: string) =>
      header.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
    return drop("dragover") || drop("drop");
  });
  expect(isOpened, "the browser does not open a file that misses the editor in place of the session").toBe(false);
});

/** Its tab comes to the front, or goes behind another. */
const isSeen = (page: Page, isInFront: boolean) =>
  page.evaluate(
    (state) => {
      Object.defineProperty(document, "visibilityState", { value: state, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    },
    isInFront ? "visible" : "hidden",
  );

/** By the page's clock. */
const lets5SecondsPass = (page: Page) =>
  page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 5_000;
  });

test("who joins while the host looks at another tab stands in its title and icon until they look", async ({
  people,
}) => {
  const host = await people.host();
  const { page } = host;
  const link = await host.shareLink();
  const icon = page.locator("link[rel=icon]");
  await isSeen(page, false);
  const candidate = await people.candidate(link, "Marcus");
  await expect(page).toHaveTitle(/^Marcus joined · /);
  await expect(icon).toHaveAttribute("href", /circle/);
  await isSeen(page, true);
  await expect(page).toHaveTitle(/^Coding interview · /);
  await expect(icon).not.toHaveAttribute("href", /circle/);
  await candidate.types("hello");
  await host.sees("hello");
});

test("a candidate's time in other windows is shown to hosts and recorded on return, a host's is not", async ({
  people,
}) => {
  const host = await people.host();
  const candidate = await people.candidate(await host.shareLink(), "Marcus");
  const looksAway = async ({ page }: Person, isTold = false) => {
    await isSeen(page, false);
    await lets5SecondsPass(page);
    if (isTold) await expect(host.inList("Marcus")).toContainText("left the page");
    await isSeen(page, true);
  };
  await looksAway(host);
  await looksAway(candidate, true);
  await expect(host.inList("Marcus")).not.toContainText("left the page");
  await candidate.pastes("from elsewhere");
  await expect.poll(async () => eventsOf(await record(host), "paste").length).toBe(1);

  const entries = await record(host);
  const [absence, ...more] = eventsOf(entries, "away").map(({ event }) => event);
  expect(more).toEqual([]);
  expect(absence).toMatchObject({ name: "Marcus" });
  expect(absence?.duration_ms).toBeGreaterThanOrEqual(5_000);
  expect(eventsOf(entries, "paste")[0]?.event?.away_ms).toBeGreaterThanOrEqual(1);
});

test("what was typed offline keeps its times in the record, and Saved stays true", async ({ people, node }) => {
  people.faults.allowOutages();
  const line = await Line.to(node.port);
  const host = await people.host();
  const link = (await host.shareLink()).replace(host.url, line.url);
  const candidate = await people.candidate(link, "Marcus", { url: line.url });
  await host.writes("start\n");
  await candidate.seesExactly("start\n");
  await host.isSaved();
  const before = (await record(host)).length;

  line.cut();
  await expect(candidate.chip).toHaveText("Reconnecting…");
  const nowMs = () => candidate.page.evaluate(() => Date.now());
  await candidate.types("a");
  await candidate.pastes("!");
  const afterFirstMs = await nowMs();
  await expect(candidate.chip).toHaveText("Offline: kept on this device");
  await host.isSaved(); // some work of others: it takes what it takes
  const beforeLastMs = await nowMs();
  await candidate.types("b");
  line.mend();
  await candidate.isConnected();
  await candidate.isSaved();
  await host.seesExactly("start\na!b");

  const edits = (await record(host)).slice(before).filter(({ update }) => update);
  expect(edits.length, "each on its own").toBeGreaterThanOrEqual(2);
  const [first, last] = [edits[0], edits.at(-1)];
  expect((last?.at ?? 0) - (first?.at ?? 0), "as far apart as they were typed").toBeGreaterThanOrEqual(
    beforeLastMs - afterFirstMs - ROUNDING_MS,
  );
  await expect.poll(async () => eventsOf(await record(host), "paste").length).toBe(1);
  const [paste] = eventsOf(await record(host), "paste");
  expect(paste?.at, "with the text that it brought").toBeLessThanOrEqual(
    (last?.at ?? 0) - (beforeLastMs - afterFirstMs) + ROUNDING_MS,
  );
  await people.leave();
  await line.close();
});
