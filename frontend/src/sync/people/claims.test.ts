import { afterEach, expect, test, vi } from "vitest";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

import { Claims } from "./claims";
import { hash, HUES } from "./colours";
import type { RosterPerson } from "../line/frames";

const opened: Y.Doc[] = [];
afterEach(() => {
  for (const doc of opened.splice(0)) doc.destroy();
});

function page() {
  const doc = new Y.Doc();
  opened.push(doc);
  const awareness = new Awareness(doc);
  return { awareness, claims: new Claims(awareness), client: doc.clientID };
}
const person = (participant: string, ...clients: number[]): RosterPerson => ({
  participant,
  name: null,
  role: "candidate",
  clients,
  sinceMs: 0,
  follows: null,
  leftPage: false,
});

test("a page says its name and colour in the form that stock clients draw", () => {
  const { awareness, claims, client } = page();
  claims.renew([person("a", client)], "a", "Ana");
  const user = awareness.getLocalState()?.user;
  expect(user.name).toBe("Ana");
  expect(HUES).toContain(user.color);
  expect(user.colorLight).toBe(`${user.color}33`);
});

test("a roster that never learns who this page is does not make it flee from its own colour", () => {
  vi.useFakeTimers();
  const { awareness, claims, client } = page();
  let writes = 0;
  awareness.on("change", () => {
    writes += 1;
    claims.renew([person("0-stranger", client)], "a", "Ana"); // as the room does: each change looks again
  });
  const look = () => claims.renew([person("0-stranger", client)], "a", "Ana");
  claims.watch(look, () => {});
  look();
  vi.advanceTimersByTime(10_000);
  expect(writes).toBe(1);
  vi.useRealTimers();
});

test("a newcomer claims once it knows who is here and what they claim, and waits a second for who never does", () => {
  vi.useFakeTimers();
  const { awareness, claims, client } = page();
  let roster: RosterPerson[] = [];
  const look = () => claims.renew(roster, "a", "Ana");
  const unwatch = claims.watch(look, () => {});
  const claimed = () => awareness.getLocalState()?.user?.color as string | undefined;
  look();
  expect(claimed(), "before it knows who is here").toBeUndefined();
  roster = [person("a", client), person("b", 7)];
  look();
  expect(claimed(), "before it has heard Bo").toBeUndefined();
  awareness.states.set(7, { user: { name: "Bo", color: HUES[hash("a") % HUES.length] } });
  look();
  expect(HUES).toContain(claimed());
  expect(claimed()).not.toBe(HUES[hash("a") % HUES.length]);
  unwatch();

  const other = page();
  const silent = [person("c", other.client), person("stock", 8)];
  const lookOfOther = () => other.claims.renew(silent, "c", "Cid");
  const unwatchOther = other.claims.watch(lookOfOther, () => {});
  other.awareness.states.set(8, {});
  lookOfOther();
  vi.advanceTimersByTime(900);
  expect(other.awareness.getLocalState()?.user).toBeUndefined();
  vi.advanceTimersByTime(200);
  expect(HUES).toContain(other.awareness.getLocalState()?.user?.color);
  unwatchOther();
  vi.useRealTimers();
});

test("of two who come at one time the first claims at once, and the second when it has heard that", () => {
  const [first, second] = [page(), page()];
  const roster = [
    { ...person("a", first.client), sinceMs: 1 },
    { ...person("b", second.client), sinceMs: 2 },
  ];
  const hears = (one: typeof first, other: typeof first) =>
    one.awareness.states.set(other.client, other.awareness.getLocalState() ?? {});
  first.claims.renew(roster, "a", "Ana");
  second.claims.renew(roster, "b", "Bo");
  expect(first.awareness.getLocalState()?.user, "before it has heard anything of Bo").toBeUndefined();
  hears(first, second);
  hears(second, first);
  second.claims.renew(roster, "b", "Bo");
  first.claims.renew(roster, "a", "Ana");
  expect(second.awareness.getLocalState()?.user, "before it has heard what Ana claims").toBeUndefined();
  expect(HUES).toContain(first.awareness.getLocalState()?.user?.color);
  hears(second, first);
  second.claims.renew(roster, "b", "Bo");
  expect(HUES).toContain(second.awareness.getLocalState()?.user?.color);
});

