import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Api, Outcome } from "../api/client";
import { Asked } from "./asked.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The candidates' link as it is asked for, each answer when the test gives it. */
function asking() {
  const asked: string[] = [];
  const answers: ((outcome: unknown) => void)[] = [];
  const link = (token: string) => {
    asked.push(token);
    return new Promise<Outcome<unknown>>((resolve) => answers.push(resolve as never));
  };
  const host = { token: "host1" };
  const model = new Asked({ link } as unknown as Api, "https://example.org/", () => host.token, null);
  const answer = async (outcome: unknown) => {
    answers.shift()?.(outcome);
    await vi.advanceTimersByTimeAsync(0);
  };
  const shares = (id: string) => answer({ kind: "done", value: { share_url: `https://example.org/s/${id}` } });
  return { asked, host, model, answer, shares };
}

test("a link that is replaced while it is asked for is asked for again", async () => {
  const { asked, model, shares } = asking();
  model.needShareUrl();
  model.needShareUrl();
  await shares("first");
  await shares("second");
  expect(model.shareUrl).toBe("https://example.org/s/second");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked, "once for both, once for what came meanwhile").toHaveLength(2);
});

test("the link is asked for by the hosts' link as it is at each attempt", async () => {
  const { asked, host, model, answer, shares } = asking();
  model.needShareUrl();
  await answer({ kind: "unreachable" });
  host.token = "host2";
  await vi.advanceTimersByTimeAsync(5_000);
  await shares("after");
  expect(asked).toEqual(["host1", "host2"]);
  expect(model.shareUrl).toBe("https://example.org/s/after");
});
