import { expect, test } from "vitest";

import { openPrivateApi } from "../../api/private";
import { CONTENT_MAX } from "./drafts";
import type { TabStore } from "./kept";
import { NotesModel } from "./notes.svelte";
import { QUIET_MS } from "./saving";
import { TestClock, TestServer } from "./testing";

const access = { sessionId: "s1", hostToken: "secret", key: "0".repeat(32) };

function store(): TabStore & { held: Map<string, string> } {
  const held = new Map<string, string>();
  return {
    held,
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
  };
}

function pane({ server = new TestServer(), tab = store() } = {}) {
  const clock = new TestClock();
  const open = () => new NotesModel(openPrivateApi("https://example.org/", access, server.fetch), "s1", tab, clock);
  return { clock, server, tab, open, model: open() };
}

test("a note is created by its first words, and only changes are sent after that", async () => {
  const { clock, server, model } = pane();
  const key = model.begin(Date.now(), "Ana");
  await clock.goes(QUIET_MS);
  expect(server.notes.size, "an empty note is nobody's").toBe(0);

  model.edit(key, { content: "Fast" });
  await clock.goes(QUIET_MS);
  model.edit(key, { title: "Speed" });
  await clock.goes(QUIET_MS);
  expect([...server.notes.values()]).toMatchObject([{ title: "Speed", content: "Fast", author: "Ana" }]);
  expect(server.asked).toEqual(["POST", "PATCH"]);
  expect(model.hasUnsaved).toBe(false);
});

test("words that are typed without a network are kept in the tab until they are saved", async () => {
  const { clock, server, tab, open, model } = pane();
  server.mood = "away";
  model.edit(model.begin(Date.now(), "Ana"), { content: "written offline" });
  await clock.goes(QUIET_MS);
  expect(model.isWaiting).toBe(true);
  expect(JSON.stringify([...tab.held])).toContain("written offline");
  await model.close();

  const reloaded = open();
  expect(reloaded.drafts).toMatchObject([{ content: "written offline" }]);
  server.mood = "well";
  await clock.goes(QUIET_MS);
  expect([...server.notes.values()]).toMatchObject([{ content: "written offline" }]);
  expect(tab.held.size, "nothing stays behind").toBe(0);
});

test("a note is not doubled when the answer to its first words is lost", async () => {
  const { clock, server, model } = pane();
  const key = model.begin(Date.now(), "Ana");
  server.mood = "losesAnswers";
  model.edit(key, { content: "once" });
  await clock.goes(QUIET_MS);
  model.edit(key, { content: "once only" });
  server.mood = "well";
  await clock.goes(60_000);
  expect([...server.notes.values()]).toMatchObject([{ content: "once only" }]);
  expect(model.drafts).toHaveLength(1);
});

test("a later save does not wipe words that it has not seen", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  model.edit("id1", { content: "start, mine" });
  server.write("id1", { content: "start, theirs" });
  await clock.goes(QUIET_MS);
  expect(server.notes.get("id1")?.content).toBe("start, theirs");
  expect(model.drafts).toMatchObject([{ content: "start, mine", theirs: { content: "start, theirs" } }]);
  expect(model.stateOf("id1")).toEqual({ kind: "held", because: { kind: "conflict" } });
  expect(model.told).toBe("conflict");

  model.choose("id1", "both");
  await clock.goes(QUIET_MS);
  expect(server.notes.get("id1")?.content).toBe("start, theirs\n\nstart, mine");
  expect(model.hasUnsaved).toBe(false);
});

test("what another host saved a moment before is merged, and costs one more attempt", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  model.edit("id1", { content: "mine" });
  server.write("id1", { title: "theirs" });
  await clock.goes(QUIET_MS);
  expect(server.notes.get("id1")).toMatchObject({ title: "theirs", content: "mine" });
  expect(server.asked).toEqual(["GET", "PATCH", "GET", "PATCH"]);
  expect(model.hasUnsaved).toBe(false);
  expect(model.stateOf("id1")).toEqual({ kind: "saved" });
});

test("a change whose answer is lost is not taken for another host's", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  server.mood = "losesAnswers";
  model.edit("id1", { content: "once" });
  await clock.goes(QUIET_MS);
  model.edit("id1", { content: "once, and more" });
  server.mood = "well";
  await clock.goes(60_000);
  expect(server.notes.get("id1")?.content).toBe("once, and more");
  expect(model.drafts).toMatchObject([{ theirs: null }]);
  expect(model.told).toBeNull();
});

test("words in a note that another host has just deleted become a new note", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  model.edit("id1", { content: "precious" });
  server.notes.delete("id1");
  await clock.goes(QUIET_MS);
  expect([...server.notes.values()]).toMatchObject([{ content: "precious" }]);
  expect(model.told).toBe("deletedByOther");
  expect(model.hasUnsaved).toBe(false);
});

