// What the server says of a session in this browser's list: whether it has ended or is gone, and who was there.
import type { Api } from "../../api/client";
import { openErasing } from "../../api/erasing";
import type { Local, OwnSession } from "../../app/local";

/** `people`: names, null where nobody says; `isOver`: the server answers no more of these for now. */
type Heard = { people: string | null; isOver: boolean };

/** What is heard is remembered in this browser, but for the names: who is erased is not kept here. */
export async function askOf(session: OwnSession, local: Local, api: Api, base: string): Promise<Heard> {
  const { roomId, hostToken } = session;
  const linked = await api.link(hostToken);
  if (linked.kind === "not-found") {
    // A host whose link was replaced may still come in as others do; of a deleted session nothing leads anywhere.
    const { kind } = await api.link(roomId);
    if (kind === "not-found") local.forget(roomId);
    return { people: null, isOver: kind === "too-many" };
  }
  if (linked.kind !== "done") return { people: null, isOver: linked.kind === "too-many" };
  local.amend(roomId, { endedAt: linked.value.ended_at });
  const were = await openErasing(base, session).participants();
  if (were.kind !== "done") return { people: null, isOver: were.kind === "too-many" };
  const names = were.value.flatMap(({ name }) => name ?? []);
  return { people: [...new Set(names)].join(", "), isOver: false };
}
