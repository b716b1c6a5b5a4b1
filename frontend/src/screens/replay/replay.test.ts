import { afterEach, expect, test, vi } from "vitest";

import { ReplayModel } from "./replay.svelte";
import { serverSource } from "./source";

afterEach(() => void vi.unstubAllGlobals());

/** A page of a record whose entries stand at these seconds. */
const page = (seconds: number[], next: string | null, total: number) =>
  new Response(
    JSON.stringify({
      session: { title: null, language: "python", created_at: null, status: "live", ended_at: null },
      people: [],
      entries: seconds.map((second) => ({ at: second * 1_000, by: "ana", event: { type: "locked" } })),
      damaged: 0,
      next,
      total,
    }),
  );

/** A server that answers with these, one after the other. */
async function opened(...answers: Response[]) {
  vi.stubGlobal("fetch", () => Promise.resolve(answers.shift()));
  const model = new ReplayModel();
  await model.open(serverSource("token", "https://example.org/"), null);
  expect(answers, "pages that nobody asked for").toEqual([]);
  return model;
}

test("a record that changes while it is read is read again, to its end", async () => {
  const changed = new Response("{}", { status: 409 });
  const model = await opened(page([1, 3], "a", 4), changed, page([1, 2], "b", 5), page([3, 4, 5], null, 5));
  expect(model.record?.timesMs).toEqual([1_000, 2_000, 3_000, 4_000, 5_000]);
  expect(model.record?.isComplete).toBe(true);
  expect(model.isCut).toBe(false);
});

test("a record that is read again leaves its reader at the moment that is shown", async () => {
  const answers = [page([1, 3], "a", 4), new Response("{}", { status: 409 }), page([1, 2, 3, 4], null, 4)];
  let model: ReplayModel | null = null;
  vi.stubGlobal("fetch", () => {
    if (answers.length === 2) model?.seek(2);
    return Promise.resolve(answers.shift());
  });
  model = new ReplayModel();
  await model.open(serverSource("token", "https://example.org/"), null);
  expect(model.entries, "the third second").toBe(3);
});

test("a record whose rest is out of reach plays as far as it came, and says so", async () => {
  const model = await opened(page([1, 2], "a", 4), new Response("{}", { status: 404 }));
  expect(model.record).toMatchObject({ isComplete: true, length: 2 });
  expect(model.isCut).toBe(true);
});

test("a replay opens where somebody first does something, also when that comes with a later page", async () => {
  const typed = { at: 9_000, by: "ana", update: "AAA=" };
  const later = await page([], null, 3).json();
  const second = new Response(JSON.stringify({ ...later, entries: [typed, { ...typed, at: 12_000 }], next: null }));
  const model = await opened(page([1], "a", 3), second);
  expect(model.entries).toBe(2);
  const home = await opened(page([1, 2], null, 2));
  expect(home.entries, "nobody did anything").toBe(1);
});
