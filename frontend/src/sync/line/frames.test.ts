import { expect, test } from "vitest";

import { parseEvent } from "../events";
import { countedKind, encodeFrame, FRAME, parseRoster, parseState } from "./frames";

const state = {
  role: "candidate",
  participant: "k3J",
  can_write: true,
  notice: null,
  session: { title: null, language: "python", status: "live" },
  limits: { frame_bytes: 4194304, document_bytes: 2097152, files: 40 },
};

test("a state frame becomes the room's state, and unknown keys are ignored", () => {
  const parsed = parseState(JSON.stringify({ ...state, later: 1 }));
  expect(parsed).toMatchObject({ role: "candidate", canWrite: true, language: "python", title: null });
  expect(parsed?.limits).toEqual({ frameBytes: 4194304, documentBytes: 2097152, files: 40 });
});

test("a state frame without limits or with an unknown role is not believed", () => {
  expect(parseState(JSON.stringify({ ...state, limits: undefined }))).toBeNull();
  expect(parseState(JSON.stringify({ ...state, role: "admin" }))).toBeNull();
  expect(parseState("no json")).toBeNull();
});

test("whoever may write is told so in so many words", () => {
  expect(parseState(JSON.stringify({ ...state, can_write: "yes" }))?.canWrite).toBe(false);
});

test("a roster keeps what it understands", () => {
  const people = [
    { participant: "a", name: "Ana", role: "host", since: 7, clients: [1, -2, "3"] },
    { name: "nobody" },
    null,
  ];
  expect(parseRoster(JSON.stringify({ people }))).toEqual({
    people: [{ participant: "a", name: "Ana", role: "host", clients: [1], sinceMs: 7, follows: null, leftPage: false }],
    waiting: [],
  });
});

test("a roster says who follows whom and, to hosts, who waits", () => {
  const people = [{ participant: "a", name: "Ana", role: "host", clients: [], follows: "b" }];
  const ben = { participant: "c", name: null, role: "candidate" };
  const waiting = [ben, { ...ben, was_removed: true }, { participant: "d", role: "replay" }, 1];
  const roster = parseRoster(JSON.stringify({ people, waiting }));
  expect(roster?.people[0]?.follows).toBe("b");
  expect(roster?.waiting).toEqual([
    { ...ben, wasRemoved: false },
    { ...ben, wasRemoved: true },
  ]);
});

test("a state frame tells of locks, the lobby and the countdown, and by which clock", () => {
  const session = { ...state.session, is_locked: true, runs_disabled: true, has_lobby: true, shares_code: true };
  const timer = { started_at: 1_790_000_000_000, seconds: 600 };
  const parsed = parseState(JSON.stringify({ ...state, now: 1_790_000_000_500, session: { ...session, timer } }));
  expect(parsed).toMatchObject({ isLocked: true, runsDisabled: true, hasLobby: true, sharesCode: true });
  expect(parsed?.timer).toEqual({ startedAtMs: 1_790_000_000_000, seconds: 600 });
  expect(parsed?.nowMs).toBe(1_790_000_000_500);
  const odd = parseState(JSON.stringify({ ...state, session: { ...session, is_locked: 1, timer: { seconds: "9" } } }));
  expect(odd).toMatchObject({ isLocked: false, timer: null, nowMs: null });
});

test("events of a session's life keep who did it and what", () => {
  const by = { at: 1, participant: "h", name: "Ana" };
  expect(parseEvent(JSON.stringify({ type: "removed", ...by, who: "c" }))).toEqual({
    type: "removed",
    ...by,
    who: "c",
  });
  expect(parseEvent(JSON.stringify({ type: "timer", ...by, seconds: null }))).toMatchObject({ seconds: null });
  expect(parseEvent(JSON.stringify({ type: "link_rotated", ...by, role: "replay" }))).toMatchObject({ role: "replay" });
  expect(parseEvent(JSON.stringify({ type: "ended", at: 1, by: "idle" }))).toMatchObject({ participant: null });
});

test("an event of a kind that this page does not know is dropped", () => {
  expect(parseEvent(JSON.stringify({ type: "run", at: 1 }))).toBeNull();
});

test("only SyncStep2 and Update are counted", () => {
  expect(countedKind(new Uint8Array([0, 0, 1, 0]))).toBeNull();
  expect(countedKind(new Uint8Array([0, 1, 2, 0, 0]))).toBe("step2");
  expect(countedKind(new Uint8Array([0, 2, 2, 0, 0]))).toBe("update");
  expect(countedKind(new Uint8Array([1, 1]))).toBeNull();
});

test("hello is the type and a JSON string", () => {
  const frame = encodeFrame(FRAME.hello, { name: "Zoë" });
  expect(frame[0]).toBe(110);
  expect(frame[1]).toBe(new TextEncoder().encode('{"name":"Zoë"}').length);
});
