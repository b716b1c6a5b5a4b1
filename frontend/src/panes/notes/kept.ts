// Words that are not on the server yet, kept in this tab's own storage, which no other tab sees, until they are.
import { isObject } from "../../sync/json";
import type { Draft, Version, Words } from "./drafts";

export type TabStore = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** `name`: of what is kept, with the id of the session that it belongs to. `read` parses what may be anything. */
export function openKept<T>(store: TabStore | null, name: string, read: (value: unknown) => T | null) {
  const key = `codesala.${name}`;
  return {
    get(): T | null {
      try {
        return read(JSON.parse(store?.getItem(key) ?? "null"));
      } catch {
        return null;
      }
    },
    set(value: T | null): void {
      try {
        if (value === null) store?.removeItem(key);
        else store?.setItem(key, JSON.stringify(value));
      } catch {
        // full: the page still holds it, and warns before it is closed
      }
    },
  };
}

export function readDrafts(value: unknown): Draft[] | null {
  return Array.isArray(value) ? value.flatMap((one) => readDraft(one) ?? []) : null;
}

function readDraft(value: unknown): Draft | null {
  if (!isObject(value) || !hasWords(value)) return null;
  const { key, noteId, author, momentMs, base, title, content } = value;
  if (typeof key !== "string" || typeof momentMs !== "number" || !Number.isFinite(momentMs)) return null;
  return {
    ...{ key, title, content, momentMs },
    noteId: typeof noteId === "string" ? noteId : null,
    author: typeof author === "string" ? author : null,
    base: readVersion(base),
    sent:
      isObject(value.sent) && hasWords(value.sent) ? { title: value.sent.title, content: value.sent.content } : null,
    theirs: readVersion(value.theirs),
    isDeleted: value.isDeleted === true,
  };
}

function readVersion(value: unknown): Version | null {
  if (!isObject(value) || !hasWords(value) || typeof value.updatedAt !== "string") return null;
  return { title: value.title, content: value.content, updatedAt: value.updatedAt };
}

const hasWords = (value: Record<string, unknown>): value is Record<string, unknown> & Words =>
  typeof value.title === "string" && typeof value.content === "string";
