import { expect, test } from "vitest";

import { placeOf, replayAddress, reportAddress, roomAddress, roomIdOf, sharedAddress, socketAddress } from "./links";

const base = "https://example.org/tools/codesala/";

test("each kind of link leads to its place, under a sub-path as well", () => {
  expect(placeOf(`${base}s/abc`, base)).toEqual({ kind: "room", roomId: "abc" });
  expect(placeOf(`${base}s/abc/?x=1#y`, base)).toEqual({ kind: "room", roomId: "abc" });
  expect(placeOf(`${base}o/abc`, base)).toEqual({ kind: "observe", token: "abc" });
  expect(placeOf(`${base}h/abc`, base)).toEqual({ kind: "host", token: "abc" });
  expect(placeOf(`${base}s/abc/replay#t=5`, base)).toEqual({ kind: "replay", roomId: "abc" });
  expect(placeOf(replayAddress("a-b", base), base)).toEqual({ kind: "replay", roomId: "a-b" });
  expect(placeOf(`${base}r/abc`, base)).toEqual({ kind: "shared-replay", token: "abc" });
  expect(placeOf(`${base}report/abc`, base)).toEqual({ kind: "shared-report", token: "abc" });
  for (const withNotes of [true, false]) {
    const report = { kind: "report", roomId: "a-b", withNotes };
    expect(placeOf(reportAddress("a-b", base, withNotes), base)).toEqual(report);
  }
  expect(placeOf(base, base)).toEqual({ kind: "home" });
  expect(placeOf(`${base}sample`, base)).toEqual({ kind: "sample" });
  expect(placeOf("https://example.org/tools/codesala", base)).toEqual({ kind: "home" });
  expect(placeOf("https://example.org/s/abc", "https://example.org/")).toEqual({ kind: "room", roomId: "abc" });
});

test("a mistyped address is no room", () => {
  for (const path of ["s/", "s", "x/abc", "s/a/b", "s/a/replay/b", "o/a/replay", "s//replay", "session/abc"]) {
    expect(placeOf(base + path, base), path).toEqual({ kind: "unknown" });
  }
});

test("what was copied along with a link from a sentence does not belong to it", () => {
  for (const around of [".", ",", "%20", "%20.", ")", "%22", "%C2%BB", "%3E."]) {
    expect(placeOf(`${base}s/aB-c_1${around}`, base), around).toEqual({ kind: "room", roomId: "aB-c_1" });
    expect(placeOf(`${base}o/aB-c_1${around}/`, base), around).toEqual({ kind: "observe", token: "aB-c_1" });
  }
  expect(placeOf(`${base}s/%20abc`, base)).toEqual({ kind: "room", roomId: "abc" });
  expect(placeOf(`${base}s/a.b`, base)).toEqual({ kind: "room", roomId: "a.b" }); // no link of ours: it leads nowhere
});

test("the socket is where the page is", () => {
  expect(socketAddress(base)).toBe("wss://example.org/tools/codesala/ws");
  expect(socketAddress("http://localhost:8000/")).toBe("ws://localhost:8000/ws");
});

test("a room is found in its share link and gives the same link again", () => {
  expect(roomIdOf("https://example.org/tools/codesala/s/a-b_C1")).toBe("a-b_C1");
  expect(roomIdOf("https://example.org/o/abc")).toBeNull();
  expect(roomAddress("a-b_C1", base)).toBe(`${base}s/a-b_C1`);
});

test("a link from the server is shown under the address that this browser uses", () => {
  expect(sharedAddress("http://localhost:8000/s/abc", base)).toBe(`${base}s/abc`);
  expect(sharedAddress("/o/abc", base)).toBe(`${base}o/abc`);
  expect(sharedAddress("http://localhost:8000/report/abc", base)).toBe(`${base}report/abc`);
});
