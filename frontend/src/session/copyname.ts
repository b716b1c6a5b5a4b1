// What this browser's copy of a session's text is called.
import type { CopyName } from "../sync/saved/copies";
import type { Entry } from "../app/visit.svelte";

/** By the moment in which the session was created, which each of its links tells to the microsecond, and no secret. */
export function copyNameOf({ link, own, token }: Entry): CopyName {
  return { name: link.created_at, former: `codesala:${own?.roomId ?? token}` };
}
