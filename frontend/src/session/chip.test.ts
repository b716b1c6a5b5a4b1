import { expect, test } from "vitest";

import type { Connection } from "../sync/line/connection";
import type { Kept } from "../sync/saved/device";
import { type Chip, chipOf } from "./chip";

const live: Connection = { kind: "live" };
const down: Connection = { kind: "reconnecting", sinceMs: 0, answer: "none" };
const closed: Connection = { kind: "closed", reason: "ended" };
const connecting: Connection = { kind: "connecting" };
const now = 100_000;

const rows: [string, Connection, number | null, Kept, Chip][] = [
  ["up with nothing pending is saved", live, null, "kept", "saved"],
  ["up and pending for a moment does not flicker", live, now - 900, "kept", "saved"],
  ["up and pending for over a second is saving", live, now - 1_100, "kept", "saving"],
  ["up and pending for over four seconds is not saved yet", live, now - 4_100, "kept", "notSavedYet"],
  ["down with nothing pending is reconnecting", down, null, "no", "reconnecting"],
  ["down and kept on this device says so, from the first moment", down, now, "kept", "offlineKept"],
  ["down and not kept is not saved, from the first moment", down, now, "no", "notSaved"],
  ["down and on its way to this device does not claim to be there", down, now, "writing", "saving"],
  ["closed with nothing pending is disconnected", closed, null, "kept", "closed"],
  ["closed with work that is kept is offline", closed, now, "kept", "offlineKept"],
  ["closed with work that is not kept is not saved", closed, now, "no", "notSaved"],
  ["the first connection is neither saved nor lost", connecting, null, "no", "connecting"],
  ["work of an earlier visit waits for the first connection", connecting, now, "kept", "connecting"],
];

test.each(rows)("%s", (_sentence, connection, pendingSinceMs, kept, chip) => {
  expect(chipOf(connection, pendingSinceMs, kept, true, now)).toBe(chip);
});

test("saved is said with a connection only", () => {
  for (const connection of [down, closed, connecting]) {
    for (const pending of [null, now]) {
      for (const kept of ["kept", "writing", "no"] as const)
        expect(chipOf(connection, pending, kept, true, now)).not.toBe("saved");
    }
  }
});

test("who may not write is not told to go on typing: what was on its way when editing was locked is not taken", () => {
  expect(chipOf(live, now - 900, "kept", false, now)).toBe("saved");
  expect(chipOf(live, now - 5_000, "kept", false, now)).toBe("notTaken");
  expect(chipOf(live, null, "kept", false, now)).toBe("saved");
  expect(chipOf(down, now, "kept", false, now)).toBe("offlineKept");
});

test("a clock that was set back calls nothing saved that is not", () => {
  expect(chipOf(live, now + 3_600_000, "kept", true, now)).toBe("notSavedYet");
});
