// The colours of a record are those that people had in the room.
import { expect, test } from "vitest";

import type { RecordedPerson } from "../../record/answer";
import { chooseHue, type Claim, HUES } from "../../sync/people/colours";
import { People } from "./people";

const person = (participant: string, met: number[]): RecordedPerson => ({
  ...{ participant, met, name: participant, role: "candidate" },
});
const shown = (people: RecordedPerson[]) =>
  new People({ people }, "somebody", "erased", () => "nameless").list.map(({ color }) => color);

test("who comes after others have left has the colour of the room, also one that somebody had before", () => {
  const names = Array.from({ length: 40 }, (_, at) => `person ${at}`);
  const host = chooseHue("host", [], 0);
  for (const [at, name] of names.entries()) {
    // One candidate after the other, alone with the host.
    const inRoom = names.slice(0, at + 1).map((one, n) => chooseHue(one, [host], n + 1).hue);
    const told = [person("host", []), ...names.slice(0, at + 1).map((one) => person(one, [0]))];
    expect(shown(told), name).toEqual([host, ...inRoom.map((hue) => ({ hue }))].map(({ hue }) => HUES[hue]));
  }
});

test("nobody has the colour of whom they met, while there are ten or fewer", () => {
  const claims: Claim[] = [];
  const people = Array.from({ length: 10 }, (_, at) => person(`guest ${at}`, [...Array(at).keys()]));
  for (const { participant } of people) claims.push(chooseHue(participant, claims, claims.length));
  expect(shown(people)).toEqual(claims.map(({ hue }) => HUES[hue]));
  expect(new Set(shown(people)).size).toBe(10);
});
