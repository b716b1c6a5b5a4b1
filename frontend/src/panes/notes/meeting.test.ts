import { expect, test } from "vitest";

import type { Note } from "../../api/private";
import { chosen, type Draft, draftOf, isUnsaved, newDraft } from "./drafts";
import { meet, meetAll } from "./meeting";

const note = (change: Partial<Note> = {}): Note => ({
  note_id: "id1",
  title: "Edge cases",
  content: "Asked about empty input.",
  author: "Bo",
  moment: "2026-11-20T10:05:00Z",
  created_at: "2026-11-20T10:05:00Z",
  updated_at: "2026-11-20T10:05:00Z",
  ...change,
});
const later = (change: Partial<Note>): Note => note({ updated_at: "2026-11-20T10:06:00Z", ...change });
const changed = (change: Partial<Draft>): Draft => ({ ...draftOf(note()), ...change });
const quiet = { isOnItsWay: () => false };

test("a note that nobody changes here follows what others write", () => {
  const met = meet(changed({}), later({ content: "More." }));
  expect(met).toMatchObject({ content: "More.", theirs: null });
  expect(isUnsaved(met)).toBe(false);
});

test("changes of different fields both stay", () => {
  const met = meet(changed({ title: "Mine" }), later({ content: "Theirs." }));
  expect(met).toMatchObject({ title: "Mine", content: "Theirs.", theirs: null });
  expect(isUnsaved(met)).toBe(true);
});

test("changes of the same words leave both versions to be chosen from", () => {
  const met = meet(changed({ content: "Mine." }), later({ content: "Theirs." }));
  expect(met).toMatchObject({ content: "Mine.", theirs: { content: "Theirs." } });
  expect(chosen(met, "mine")).toMatchObject({ content: "Mine.", base: { content: "Theirs." }, theirs: null });
  expect(chosen(met, "theirs").content).toBe("Theirs.");
  expect(isUnsaved(chosen(met, "theirs"))).toBe(false);
  expect(chosen(met, "both").content).toBe("Theirs.\n\nMine.");
});

test("keeping both loses no title either", () => {
  const met = meet(
    changed({ title: "Mine", content: "My words." }),
    later({ title: "Theirs", content: "Their words." }),
  );
  const both = chosen(met, "both");
  expect(both.title).toBe("Theirs");
  expect(both.content).toBe("Their words.\n\nMine\nMy words.");
});

test("who typed the same as the other host is asked nothing", () => {
  const met = meet(changed({ content: "Same." }), later({ content: "Same." }));
  expect(met.theirs).toBeNull();
  expect(isUnsaved(met)).toBe(false);
});

test("what was sent from here, and whose answer got lost, is nobody else's", () => {
  const sent = { title: "Edge cases", content: "Mine" };
  const met = meet(changed({ content: "Mine, and more", sent }), later({ content: "Mine" }));
  expect(met.theirs).toBeNull();
  expect(met.content).toBe("Mine, and more");
});

test("notes of others come, and those that they deleted go", () => {
  const { drafts, told } = meetAll([changed({})], [note({ note_id: "id2" })], quiet);
  expect(drafts.map(({ noteId }) => noteId)).toEqual(["id2"]);
  expect(told).toBeNull();
});

test("a note deleted by another while it is changed here goes on as a new one", () => {
  const { drafts, told } = meetAll([changed({ content: "Mine." })], [], quiet);
  expect(drafts).toMatchObject([{ noteId: null, content: "Mine.", base: null }]);
  expect(told).toBe("deletedByOther");
});

test("a deletion does not take away words that it has not seen", () => {
  const { drafts, told } = meetAll([changed({ isDeleted: true })], [later({ content: "Theirs." })], quiet);
  expect(drafts).toMatchObject([{ isDeleted: false, content: "Theirs.", theirs: null }]);
  expect(told).toBe("keptFromDeletion");
});

test("what is on its way is left alone by a list that may be older", () => {
  const draft = changed({ content: "Mine." });
  const { drafts } = meetAll([draft], [later({ content: "Theirs." })], { ...quiet, isOnItsWay: () => true });
  expect(drafts).toEqual([draft]);
});

test("a new note whose answer got lost is found again, not written twice", () => {
  const momentMs = Date.parse("2026-11-20T10:05:00Z");
  const sent = { title: "", content: "Fast." };
  const draft = { ...newDraft("here", momentMs, "Bo"), content: "Fast. And right.", sent };
  const there = note({ title: "", content: "Fast." });
  const { drafts } = meetAll([draft], [there], quiet);
  expect(drafts).toMatchObject([{ key: "here", noteId: "id1", content: "Fast. And right.", theirs: null }]);

  const another = meetAll([draft], [note({ title: "", content: "Fast.", author: "Ana" })], quiet);
  expect(another.drafts).toHaveLength(2);
});

test("the newest moment stands first", () => {
  const notes = [note(), note({ note_id: "id2", moment: "2026-11-20T10:09:00Z" })];
  expect(meetAll([], notes, quiet).drafts.map(({ noteId }) => noteId)).toEqual(["id2", "id1"]);
});
