// The text for a mail to the candidate: what it is, the way in, what one needs, and what is recorded.
import { invitation } from "../words/room/invitation";
import { joining } from "../words/outside/joining";
import { personal } from "../app/personal.svelte";

export function invitationTo(title: string, url: string): string {
  const { join, needs, recorded, before } = personal.of(invitation);
  const told = personal.of(joining);
  return [
    title,
    `${join}\n${url}`,
    needs,
    [recorded, ...told.recorded.map((line) => `- ${line}`), told.notRecorded].join("\n"),
    before,
  ].join("\n\n");
}
