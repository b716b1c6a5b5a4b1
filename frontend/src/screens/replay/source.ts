// Where a record comes from, page by page: the server, or the file that holds the player.
import { isShut } from "../../api/files";
import { type Cursor, type Page, pageOf } from "../../record/answer";

/** A moment that is not of the record: a note. */
export interface OwnMark {
  title: string;
  atMs: number;
}

export type PageOutcome =
  | { kind: "page"; page: Page }
  | { kind: "not-found" }
  /** Something came in between what was handed out already: reading begins again. */
  | { kind: "changed" }
  | { kind: "unreadable" }
  /** The server has ended at it too often to read it again. */
  | { kind: "shut" }
  | { kind: "unreachable"; retryAfterS: number };

/** Null asks for the first page. */
export type Source = (after: Cursor | null) => Promise<PageOutcome>;

const TIMEOUT_MS = 30_000;
const RETRY_S = 5;

export function serverSource(token: string, base: string): Source {
  return async (after) => {
    const address = new URL(`api/links/${encodeURIComponent(token)}/replay`, base);
    if (after !== null) address.searchParams.set("after", String(after));
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (await isShut(answer)) return { kind: "shut" };
      if (answer.status === 429 || answer.status >= 500) {
        return { kind: "unreachable", retryAfterS: Number(answer.headers.get("Retry-After")) || RETRY_S };
      }
      if (answer.status === 409) return { kind: "changed" };
      if (!answer.ok) return { kind: "not-found" };
      return outcomeOf(await answer.json());
    } catch {
      return { kind: "unreachable", retryAfterS: RETRY_S };
    }
  };
}

/** A record that is there in full. */
export function textSource(json: string): Source {
  return () => {
    try {
      return Promise.resolve(outcomeOf(JSON.parse(json)));
    } catch {
      return Promise.resolve({ kind: "unreadable" });
    }
  };
}

function outcomeOf(body: unknown): PageOutcome {
  const page = pageOf(body);
  return page ? { kind: "page", page } : { kind: "unreadable" };
}
