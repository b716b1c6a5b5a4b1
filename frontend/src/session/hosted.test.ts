import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { openApi } from "../api/client";
import { RoomModel } from "./room.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const own = { roomId: "r", sessionId: "s", hostToken: "t", observerUrl: null };

const roomOver = (fetch: (request: RequestInfo | URL) => Promise<Response>) =>
  new RoomModel(
    { token: "t", link: { role: "host", title: null }, own } as never,
    openApi("http://x/", fetch),
    "http://x/",
  );

/** A host's room whose server answers each change of the title by the next of these, when it is let. */
function room(...statuses: number[]) {
  const sent: unknown[] = [];
  const waiting: (() => void)[] = [];
  const fetch = async (request: RequestInfo | URL): Promise<Response> => {
    sent.push(((await (request as Request).json()) as { title: unknown }).title);
    await new Promise<void>((go) => waiting.push(go));
    const status = statuses.shift() ?? 200;
    return new Response(status < 300 ? "{}" : JSON.stringify({ detail: "Not this one." }), { status });
  };
  const model = roomOver(fetch);
  const answer = async () => {
    await vi.waitUntil(() => waiting.length > 0, { timeout: 60_000 });
    waiting.shift()?.();
  };
  return { model, sent, answer };
}

test("a title that the server did not take for want of an answer stays, and is sent again", async () => {
  const { model, sent, answer } = room(502);
  const done = model.hosted.retitle("Backend, second round");
  await answer();
  await answer();
  expect(model.title).toBe("Backend, second round");
  await done;
  expect(sent).toEqual(["Backend, second round", "Backend, second round"]);
  expect(model.news).toBeNull();
});

test("titles are sent one at a time, the newest last", async () => {
  const { model, sent, answer } = room();
  const done = model.hosted.retitle("first");
  void model.hosted.retitle("second");
  void model.hosted.retitle("third");
  await answer();
  await answer();
  await done;
  expect(sent).toEqual(["first", "third"]);
});

test("a title that is refused is told, and goes", async () => {
  const { model, sent, answer } = room(422);
  const done = model.hosted.retitle("wrong");
  await answer();
  await done;
  expect([model.title, model.news?.text, sent.length]).toEqual([null, "Not this one.", 1]);
});

/** A host's room whose server always says no: how often it was asked. */
function refusing(answer: () => Response) {
  let asked = 0;
  const model = roomOver(() => {
    asked += 1;
    return Promise.resolve(answer());
  });
  void model.hosted.retitle("Backend, second round");
  return { model, asked: () => asked };
}

test("a title is not sent once its host has left the room", async () => {
  const { model, asked } = refusing(() => new Response("", { status: 502 }));
  await vi.advanceTimersByTimeAsync(0);
  model.dispose();
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked()).toBe(1);
});

test("a title that gets no answer is sent less and less often, and goes on being sent", async () => {
  const { model, asked } = refusing(() => new Response("", { status: 502 }));
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(asked()).toBeGreaterThan(60);
  expect(asked()).toBeLessThan(130);
  model.dispose();
});

test("a title is not sent sooner than the server asks for", async () => {
  const { model, asked } = refusing(() => new Response("", { status: 429, headers: { "Retry-After": "90" } }));
  await vi.advanceTimersByTimeAsync(89_000);
  expect(asked()).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked()).toBe(2);
  model.dispose();
});
