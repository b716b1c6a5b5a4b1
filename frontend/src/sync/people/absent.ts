// People whose line dropped, whom the page goes on to show for a while; but none who was removed, who is gone at once.
import { steadyMs } from "../clock";
import type { RosterPerson } from "../line/frames";
import { type Missing, missingAfter } from "./presence";

export class Absent {
  /** Another when it changes. */
  shown: readonly Missing[] = [];
  #missing: Missing[] = [];
  readonly #removed = new Set<string>();

  rosterChanged(before: readonly RosterPerson[], now: readonly RosterPerson[]): void {
    this.#missing = missingAfter(before, this.#missing, now, steadyMs());
    this.#show();
  }

  removed(participant: string): void {
    this.#removed.add(participant);
    this.#show();
  }

  admitted(participant: string): void {
    this.#removed.delete(participant);
    this.#show();
  }

  #show(): void {
    this.shown = this.#missing.filter(({ person }) => !this.#removed.has(person.participant));
  }
}
