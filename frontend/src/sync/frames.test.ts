import { expect, test } from "vitest";

import { countedKind, encodeFrame, FRAME, parseEvent, parseRoster, parseState } from "./frames";

const state = {
  role: "candidate",
  participant: "k3J",
  can_write: true,
  notice: null,
  session: { title: null, language: "python", status: "live" },
  limits: { frame_bytes: 4194304, document_bytes: 2097152 },
};

test("a state frame becomes the room's state, and unknown keys are ignored", () => {
  const parsed = parseState(JSON.stringify({ ...state, later: 1 }));
  expect(parsed).toMatchObject({ role: "candidate", canWrite: true, language: "python", title: null });
  expect(parsed?.limits).toEqual({ frameBytes: 4194304, documentBytes: 2097152 });
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
  const people = [{ participant: "a", name: "Ana", role: "host", clients: [1, -2, "3"] }, { name: "nobody" }, null];
  expect(parseRoster(JSON.stringify({ people }))).toEqual([
    { participant: "a", name: "Ana", role: "host", clients: [1] },
  ]);
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
