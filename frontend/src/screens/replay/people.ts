// The people of a record: one name and one colour each, the same at every moment. The colour is that of the room, where
// people choose among those who are there; who comes back while somebody else has theirs moves there, and here others do.
import type { RecordedPerson } from "../../record/answer";
import type { SessionRecord } from "../../record/record";
import { chooseHue, type Claim, HUES } from "../../sync/people/colours";
import { distinctNames } from "../../sync/people/presence";

export interface Known extends RecordedPerson {
  name: string;
  color: string;
}

/** Such an id stands in the record for somebody who was erased from it. */
const isErased = (participant: string): boolean => participant.startsWith("erased-");

export class People {
  readonly list: readonly Known[];
  readonly #known = new Map<string, Known>();

  constructor(
    record: Pick<SessionRecord, "people"> | null,
    readonly someone: string,
    erased: string,
    nameless: (participant: string, role: string | null) => string,
  ) {
    const people = record?.people ?? [];
    const names = distinctNames(
      people.map(({ participant, name, role }, index) => ({
        id: participant,
        sinceMs: index, // the record lists them as they came
        name: isErased(participant) ? erased : name?.trim() || nameless(participant, role),
      })),
    );
    const claims: Claim[] = [];
    this.list = people.map((person) => {
      const { participant } = person;
      const claim = chooseHue(
        participant,
        person.met.flatMap((place) => claims[place] ?? []),
        claims.length,
      );
      claims.push(claim);
      const known = { ...person, name: names.get(participant) ?? "", color: HUES[claim.hue] ?? HUES[0] };
      this.#known.set(participant, known);
      return known;
    });
  }

  find(participant: string | null): Known | null {
    return this.#known.get(participant ?? "") ?? null;
  }

  /** A name as the record has it, or as it was told with what happened. */
  nameOf(participant: string | null, told: string | null = null): string {
    return this.find(participant)?.name ?? told ?? this.someone;
  }
}
