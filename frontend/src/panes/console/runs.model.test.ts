import { beforeEach, expect, test, vi } from "vitest";

import { personal } from "../../app/personal.svelte";
import { Runs } from "../../sync/runs/runs";
import type { RoomModel } from "../../session/room.svelte";
import { RunsModel } from "./runs.svelte";

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
});

const server = (runs: Runs): RunsModel => {
  const runtime = { runs: "server", runtime: "Java 17" };
  const room = { role: "host", room: { runs }, hasText: true, canWrite: true, people: [], language: "java", code: "" };
  return new RunsModel({ ...room, state: null, spoken: runtime } as unknown as RoomModel);
};

test("the key pressed again, however late, before the program has begun belongs to the first press", async () => {
  const now = vi.spyOn(performance, "now").mockReturnValue(0);
  const requests: unknown[] = [];
  const runs = new Runs((request) => requests.push(request) > 0);
  const model = server(runs);
  const leave = model.follow(runs);
  await model.toggle();
  expect(requests).toHaveLength(1);
  now.mockReturnValue(60_000);
  await model.toggle();
  expect([model.isGoing, requests.length]).toEqual([true, 1]);
  await model.toggle(1); // the button, which says Stop
  expect(requests).toHaveLength(2);
  leave();
  now.mockRestore();
});

test("who would stop another's program while the line is down is told that it does not get there", async () => {
  personal.settings = { ...personal.settings, language: "en" };
  await personal.learn();
  const tell = vi.fn();
  const runs = new Runs(() => false);
  const model = server(runs);
  Object.assign(model.model, { tell });
  runs.hear({
    ...{ type: "run.started", run: "theirs", at: 1, participant: "p", name: "Marcus" },
    ...{ language: "java", runtime: "Java 17", on: "server" },
  });
  const [run] = runs.list;
  if (run) model.stopOther({ ...run, skips: 0 })?.();
  expect(tell).toHaveBeenCalledWith(expect.stringContaining("No connection"), true);
});

test("where a room is opened anew under a program on the server, its button says Run again", async () => {
  const runs = new Runs(() => false);
  const model = server(runs);
  const leave = model.follow(runs);
  await model.run();
  expect(model.isGoing).toBe(true);
  leave();
  expect(model.isGoing).toBe(false);
});
