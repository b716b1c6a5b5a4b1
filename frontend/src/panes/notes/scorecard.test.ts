import { expect, test } from "vitest";

import { openPrivateApi } from "../../api/private";
import { levelsOf } from "../rubric/rubric";
import type { TabStore } from "./kept";
import { QUIET_MS } from "./saving";
import { ScorecardModel } from "./scorecard.svelte";
import { TestClock, TestServer } from "./testing";

async function interviewer() {
  const [clock, server] = [new TestClock(), new TestServer()];
  const api = openPrivateApi(
    "https://example.org/",
    { sessionId: "s1", hostToken: "secret", key: "0".repeat(32) },
    server.fetch,
  );
  const open = async (store: TabStore | null = null) => {
    const model = new ScorecardModel(api, "s1", store, clock, () => "Ana", ["Testing"]);
    await model.refresh();
    return model;
  };
  return { clock, server, open, model: await open() };
}

test("a card that nobody fills in is not sent", async () => {
  const { clock, server, model } = await interviewer();
  await clock.goes(60_000);
  expect(server.card).toBeNull();
  expect(model.judgement.skills).toEqual([{ name: "Testing", score: null }]);
});

test("a new card begins with the rubric's skills, and one that was begun keeps its own", async () => {
  const { clock, server, open, model } = await interviewer();
  server.rubric = [{ name: "Graphs", levels: ["lost", "", "", "fluent"] }];
  await model.refresh();
  expect(model.judgement.skills).toEqual([{ name: "Graphs", score: null }]);
  expect(levelsOf(model.rubric, "GRAPHS")).toEqual(["lost", "", "", "fluent"]);
  expect(levelsOf(model.rubric, "Testing")).toBeNull();
  model.change({ skills: [{ name: "Graphs", score: 4 }] });
  await clock.goes(QUIET_MS);
  server.rubric = [{ name: "Trees", levels: ["", "", "", ""] }];
  await model.refresh();
  expect(model.judgement.skills).toEqual([{ name: "Graphs", score: 4 }]);
  expect((await open()).judgement.skills).toEqual([{ name: "Graphs", score: 4 }]);
});

test("a card is saved as it is filled in, and found again", async () => {
  const { clock, server, open, model } = await interviewer();
  model.change({ verdict: "yes" });
  model.change({ skills: [{ name: "Testing", score: 3 }] });
  await clock.goes(QUIET_MS);
  expect(server.card).toMatchObject({ name: "Ana", verdict: "yes", skills: [{ name: "Testing", score: 3 }] });
  expect((await open()).judgement).toMatchObject({ verdict: "yes", skills: [{ name: "Testing", score: 3 }] });
});

test("submitting saves the last words first, and nothing changes after it", async () => {
  const { clock, server, model } = await interviewer();
  model.change({ verdict: "no", comment: "the last words" });
  await model.submit();
  expect(server.card).toMatchObject({ comment: "the last words", submitted_at: expect.any(String) as string });
  expect(model.isSubmitted).toBe(true);
  model.change({ comment: "too late" });
  await clock.goes(60_000);
  expect(server.card?.comment).toBe("the last words");
  expect(model.judgement.comment).toBe("the last words");
});

test("a submission that nobody heard is told, and can be repeated", async () => {
  const { server, model } = await interviewer();
  model.change({ verdict: "no" });
  server.mood = "away";
  await model.submit();
  expect(model.submission).toMatchObject({ kind: "failed", because: "unreachable" });
  server.mood = "well";
  await model.submit();
  expect(model.isSubmitted).toBe(true);
});

test("a card that was submitted in another tab is shown as it was submitted", async () => {
  const { clock, server, open, model } = await interviewer();
  const other = await open();
  other.change({ verdict: "yes" });
  await other.submit();
  model.change({ verdict: "strong_no" });
  await clock.goes(QUIET_MS);
  expect(server.card?.verdict).toBe("yes");
  expect(model.isSubmitted).toBe(true);
  expect(model.judgement.verdict).toBe("yes");
});

test("an answer that was overtaken by a later saving undoes nothing", async () => {
  const { clock, server, model } = await interviewer();
  model.change({ comment: "first" });
  await clock.goes(QUIET_MS);
  server.held = ["GET"];
  const late = model.refresh();
  await clock.goes(0);
  model.change({ comment: "first, and then more" });
  await clock.goes(QUIET_MS);
  server.release();
  await late;
  expect(model.judgement.comment).toBe("first, and then more");
  model.change({ verdict: "yes" });
  await clock.goes(QUIET_MS);
  expect(server.card).toMatchObject({ comment: "first, and then more", verdict: "yes" });
});

test("an answer that was overtaken by a later one undoes nothing", async () => {
  const { clock, server, open, model } = await interviewer();
  model.change({ comment: "first" });
  await clock.goes(QUIET_MS);
  server.held = ["GET"];
  const late = model.refresh();
  await clock.goes(0);
  server.held = [];
  const other = await open();
  other.change({ comment: "from another tab" });
  await clock.goes(QUIET_MS);
  await model.refresh();
  server.release();
  await late;
  expect(model.judgement.comment).toBe("from another tab");
});

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
  const kept = new Map<string, string>();
  const store: TabStore = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
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

test("what is filled in while the card is on its way is saved, though the pane goes", async () => {
  const { clock, server, model } = await interviewer();
  server.held = ["PUT"];
  model.change({ verdict: "yes" });
  await clock.goes(QUIET_MS);
  model.change({ comment: "Kind" });
  const closed = model.close();
  server.release();
  await closed;
  expect(server.card).toMatchObject({ verdict: "yes", comment: "Kind" });
});
