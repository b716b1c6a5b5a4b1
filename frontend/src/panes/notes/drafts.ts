// A note as this page holds it, beside what the server last said of it. Pure: no requests.
import type { Note } from "../../api/private";

export const TITLE_MAX = 100;
export const CONTENT_MAX = 10_000;
/** The server keeps so much of a name. */
const AUTHOR_MAX = 40;

export interface Words {
  title: string;
  content: string;
}

/** What the server holds, as far as this page knows. `updatedAt` names it, to the letter. */
export interface Version extends Words {
  updatedAt: string;
}

export interface Draft extends Words {
  /** Names it in this page, also before the server has given it an id. */
  key: string;
  noteId: string | null;
  author: string | null;
  /** The time in the session that it is about, milliseconds since 1970 by the server's clock. */
  momentMs: number;
  /** The version that was changed here; null: the server has none. */
  base: Version | null;
  /** What was sent last: an answer that got lost does not make it another's. */
  sent: Words | null;
  /** Another host's version of words that were changed here too: somebody has to choose. */
  theirs: Version | null;
  isDeleted: boolean;
}

export function newDraft(key: string, momentMs: number, author: string | null): Draft {
  return {
    ...{ key, noteId: null, title: "", content: "", momentMs },
    ...{ base: null, sent: null, theirs: null, isDeleted: false },
    author: author && [...author].slice(0, AUTHOR_MAX).join(""),
  };
}

/** By their moments, newest first. */
export const inOrder = (drafts: readonly Draft[]): Draft[] =>
  [...drafts].sort((one, other) => other.momentMs - one.momentMs);

/** One that the server told of. */
export function draftOf(note: Note): Draft {
  const { note_id: noteId, title, content, author } = note;
  return {
    ...{ key: noteId, noteId, title, content, author },
    ...momentOf(note),
    ...{ base: versionOf(note), sent: null, theirs: null, isDeleted: false },
  };
}

export const versionOf = ({ title, content, updated_at: updatedAt }: Note): Version => ({ title, content, updatedAt });

export const momentOf = ({ moment }: Note) => ({ momentMs: Date.parse(moment) });

/** A moment as the server is told of it, ISO 8601. */
export const isoOf = (momentMs: number): string => new Date(momentMs).toISOString();

export const isSame = (one: Words, other: Words): boolean => one.title === other.title && one.content === other.content;
export const isEmpty = ({ title, content }: Words): boolean => title.trim() === "" && content.trim() === "";

/** There is something here that the server does not have yet. */
export function isUnsaved(draft: Draft): boolean {
  if (draft.isDeleted) return draft.noteId !== null;
  return draft.base === null ? !isEmpty(draft) : !isSame(draft, draft.base);
}

/** Only the server's notes can tell on what this follows: an answer got lost, or nobody has chosen from two versions. */
export const isInDoubt = ({ noteId, base, sent, theirs }: Draft): boolean =>
  sent !== null || theirs !== null || (noteId !== null && base === null);

/** What was changed here, and only that. */
export function changesOf({ title, content, base }: Draft): Partial<Words> {
  return {
    ...(title === base?.title ? {} : { title }),
    ...(content === base?.content ? {} : { content }),
  };
}

/** As the server counts: an emoji is one character. */
export const lengthOf = (text: string): number => [...text].length;
export const isTooLong = (draft: Words): boolean =>
  lengthOf(draft.title) > TITLE_MAX || lengthOf(draft.content) > CONTENT_MAX;

export type Choice = "mine" | "theirs" | "both";

/** Somebody has looked at both versions. */
export function chosen(draft: Draft, choice: Choice): Draft {
  const { theirs } = draft;
  if (!theirs) return draft;
  const settled = { ...draft, base: theirs, theirs: null };
  if (choice === "mine") return settled;
  if (choice === "theirs") return { ...settled, title: theirs.title, content: theirs.content };
  const ownTitle = draft.title === theirs.title || theirs.title === "" ? [] : [draft.title];
  const ownContent = draft.content === theirs.content ? [] : [draft.content];
  const parts = [theirs.content, [...ownTitle, ...ownContent].join("\n")];
  return { ...settled, title: theirs.title || draft.title, content: parts.filter((part) => part.trim()).join("\n\n") };
}
