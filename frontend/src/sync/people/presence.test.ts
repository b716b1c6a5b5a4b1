import { expect, test, vi } from "vitest";

import type { RosterPerson } from "../line/frames";
import { AWAY_AFTER_MS, distinctNames, GONE_AFTER_MS, missingAfter, peopleOf, phasesOf } from "./presence";

const person = (participant: string, name: string | null, role: RosterPerson["role"] = "candidate"): RosterPerson => ({
  participant,
  name,
  role,
  clients: [1],
  sinceMs: 0,
  follows: null,
  leftPage: false,
});
const animal = () => "Anonymous Otter";

test("two equal names are told apart by who came first, the same way on every page", () => {
  const ana = { id: "z", name: "Ana", sinceMs: 1 };
  const other = { id: "a", name: "ana", sinceMs: 2 };
  for (const people of [
    [ana, other],
    [other, ana],
  ]) {
    const names = distinctNames(people);
    expect([names.get("z"), names.get("a")]).toEqual(["Ana", "ana (2)"]);
  }
});

test("names are numbered alike whatever language a browser speaks, and whatever in them cannot be seen", () => {
  const turkish = vi.spyOn(String.prototype, "toLocaleLowerCase").mockImplementation(function (this: string) {
    return this.replaceAll("I", "ı").toLowerCase();
  });
  const names = distinctNames([
    { id: "a", name: "ILSE", sinceMs: 0 },
    { id: "b", name: "ilse", sinceMs: 0 },
    { id: "c", name: "Il\u200cse", sinceMs: 0 },
  ]);
  turkish.mockRestore();
  expect([...names.values()]).toEqual(["ILSE", "ilse (2)", "Il\u200cse (3)"]);
});

test("who gave no name is an anonymous animal", () => {
  expect(peopleOf([person("a", null)], [], null, 0, animal)[0]?.name).toBe("Anonymous Otter");
  expect(peopleOf([person("a", "  ")], [], null, 0, animal)[0]?.name).toBe("Anonymous Otter");
});

test("you come first, then the host", () => {
  const people = peopleOf([person("a", "Ana"), person("h", "Hugo", "host"), person("y", "Yo")], [], "y", 0, animal);
  expect(people.map((one) => one.name)).toEqual(["Yo", "Hugo", "Ana"]);
});

test("a lost person looks unchanged at first, then away, then is gone", () => {
  const missing = missingAfter([person("a", "Ana")], [], [], 1000);
  const shown = (afterMs: number) => peopleOf([], missing, null, 1000 + afterMs, animal).map((one) => one.isAway);
  expect(shown(AWAY_AFTER_MS - 1)).toEqual([false]);
  expect(shown(AWAY_AFTER_MS)).toEqual([true]);
  expect(shown(GONE_AFTER_MS - 1)).toEqual([true]);
  expect(shown(GONE_AFTER_MS)).toEqual([]);
});

test("a person who comes back is not missing any more, and later rosters do not restart the wait", () => {
  const missing = missingAfter([person("a", "Ana")], [], [], 1000);
  expect(missingAfter([], missing, [person("b", "Bo")], 3000)[0]?.sinceMs).toBe(1000);
  expect(missingAfter([], missing, [person("a", "Ana")], 3000)).toEqual([]);
});

test("a connection that says late who it is leaves no stranger behind", () => {
  const stranger = { ...person("stranger", null), clients: [7] };
  const ana = { ...person("a", "Ana"), clients: [1, 7] };
  expect(missingAfter([stranger], [], [ana], 0)).toEqual([]);
  expect(missingAfter([{ ...stranger, clients: [] }], [], [ana], 0)).toEqual([]);
});

test("time changes who is shown only when somebody is away, and when they are gone", () => {
  const missing = [0, 1_000].map((sinceMs) => ({ person: person(`p${sinceMs}`, "Ana"), sinceMs }));
  const phases = Array.from({ length: 100 }, (_, tick) => phasesOf(missing, tick * 500));
  const turns = phases.flatMap((phase, tick) => (tick > 0 && phase !== phases[tick - 1] ? [tick * 500] : []));
  expect(turns).toEqual([AWAY_AFTER_MS, 1_000 + AWAY_AFTER_MS, GONE_AFTER_MS, 1_000 + GONE_AFTER_MS]);
});
