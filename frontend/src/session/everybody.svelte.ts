// Everybody in the room as the page shows them. Made anew when somebody comes, goes, turns away or changes: not with each
// edit, each tick of the clock or each caret that moves, of which there are many where people are.
import { untrack } from "svelte";

import { HUES, preferredOf, shownHues } from "../sync/people/colours";
import type { RosterPerson } from "../sync/line/frames";
import { byClient, type Missing, peopleOf, type Person, phasesOf } from "../sync/people/presence";
import { nameless } from "./nameless";
import type { RoomModel } from "./room.svelte";

const NOBODY: readonly RosterPerson[] = [];
const NONE: readonly Missing[] = [];
const NO_HUES: ReadonlyMap<string, number> = new Map();

export class Everybody {
  readonly #roster = $derived.by(() => this.model.view?.roster.people ?? NOBODY);
  readonly #missing = $derived.by(() => this.model.view?.missing ?? NONE);
  readonly #claimed = $derived.by(() => this.model.view?.hues ?? NO_HUES);
  readonly #shown = $derived(
    shownHues(
      this.#roster.map(({ participant }) => participant),
      this.#claimed,
    ),
  );
  readonly #you = $derived.by(() => this.model.state?.participant ?? null);
  readonly #phases = $derived.by(() => phasesOf(this.#missing, this.model.nowMs));
  readonly people: Person[] = $derived.by(() => {
    void this.#phases;
    const nowMs = untrack(() => this.model.nowMs);
    return peopleOf(this.#roster, this.#missing, this.#you, nowMs, nameless);
  });
  /** Whose caret an awareness client is; a client that the roster does not know has none to show, and who only reads
   * would only distract. */
  readonly owners: ReadonlyMap<number, { name: string; color: string }> = $derived(
    byClient(this.#writers, ({ name, participant }) => ({ name, color: this.colourOf(participant) })),
  );

  get #writers(): Person[] {
    return this.people.filter(({ role }) => role !== "observer");
  }

  constructor(readonly model: RoomModel) {}

  colourOf(participant: string): string {
    return HUES[this.#shown.get(participant) ?? this.#claimed.get(participant) ?? preferredOf(participant)] ?? HUES[0];
  }
}
