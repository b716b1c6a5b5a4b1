// One scorecard in several windows, and over answers that got lost.
import { expect, test } from "vitest";

import { QUIET_MS } from "./saving";
import type { ScorecardModel } from "./scorecard.svelte";
import { interviewer, tabStore } from "./testing";

test("what two windows fill in is on the card of both, also where neither had seen one", async () => {
  const { clock, server, open, model } = await interviewer();
  const other = await open();
  model.change({
    comment: "A long comment.",
    skills: [
      { name: "Testing", score: null },
      { name: "Graphs", score: 2 },
    ],
  });
  await clock.goes(QUIET_MS);
  other.change({ skills: [{ name: "Testing", score: 3 }] });
  await clock.goes(QUIET_MS);
  const skills = [
    { name: "Testing", score: 3 },
    { name: "Graphs", score: 2 },
  ];
  expect(server.card).toMatchObject({ comment: "A long comment.", skills });
  model.change({ verdict: "yes" });
  await clock.goes(QUIET_MS);
  await other.refresh();
  for (const one of [model, other])
    expect(one.judgement).toMatchObject({ comment: "A long comment.", skills, verdict: "yes" });
});

test("of a comment that was written in two windows both are kept, and of a score the last", async () => {
  const { clock, server, open, model } = await interviewer();
  const other = await open();
  model.change({ comment: "Knows graphs.", verdict: "no", skills: [{ name: "Testing", score: 1 }] });
  await clock.goes(QUIET_MS);
  other.change({ comment: "Slow to start.", verdict: "yes", skills: [] });
  await clock.goes(QUIET_MS);
  expect(server.card).toMatchObject({ comment: "Knows graphs.\n\nSlow to start.", verdict: "yes" });
  expect(server.card?.skills, "taken off unseen").toEqual([{ name: "Testing", score: 1 }]);
  other.change({ skills: [] });
  await clock.goes(QUIET_MS);
  await model.refresh();
  model.change({ comment: "Knows graphs." });
  await clock.goes(QUIET_MS);
  expect(server.card).toMatchObject({ comment: "Knows graphs.", skills: [] });
});

test("what a window kept over a reload undoes nothing that another filled in meanwhile", async () => {
  const { clock, server, open } = await interviewer();
  const store = tabStore();
  const before = await open(store);
  before.change({ comment: "first" });
  await clock.goes(QUIET_MS);
  before.change({ verdict: "yes" });
  server.mood = "away";
  await before.close();
  server.mood = "well";
  const other = await open();
  other.change({ comment: "first, and then more" });
  await clock.goes(QUIET_MS);
  const after = await open(store);
  await clock.goes(QUIET_MS);
  expect(server.card).toMatchObject({ comment: "first, and then more", verdict: "yes" });
  expect(after.judgement).toMatchObject({ comment: "first, and then more", verdict: "yes" });
});

test("an answer that got lost makes what was sent nobody else's", async () => {
  const { clock, server, model } = await interviewer();
  server.mood = "losesAnswers";
  model.change({ comment: "too harsh", verdict: "no" });
  await clock.goes(QUIET_MS);
  server.mood = "well";
  model.change({ comment: "", verdict: null });
  await clock.goes(60_000);
  expect(server.card).toMatchObject({ comment: "", verdict: null });
  expect(model.state.kind).toBe("saved");
});

/** Two windows; what the second filled in is unknown to the first. */
async function overtaken() {
  const all = await interviewer();
  const other = await all.open();
  other.change({ verdict: "no" });
  await all.clock.goes(QUIET_MS);
  return { ...all, other };
}

test("a card is saved though nobody answered what another window had saved", async () => {
  const { clock, server, model } = await overtaken();
  server.held = ["PUT"];
  model.change({ comment: "words" });
  await clock.goes(QUIET_MS);
  server.mood = "away"; // behind the answer that another version is there
  server.release();
  await clock.goes(0);
  expect(model.state.kind).toBe("waiting");
  server.mood = "well";
  await clock.goes(60_000);
  expect(server.card).toMatchObject({ comment: "words", verdict: "no" });
});

