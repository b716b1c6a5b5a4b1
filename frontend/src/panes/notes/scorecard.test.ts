import { expect, test } from "vitest";

import { levelsOf } from "../rubric/rubric";
import { QUIET_MS } from "./saving";
import { interviewer } from "./testing";

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
