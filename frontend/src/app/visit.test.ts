import { beforeEach, expect, test, vi } from "vitest";

import type { Api, Link, Outcome } from "../api/client";
import { openLocal } from "./local";
import { Visit } from "./visit.svelte";

const base = "https://example.org/sub/";
const link: Link = {
  role: "candidate",
  title: null,
  language: "python",
  status: "live",
  can_write: true,
  websocket_path: "/ws/room1",
  share_url: "https://internal:8000/s/room1",
  session_id: null,
  created_at: "2026-11-20T10:00:00Z",
  ended_at: null,
  shares_code: true,
  has_lobby: false,
  retention_days: null,
  kind: "interview",
};
const hostLink: Link = { ...link, role: "host", session_id: "id1" };
const done = (value: Link): Outcome<Link> => ({ kind: "done", value });

let address = base;
beforeEach(() => {
  const go = (_state: unknown, _title: string, url: string) => {
    address = url;
  };
  vi.stubGlobal("location", {
    get href() {
      return address;
    },
  });
  vi.stubGlobal("history", { pushState: go, replaceState: go });
});

function arrive(path: string, links: Record<string, Outcome<Link>>, local = openLocal(null), mayLeave = () => true) {
  address = base + path;
  const created = vi.fn();
  const api = {
    link: (token: string) => Promise.resolve(links[token] ?? { kind: "not-found" }),
    createSession: created,
  } as unknown as Api;
  return { visit: new Visit(api, local, base, () => undefined, mayLeave), created, local };
}

test("a candidate is asked for a name, and never for more", async () => {
  const { visit } = arrive("s/room1", { room1: done(link) });
  await visit.open();
  expect(visit.screen).toMatchObject({ kind: "join", entry: { token: "room1", own: null } });
});

test("a mistyped link is dead and creates nothing", async () => {
  for (const path of ["s/nonsense", "o/nonsense", "h/nonsense", "elsewhere/nonsense"]) {
    const { visit, created } = arrive(path, {});
    await visit.open();
    expect(visit.screen.kind, path).toBe("dead");
    expect(created).not.toHaveBeenCalled();
  }
});

test("a host's link leaves the address bar without its power, and a reload is still host", async () => {
  const { visit, local } = arrive("h/secret", { secret: done(hostLink), room1: done(link) });
  await visit.open();
  expect(address).toBe(`${base}s/room1`);
  expect(visit.screen).toMatchObject({ kind: "room", entry: { token: "secret", link: { role: "host" } } });
  const again = arrive("s/room1", { secret: done(hostLink), room1: done(link) }, local);
  await again.visit.open();
  expect(again.visit.screen).toMatchObject({ kind: "room", entry: { token: "secret" } });
});

test("a host whose link was withdrawn can still join as a candidate", async () => {
  const { local, visit } = arrive("h/secret", { secret: done(hostLink) });
  await visit.open();
  const later = arrive("s/room1", { room1: done(link) }, local);
  await later.visit.open();
  expect(later.visit.screen).toMatchObject({ kind: "join", entry: { token: "room1", own: null } });
});

test("the link of an ended session shows its end, never a form to join", async () => {
  const ended = done({ ...link, status: "ended", ended_at: "2026-11-20T11:00:00Z", shares_code: false });
  const { visit } = arrive("s/room1", { room1: ended });
  await visit.open();
  expect(visit.screen).toMatchObject({ kind: "ended", entry: { own: null, link: { shares_code: false } } });
});

test("links are shown under the address that this browser uses", async () => {
  const { visit } = arrive("s/room1", { room1: done(link) });
  await visit.open();
  expect(visit.screen).toMatchObject({ entry: { shareUrl: `${base}s/room1` } });
});

test("a silent server and one that asks for patience are not dead links", async () => {
  const silent = arrive("s/room1", { room1: { kind: "unreachable" } });
  await silent.visit.open();
  expect(silent.visit.screen.kind).toBe("unreachable");
  const busy = arrive("s/room1", { room1: { kind: "too-many", retryAfterS: 9 } });
  await busy.visit.open();
  expect(busy.visit.screen.kind).toBe("too-many");
});

test("an answer for an address that was left is dropped", async () => {
  const { visit } = arrive("s/room1", { room1: done(link) });
  const first = visit.open();
  address = base;
  await visit.open();
  await first;
  expect(visit.screen.kind).toBe("home");
});

test("a host's link that was left again before its answer does not put the room into the address bar", async () => {
  const { visit, local } = arrive("h/secret", { secret: done(hostLink) });
  const first = visit.open();
  address = base;
  await visit.open();
  await first;
  expect(address).toBe(base);
  expect(local.session("room1")?.hostToken, "this browser is the host all the same").toBe("secret");
});

test("who ends a session, or opens it again, is not asked whether to leave its room", async () => {
  const mayLeave = vi.fn(() => false);
  const { visit } = arrive("h/secret", { secret: done(hostLink) }, openLocal(null), mayLeave);
  await visit.open();
  address = `${base}s/room1/replay`;
  await visit.open();
  expect([visit.screen.kind, mayLeave.mock.calls.length]).toEqual(["replay", 0]);
});

test("a room with work that is not saved is left by the browser's Back only when its person says so", async () => {
  for (const path of ["h/secret", "o/watch"]) {
    const mayLeave = vi.fn(() => false);
    const watch = done({ ...link, role: "observer" });
    vi.stubGlobal("sessionStorage", { getItem: () => "watch" });
    const { visit } = arrive(path, { secret: done(hostLink), watch }, openLocal(null), mayLeave);
    await visit.open();
    const room = address;
    expect([visit.screen.kind, mayLeave.mock.calls.length]).toEqual(["room", 0]);
    address = base;
    await visit.open(true);
    expect([visit.screen.kind, address], path).toEqual(["room", room]);
    mayLeave.mockReturnValue(true);
    address = base;
    await visit.open(true);
    expect([visit.screen.kind, address], path).toEqual(["home", base]);
  }
  vi.unstubAllGlobals();
});

test("a new session begins in the language that its host last chose, if this server knows it", async () => {
  const { visit, created, local } = arrive("", {});
  local.prefer("klingon");
  created.mockResolvedValueOnce({ kind: "refused", code: "invalid", detail: null });
  created.mockResolvedValueOnce({ kind: "unreachable" });
  await visit.create();
  expect(created.mock.calls).toEqual([[{ language: "klingon" }], [{}]]);
});