test("a card is saved though what another window had saved was read by a later question first", async () => {
  const { clock, server, model } = await overtaken();
  server.held = ["GET"];
  model.change({ comment: "words" });
  await clock.goes(QUIET_MS);
  server.held = [];
  await model.refresh();
  server.release();
  await clock.goes(60_000);
  expect(server.card).toMatchObject({ comment: "words", verdict: "no" });
});

test("what was sent before a reload, and arrived, is nobody else's after it", async () => {
  const { clock, server, open } = await interviewer();
  const store = tabStore();
  const before = await open(store);
  server.mood = "losesAnswers";
  before.change({ comment: "too harsh", verdict: "no" });
  await clock.goes(QUIET_MS);
  await before.close();
  server.mood = "well";
  (await open(store)).change({ comment: "too kind", verdict: null });
  await clock.goes(60_000);
  expect(server.card).toMatchObject({ comment: "too kind", verdict: null });
});

test("of several answers that got lost none makes what was sent somebody else's", async () => {
  const { clock, server, model } = await interviewer();
  server.mood = "losesAnswers";
  model.change({ comment: "too harsh", verdict: "no" });
  await clock.goes(QUIET_MS);
  server.mood = "away";
  model.change({ comment: "kinder", verdict: null });
  await clock.goes(10_000);
  server.mood = "well";
  await clock.goes(60_000);
  expect(server.card).toMatchObject({ comment: "kinder", verdict: null });
});

test("two windows that write in turn say everything once", async () => {
  const { clock, server, open, model } = await interviewer();
  const other = await open();
  const writes = async (one: ScorecardModel, words: string) => {
    one.change({ comment: one.judgement.comment + words });
    await clock.goes(QUIET_MS);
  };
  await writes(model, "Alpha.");
  await writes(other, "Beta.");
  await writes(model, " More.");
  expect(server.card?.comment).toBe("Alpha.\n\nBeta.\n\nMore.");
  await writes(other, " End.");
  expect(server.card?.comment).toBe("Alpha.\n\nBeta.\n\nMore.\n\nEnd.");
});

test("a server that always has another version is not asked faster and faster", async () => {
  const { clock, server, model } = await interviewer();
  model.change({ verdict: "no" });
  await clock.goes(QUIET_MS);
  server.mood = "neverAgrees";
  model.change({ verdict: "yes" });
  await clock.goes(QUIET_MS);
  expect(model.state.kind).toBe("waiting");
  expect(server.asked.filter((method) => method === "PUT")).toHaveLength(3);
});

test("what another window filled in is not submitted before its author has seen it", async () => {
  const { clock, server, open, model } = await interviewer();
  const other = await open();
  other.change({ comment: "A draft, to be taken out.", verdict: "strong_no" });
  await clock.goes(QUIET_MS);
  model.change({ comment: "What I mean.", verdict: "yes" });
  await model.submit();
  expect(model.submission).toMatchObject({ kind: "failed", because: "changed" });
  expect(server.card?.submitted_at).toBeNull();
  expect(model.judgement).toMatchObject({ comment: "A draft, to be taken out.\n\nWhat I mean.", verdict: "yes" });
  model.change({ comment: "What I mean." });
  await model.submit();
  expect(model.isSubmitted).toBe(true);
  expect(server.card).toMatchObject({ comment: "What I mean.", submitted_at: expect.any(String) as string });
});

test("a card whose saving got no answer is submitted as it is", async () => {
  const { clock, server, model } = await interviewer();
  server.mood = "losesAnswers";
  model.change({ verdict: "no" });
  await clock.goes(QUIET_MS);
  server.mood = "well";
  model.change({ verdict: "yes" });
  await model.submit();
  expect(model.isSubmitted).toBe(true);
  expect(server.card?.verdict).toBe("yes");
});
