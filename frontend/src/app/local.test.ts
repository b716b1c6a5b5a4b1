import { expect, test } from "vitest";

import { cleanName, NAME_MAX, openLocal, type OwnSession, SESSIONS_MAX, type Store } from "./local";

const memoryStore = (): Store & { items: Map<string, string> } => {
  const items = new Map<string, string>();
  return { items, getItem: (key) => items.get(key) ?? null, setItem: (key, value) => void items.set(key, value) };
};
const session = (roomId: string, more: Partial<OwnSession> = {}): OwnSession => ({
  roomId,
  sessionId: `id-${roomId}`,
  hostToken: `host-${roomId}`,
  title: null,
  createdAt: "2026-11-20T10:00:00Z",
  observerUrl: null,
  replayUrl: null,
  endedAt: null,
  ...more,
});

test("a browser stays the same person between visits", () => {
  const store = memoryStore();
  const key = openLocal(store).key();
  expect(key).toMatch(/^[0-9a-f]{32}$/);
  expect(openLocal(store).key()).toBe(key);
});

test("the newest own session comes first, and a known one keeps its observer link", () => {
  const local = openLocal(memoryStore());
  local.remember(session("a", { observerUrl: "/o/x" }));
  local.amend("a", { reportUrl: "/report/x" });
  local.remember(session("b"));
  local.remember(session("a", { title: "Interview" }));
  expect(local.sessions().map((one) => one.roomId)).toEqual(["b", "a"]);
  expect(local.session("a")).toMatchObject({ title: "Interview", observerUrl: "/o/x", reportUrl: "/report/x" });
});

test("a forgotten session takes its host token with it", () => {
  const store = memoryStore();
  const local = openLocal(store);
  local.remember(session("a"));
  local.forget("a");
  expect([...store.items.values()].join()).not.toContain("host-a");
});

test("a store that refuses does not break the page, and the visit still remembers", () => {
  const refusing: Store = {
    getItem: () => {
      throw new Error("denied");
    },
    setItem: () => {
      throw new Error("denied");
    },
  };
  const local = openLocal(refusing);
  expect(local.key()).toBe(local.key());
  local.remember(session("a"));
  expect(local.session("a")?.hostToken).toBe("host-a");
});

test("settings that make no sense fall back to the defaults", () => {
  const store = memoryStore();
  store.setItem("codesala.settings", '{"fontSizePx": 900, "wrapsLines": "yes", "language": "fr"}');
  expect(openLocal(store).settings()).toEqual({
    fontSizePx: 14,
    wrapsLines: false,
    hidesCursors: false,
    language: null,
  });
});

test("a name is one line without invisible characters", () => {
  expect(cleanName("  Ana \n\u200b María ")).toBe("Ana María");
  expect(cleanName(" \u200b ")).toBeNull();
  expect([...(cleanName("x".repeat(99)) ?? "")].length).toBe(NAME_MAX);
});

test("a name keeps the joiners that are letters of it, and no others", () => {
  for (const name of ["مه\u200cناز", "क्\u200dष", "👩\u200d💻 Ana"]) expect(cleanName(` ${name} `)).toBe(name);
  expect(cleanName("\u200dAna \u200c\u200d María\u200c")).toBe("Ana María");
  expect(cleanName("\u200d")).toBeNull();
});

test("where no more sessions fit, ended ones go first, oldest first, and it is told how many live ones went", () => {
  const local = openLocal(memoryStore());
  const ended = { endedAt: "2026-11-20T11:00:00Z" };
  for (let n = 0; n < SESSIONS_MAX; n += 1) local.remember(session(`${n}`, n === 5 || n === 7 ? ended : {}));
  const has = (n: number) => local.session(`${n}`) !== null;
  local.remember(session("one more"));
  expect([has(0), has(5), has(7)]).toEqual([true, false, true]);
  local.remember(session("two more"));
  expect([has(0), has(7), local.lost()]).toEqual([true, false, 0]);
  local.remember(session("three more"));
  expect([has(0), has(1), local.lost()]).toEqual([false, true, 1]);
  expect(local.sessions()).toHaveLength(SESSIONS_MAX);
  expect(local.sessions()[0]?.roomId).toBe("three more");
});
