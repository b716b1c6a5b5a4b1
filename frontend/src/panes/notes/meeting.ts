// What the server holds meets what this page holds: nothing is lost on either side, and nobody is asked without need. Pure.
import type { Note } from "../../api/private";
import { type Draft, draftOf, inOrder, isSame, isUnsaved, momentOf, versionOf, type Words } from "./drafts";

/** What others did to something that was changed here. */
export type Told = "conflict" | "deletedByOther" | "keptFromDeletion";

/** Clocks and the bounds of the session move a moment by no more. */
const NEAR_MS = 5_000;

interface Meeting {
  /** Something of it is being sent: what the list says of it may be older or newer. */
  isOnItsWay: (draft: Draft) => boolean;
}

/** All of them, by their moments, newest first. `notes`: all that the server has. */
export function meetAll(
  drafts: readonly Draft[],
  notes: readonly Note[],
  { isOnItsWay }: Meeting,
): { drafts: Draft[]; told: Told | null } {
  const ids = new Set(drafts.map(({ noteId }) => noteId));
  const unknown = new Map(notes.map((note) => [note.note_id, note]));
  const met: Draft[] = [];
  let told: Told | null = null;
  for (const draft of drafts) {
    const note =
      draft.noteId === null
        ? notes.find((one) => !ids.has(one.note_id) && isOurs(draft, one))
        : unknown.get(draft.noteId);
    if (note) unknown.delete(note.note_id);
    if (isOnItsWay(draft) || (!note && draft.noteId === null)) {
      met.push(draft);
    } else if (note) {
      const next = meet({ ...draft, noteId: note.note_id }, note);
      if (next.isDeleted !== draft.isDeleted) told = "keptFromDeletion";
      else if (next.theirs && !draft.theirs) told = "conflict";
      met.push(next);
    } else {
      const left = withoutNote(draft);
      if (left) met.push(left);
      if (left) told = "deletedByOther";
    }
  }
  met.push(...[...unknown.values()].map(draftOf));
  return { drafts: inOrder(met), told };
}

/**
 * The server's version meets the one here. What was changed only there is taken over, also field by field; words that
 * were changed on both sides are left as they are, with the other version in `theirs`.
 */
export function meet(draft: Draft, note: Note): Draft {
  const theirs = versionOf(note);
  const met = { ...draft, ...momentOf(note), author: note.author, sent: null };
  const base: Words = draft.base ?? { title: "", content: "" };
  const wasSentHere = draft.sent !== null && isSame(theirs, draft.sent);
  if (isSame(theirs, base) || wasSentHere) return { ...met, base: theirs, theirs: null };
  const alive = { ...met, isDeleted: false }; // who deleted it had not seen this version
  if (isSame(theirs, draft)) return { ...alive, base: theirs, theirs: null };
  const merged = {
    title: draft.title === base.title ? theirs.title : draft.title,
    content: draft.content === base.content ? theirs.content : draft.content,
  };
  const disagree = (["title", "content"] as const).some(
    (field) => theirs[field] !== base[field] && theirs[field] !== merged[field],
  );
  return disagree ? { ...alive, theirs } : { ...alive, ...merged, base: theirs, theirs: null };
}

/** The note is gone from the server. What was not saved yet goes on as a new one; null: nothing was. */
function withoutNote(draft: Draft): Draft | null {
  if (draft.isDeleted || !isUnsaved(draft)) return null;
  return { ...draft, noteId: null, base: null, sent: null, theirs: null };
}

/** An answer got lost on the way: is this the note that it spoke of? */
function isOurs(draft: Draft, note: Note): boolean {
  return (
    draft.sent !== null &&
    isSame(versionOf(note), draft.sent) &&
    note.author === draft.author &&
    Math.abs(Date.parse(note.moment) - draft.momentMs) < NEAR_MS
  );
}