test("nobody changes colour while the line is down and awareness is empty", () => {
  const { awareness, claims, client } = page();
  const roster = [person("a", client), person("b", 7)];
  awareness.states.set(7, { user: { name: "Bo", color: HUES[5] } });
  claims.renew(roster, "a", null);
  awareness.states.delete(7);
  claims.renew(roster, "a", null);
  expect(claims.hues.get("b")).toBe(5);
});

test("who comes back has the colour that they had, whoever else is there by then", () => {
  const colours = new Set<string>();
  for (const others of [[], [person("b", 7)], [person("b", 7), person("c", 8)]]) {
    const { awareness, claims, client } = page();
    for (const [index, { clients }] of others.entries()) {
      awareness.states.set(clients[0] ?? 0, {
        user: { name: "x", color: HUES[(hash("a") + 1 + index) % HUES.length] },
      });
    }
    claims.renew([person("a", client), ...others], "a", "Ana");
    colours.add(String(awareness.getLocalState()?.user.color));
  }
  expect(colours.size).toBe(1);
});

test("however much a hundred people's carets move, claims are looked at once a frame and nothing is told", () => {
  vi.useFakeTimers();
  const { awareness, claims, client } = page();
  const others = Array.from({ length: 100 }, (_, index) => index + 1);
  const roster = [person("a", client), ...others.map((one) => person(`p${one}`, one))];
  const counted = { looks: 0, changes: 0 };
  const unwatch = claims.watch(
    () => {
      counted.looks += 1;
      claims.renew(roster, "a", "Ana");
    },
    () => (counted.changes += 1),
  );
  const move = (at: number) => {
    for (const one of others) {
      awareness.states.set(one, { user: { color: HUES[3] }, cursor: at });
      awareness.emit("change", [{ added: [], updated: [one], removed: [] }, "line"]);
    }
    vi.advanceTimersByTime(16);
  };
  move(0);
  expect(counted).toEqual({ looks: 1, changes: 1 });
  const { hues } = claims;
  for (let at = 1; at <= 50; at += 1) move(at);
  expect(counted).toEqual({ looks: 51, changes: 1 });
  expect(claims.hues, "the same, for who compares").toBe(hues);
  unwatch();
  vi.useRealTimers();
});

test("who moved to another colour and reloads alone has that colour still, and takes a free one if it is taken", () => {
  const kept = new Map<string, number>();
  const keeps = {
    hueOf: (participant: string) => kept.get(participant),
    keepHue: (participant: string, hue: number) => void kept.set(participant, hue),
  };
  const open = () => new Claims(page().awareness, () => 1_000, keeps);
  const claimedBy = ({ awareness }: Claims) => awareness.getLocalState()?.user?.color as string | undefined;
  const wanted = hash("a") % HUES.length;

  const first = open();
  first.awareness.states.set(7, { user: { name: "Bo", color: HUES[wanted], sinceMs: 1 } });
  first.renew([person("a", first.awareness.clientID), person("b", 7)], "a", "Ana");
  const moved = claimedBy(first);
  expect(moved).not.toBe(HUES[wanted]);

  const reloaded = open();
  reloaded.renew([person("a", reloaded.awareness.clientID)], "a", "Ana");
  expect(claimedBy(reloaded)).toBe(moved);

  const later = open();
  later.awareness.states.set(8, { user: { name: "Cid", color: moved, sinceMs: 1 } });
  later.renew([person("a", later.awareness.clientID), person("c", 8)], "a", "Ana");
  expect(claimedBy(later)).not.toBe(moved);
});