test("a deletion does not take words that another host saved a moment before", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  server.write("id1", { content: "theirs" });
  model.remove("id1");
  await clock.goes(QUIET_MS);
  expect(server.notes.get("id1")?.content).toBe("theirs");
  expect(model.drafts).toMatchObject([{ content: "theirs", isDeleted: false }]);
  expect(model.told).toBe("keptFromDeletion");
});

test("a note whose words are as they were is deleted, whatever else became of it", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  server.write("id1", { moment: "2026-11-20T09:00:00.000Z" });
  model.remove("id1");
  await clock.goes(QUIET_MS);
  expect(server.notes.size).toBe(0);
  expect(model.drafts).toMatchObject([{ content: "start", isDeleted: true }]);
});

test("a server that never agrees is asked more and more rarely", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "start" });
  await model.refresh();
  server.mood = "neverAgrees";
  model.edit("id1", { content: "mine" });
  await clock.goes(10 * 60_000);
  expect(model.isWaiting).toBe(true);
  expect(server.asked.length).toBeLessThan(100);
  server.mood = "well";
  await clock.goes(60_000);
  expect(server.notes.get("id1")?.content).toBe("mine");
});

test("a deleted note comes back with its moment", async () => {
  const { clock, server, model } = pane();
  const moment = "2026-11-20T09:00:00.000Z";
  server.write("id1", { content: "precious", moment, author: "Ana" });
  await model.refresh();
  model.remove("id1");
  await clock.goes(0);
  expect(server.notes.size).toBe(0);
  await model.refresh();

  model.restore("id1");
  await clock.goes(0);
  expect([...server.notes.values()]).toMatchObject([{ content: "precious", moment, author: "Ana" }]);
});

test("a note stands at once where it stays, and is of the moment that was given", async () => {
  const { clock, server, model } = pane();
  const at = (minute: number) => Date.UTC(2026, 10, 20, 10, minute);
  for (const minute of [5, 40]) server.write(`id${minute}`, { moment: new Date(at(minute)).toISOString() });
  await model.refresh();
  const key = model.begin(at(10), "Ana"); // as from a replay that stands there
  const places = () => model.drafts.map((draft) => (draft.key === key ? "new" : draft.noteId));
  expect(places()).toEqual(["id40", "new", "id5"]);
  model.edit(key, { content: "asks about empty input" });
  await clock.goes(QUIET_MS);
  expect([...server.notes.values()].at(-1)).toMatchObject({ moment: new Date(at(10)).toISOString() });
  await model.refresh();
  expect(places()).toEqual(["id40", "new", "id5"]);
});

test("a deletion that the server did not hear of is repeated", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "gone soon" });
  await model.refresh();
  server.mood = "away";
  model.remove("id1");
  await clock.goes(QUIET_MS);
  server.mood = "well";
  await clock.goes(60_000);
  expect(server.notes.size).toBe(0);
});

test("a note that is deleted before its first answer came is not left behind", async () => {
  const { clock, server, model } = pane();
  server.held = ["POST"];
  const key = model.begin(Date.now(), null);
  model.edit(key, { content: "never mind" });
  await clock.goes(QUIET_MS);
  model.remove(key);
  server.release();
  await clock.goes(60_000);
  expect(server.notes.size).toBe(0);
});

test("too long a text is kept whole and not sent", async () => {
  const { clock, server, model } = pane();
  const key = model.begin(Date.now(), null);
  model.edit(key, { content: "x".repeat(CONTENT_MAX + 1) });
  await clock.goes(QUIET_MS);
  expect(server.asked).toEqual([]);
  expect(model.stateOf(key)).toEqual({ kind: "held", because: { kind: "too-long" } });
  model.edit(key, { content: "😀".repeat(CONTENT_MAX) });
  await clock.goes(QUIET_MS);
  expect([...(server.notes.get("id1")?.content ?? "")]).toHaveLength(CONTENT_MAX);
});

test("a list that was asked for before a save does not take the save back", async () => {
  const { clock, server, model } = pane();
  server.write("id1", { content: "old" });
  await model.refresh();
  server.held = ["GET"];
  const reading = model.refresh();
  await clock.goes(0);
  server.held = [];
  model.edit("id1", { content: "new" });
  await clock.goes(QUIET_MS);
  server.release();
  await reading;
  expect(model.drafts).toMatchObject([{ content: "new", theirs: null }]);
  expect(server.notes.get("id1")?.content).toBe("new");
});

test("what is typed while the words before it are on their way is saved, though the pane goes", async () => {
  const { clock, server, tab, model } = pane();
  server.held = ["POST"];
  const key = model.begin(Date.now(), "Ana");
  model.edit(key, { content: "Fast" });
  await clock.goes(QUIET_MS);
  model.edit(key, { content: "Fast, and kind" });
  const closed = model.close();
  server.release();
  await closed;
  expect([...server.notes.values()]).toMatchObject([{ content: "Fast, and kind" }]);
  expect(tab.held.size).toBe(0);
  await clock.goes(60_000);
  expect(server.asked, "and then nothing").toEqual(["POST", "PATCH"]);
});
