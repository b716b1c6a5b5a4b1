import { beforeEach, expect, test, vi } from "vitest";

import { Runs } from "../../sync/runs";
import type { RoomModel } from "../../session/room.svelte";
import { RunsModel } from "./runs.svelte";

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  vi.stubGlobal("cancelAnimationFrame", () => undefined);
});

test("where a room is opened anew under a program on the server, its button says Run again", async () => {
  const runs = new Runs(() => false);
  const runtime = { runs: "server", runtime: "Java 17" };
  const room = { role: "host", room: { runs }, hasText: true, canWrite: true, people: [], language: "java", code: "" };
  const model = new RunsModel({ ...room, state: null, spoken: runtime } as unknown as RoomModel);
  const leave = model.follow(runs);
  await model.run();
  expect(model.isGoing).toBe(true);
  leave();
  expect(model.isGoing).toBe(false);
});
