// Who the page shows as present: the roster with names that differ, and a short memory of people whose line dropped.
// Pure: takes the time, keeps nothing.
import type { Role, RosterPerson } from "../line/frames";

/** A person who is gone is shown unchanged this long … */
export const AWAY_AFTER_MS = 5_000;
/** … then as "away" until now, then not at all. */
export const GONE_AFTER_MS = 30_000;

export interface Person {
  participant: string;
  /** Unique in the room: equal names carry a number. */
  name: string;
  role: Role;
  clients: number[];
  isYou: boolean;
  isAway: boolean;
  /** The participant whose caret this person's editor follows. */
  follows: string | null;
  leftPage: boolean;
}

/** Someone of a former roster who is not in the present one. */
export interface Missing {
  person: RosterPerson;
  sinceMs: number;
}

/** The people to remember when one roster replaces another. */
export function missingAfter(
  before: readonly RosterPerson[],
  missing: readonly Missing[],
  now: readonly RosterPerson[],
  nowMs: number,
): Missing[] {
  const present = new Set(now.map((person) => person.participant));
  const clients = new Set(now.flatMap((person) => person.clients));
  // A connection is a stranger until the server has read its hello: who turned out to be somebody else never left.
  const isKnown = (person: RosterPerson) =>
    person.clients.length > 0 ? person.clients.some((client) => !clients.has(client)) : person.name !== null;
  const known = missing.filter((one) => !present.has(one.person.participant) && nowMs - one.sinceMs < GONE_AFTER_MS);
  const left = before
    .filter(
      (person) =>
        !present.has(person.participant) && isKnown(person) && !known.some((one) => isSame(one.person, person)),
    )
    .map((person) => ({ person, sinceMs: nowMs }));
  return [...known, ...left];
}

/** What time alone changes of who is shown: how many are still remembered, and how many of them are away. */
export function phasesOf(missing: readonly Missing[], nowMs: number): string {
  const [away, gone] = [AWAY_AFTER_MS, GONE_AFTER_MS].map(
    (afterMs) => missing.filter((one) => nowMs - one.sinceMs >= afterMs).length,
  );
  return `${away} ${gone}`;
}

/** The list to show: you first, then hosts, candidates and observers, each in the roster's order. */
export function peopleOf(
  roster: readonly RosterPerson[],
  missing: readonly Missing[],
  you: string | null,
  nowMs: number,
  nameless: (participant: string, role: Role) => string,
): Person[] {
  const gone = missing.filter((one) => nowMs - one.sinceMs < GONE_AFTER_MS);
  const people = [
    ...roster.map((person) => ({ person, isAway: false, follows: person.follows })),
    ...gone.map((one) => ({ person: one.person, isAway: nowMs - one.sinceMs >= AWAY_AFTER_MS, follows: null })),
  ];
  const names = distinctNames(
    people.map(({ person }) => ({
      id: person.participant,
      sinceMs: person.sinceMs,
      name: person.name?.trim() || nameless(person.participant, person.role),
    })),
  );
  const rank = (person: Person) => (person.isYou ? -1 : ["host", "candidate", "observer"].indexOf(person.role));
  return people
    .map(({ person, isAway, follows }) => ({
      participant: person.participant,
      name: names.get(person.participant) ?? "",
      role: person.role,
      clients: person.clients,
      isYou: person.participant === you,
      isAway,
      follows,
      leftPage: person.leftPage && !isAway,
    }))
    .sort((a, b) => rank(a) - rank(b));
}

/** What there is to know of each client's person. */
export function byClient<T>(people: readonly Person[], known: (person: Person) => T): ReadonlyMap<number, T> {
  return new Map(
    people.flatMap((person) => {
      const value = known(person);
      return person.clients.map((client) => [client, value] as const);
    }),
  );
}

/** Equal names get a number, by the order of arrival, so that who was here first keeps theirs, alike on every page. */
export function distinctNames(people: readonly { id: string; name: string; sinceMs: number }[]): Map<string, string> {
  const counts = new Map<string, number>();
  const arrived = [...people].sort((a, b) => a.sinceMs - b.sinceMs || (a.id < b.id ? -1 : 1));
  return new Map(
    arrived.map(({ id, name }) => {
      const place = (counts.get(keyOf(name)) ?? 0) + 1;
      counts.set(keyOf(name), place);
      return [id, place > 1 ? `${name} (${place})` : name];
    }),
  );
}

/** Equal for names that look equal, whatever language the browser speaks; the joiners in it cannot be seen. */
const keyOf = (name: string) => name.toLowerCase().replace(/[\u200c\u200d]/g, "");

const isSame = (one: RosterPerson, other: RosterPerson) => one.participant === other.participant;
