import { expect, test } from "vitest";

import type { Connection } from "../sync/connection";
import { type Chip, chipOf } from "./chip";

const live: Connection = { kind: "live" };
const down: Connection = { kind: "reconnecting", sinceMs: 0, retryAtMs: null, isBusy: false };
const closed: Connection = { kind: "closed", reason: "ended" };
const connecting: Connection = { kind: "connecting" };
const now = 100_000;

const rows: [string, Connection, number | null, boolean, Chip][] = [
  ["up with nothing pending is saved", live, null, true, "saved"],
  ["up and pending for a moment does not flicker", live, now - 900, true, "saved"],
  ["up and pending for over a second is saving", live, now - 1_100, true, "saving"],
  ["up and pending for over four seconds is not saved yet", live, now - 4_100, true, "notSavedYet"],
  ["down with nothing pending is reconnecting", down, null, false, "reconnecting"],
  ["down and kept on this device says so, from the first moment", down, now, true, "offlineKept"],
  ["down and not kept is not saved, from the first moment", down, now, false, "notSaved"],
  ["closed with nothing pending is disconnected", closed, null, true, "closed"],
  ["closed with work that is kept is offline", closed, now, true, "offlineKept"],
  ["closed with work that is not kept is not saved", closed, now, false, "notSaved"],
  ["the first connection is neither saved nor lost", connecting, null, false, "connecting"],
  ["work of an earlier visit waits for the first connection", connecting, now, true, "connecting"],
];

test.each(rows)("%s", (_sentence, connection, pendingSinceMs, isKept, chip) => {
  expect(chipOf(connection, pendingSinceMs, isKept, now)).toBe(chip);
});

test("saved is said with a connection only", () => {
  for (const connection of [down, closed, connecting]) {
    for (const pending of [null, now]) {
      for (const isKept of [true, false]) expect(chipOf(connection, pending, isKept, now)).not.toBe("saved");
    }
  }
});
