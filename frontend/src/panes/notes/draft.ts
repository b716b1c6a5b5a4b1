// One's own scorecard while it is not submitted: what this tab keeps of it, and whether there is one.
import { type HostAccess, openPrivateApi } from "../../api/private";
import { readKept } from "./card";
import { openKept, type TabStore } from "./kept";

/** What is filled in here and not on the server yet. */
export const keptCard = (store: TabStore | null, sessionId: string) =>
  openKept(store, `scorecard.${sessionId}`, readKept);

/** Whether a card was begun and is not submitted; false where nobody can say. */
export async function isDraft(base: string, access: HostAccess, store: TabStore | null): Promise<boolean> {
  if (keptCard(store, access.sessionId).get()) return true;
  const cards = await openPrivateApi(base, access).scorecards();
  return cards.kind === "done" && cards.value.own?.submitted_at === null;
}
