import { unzipSync } from "fflate";
import { render } from "svelte/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";

import { lineLost } from "../../sync/line/connection";
import { Absent } from "../../sync/people/absent";
import type { RoomView } from "../../sync/room";
import { personal } from "../../app/personal.svelte";
import { RoomModel } from "../../session/room.svelte";
import StatusLine from "./StatusLine.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what Ctrl+S says follows what is true: on its way, then on disk", async () => {
  personal.settings = { ...personal.settings, language: "en" };
  await personal.learn();
  const link = { role: "candidate", language: "python", title: null, can_write: true };
  const model = new RoomModel({ token: "t", link, own: null } as never, {} as never, "http://x/");
  const view = { connection: { kind: "live" }, kept: "kept", hasText: true };
  const said = () => render(StatusLine, { props: { model, position: { line: 1, column: 1 } } }).body;
  model.view = { ...view, pendingSinceMs: Date.now() } as unknown as RoomView;
  model.flash();
  expect(said()).toContain("on their way");
  model.view = { ...view, pendingSinceMs: null } as unknown as RoomView;
  expect(said()).toContain("is on the server's disk");
});

test("a clock that is set back holds up nothing: news, the strip, who is gone, the countdown", async () => {
  vi.stubGlobal("navigator", { platform: "" });
  personal.settings = { ...personal.settings, language: "en" };
  await personal.learn();
  const model = new RoomModel({ token: "t", link: {}, own: null } as never, {} as never, "http://x/");
  model.wake();
  const absent = new Absent();
  const ana = { participant: "a", name: "Ana", role: "candidate", clients: [1], sinceMs: 1, follows: null };
  absent.rosterChanged([ana as never], []);
  model.tell("told");
  const sinceMs = model.nowMs;
  model.view = {
    connection: lineLost({ kind: "live" }, sinceMs, null),
    state: { timer: { startedAtMs: sinceMs, seconds: 60 } },
    ...{ roster: { people: [], waiting: [] }, missing: absent.shown, hues: new Map(), clockOffsetMs: 0 },
    ...{ pendingSinceMs: null, kept: "no" },
  } as unknown as RoomView;
  expect([model.shownNews?.text, model.banner, model.people.length]).toEqual(["told", null, 1]);
  vi.setSystemTime(Date.now() - 3_600_000);
  model.wake();
  expect(model.life.leftMs).toBe(60_000);
  vi.advanceTimersByTime(31_000);
  model.wake();
  expect([model.shownNews, model.banner, model.people.length]).toEqual([null, "reconnecting", 0]);
  expect(model.life.leftMs).toBe(29_000);
});

test("who is outside with unsaved work sees the text of every file, whichever is open", async () => {
  vi.stubGlobal("navigator", { platform: "" });
  const { default: Outside } = await import("../outside/Outside.svelte");
  personal.settings = { ...personal.settings, language: "en" };
  await personal.learn();
  const link = { role: "candidate", language: "python", title: null, can_write: true };
  const model = new RoomModel({ token: "t", link, own: null } as never, {} as never, "http://x/");
  const doc = new Y.Doc();
  const text = doc.getText("code");
  text.insert(0, "in main");
  doc.getText("f1").insert(0, "in util");
  model.room = { text, awareness: { doc } } as never;
  model.view = { connection: { kind: "closed", reason: "ended" }, pendingSinceMs: Date.now() } as unknown as RoomView;
  const { body } = render(Outside, { props: { model } });
  expect(body).toContain("in main");
  expect(body).toContain("in util");
});

test("who takes along what they wrote takes all files, whichever is open, also once the line is down", async () => {
  const link = { role: "candidate", language: "python", title: null, can_write: true };
  const model = new RoomModel({ token: "t", link, own: null } as never, {} as never, "http://x/");
  const doc = new Y.Doc();
  const text = doc.getText("code");
  text.insert(0, "in main");
  doc.getText("file:2").insert(0, "in util");
  const view = {
    connection: { kind: "closed", reason: "disagreement" },
    state: {
      files: [
        { id: "main", path: "main.py", root: "code" },
        { id: "2", path: "lib/util.py", root: "file:2" },
      ],
    },
  } as unknown as RoomView;
  const awareness = { doc, on: vi.fn(), getStates: () => new Map() };
  model.room = { text, awareness, onChange: vi.fn(), onEvent: vi.fn(), view: () => view } as never;
  model.view = view;
  const files = await model.needFiles();
  expect(files.allText).toBe("==> main.py <==\nin main\n\n==> lib/util.py <==\nin util");

  const saved = { href: "", download: "", click: vi.fn() };
  const contents: Blob[] = [];
  vi.stubGlobal("document", { createElement: () => saved });
  vi.spyOn(URL, "createObjectURL").mockImplementation((content) => `blob:${contents.push(content as Blob)}`);
  files.saveAll();
  expect(saved.click).toHaveBeenCalledOnce();
  expect(saved.download).toMatch(/^codesala-.*\.zip$/);
  const zip = unzipSync(new Uint8Array((await contents[0]?.arrayBuffer()) ?? []));
  const read = Object.entries(zip).map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]);
  expect(read).toEqual([
    ["main.py", "in main"],
    ["lib/util.py", "in util"],
  ]);
});

test("a file that others made and wrote before this page knew of it is marked as changed, unless it was there first", async () => {
  const { FilesModel } = await import("../../panes/files");
  for (const hadOne of [true, false]) {
    const model = new RoomModel({ token: "t", link: {}, own: null } as never, {} as never, "http://x/");
    const doc = new Y.Doc();
    doc.getText("file:2").insert(0, "one = 1");
    const files = [
      { id: "main", path: "main.py", root: "code" },
      { id: "2", path: "util.py", root: "file:2" },
    ];
    const view = { connection: { kind: "live" }, state: { files } } as unknown as RoomView;
    const awareness = { doc, on: vi.fn(), getStates: () => new Map() };
    model.room = {
      text: doc.getText("code"),
      awareness,
      onChange: vi.fn(),
      onEvent: vi.fn(),
      view: () => view,
    } as never;
    model.view = view;
    expect(new FilesModel(model, hadOne).unseen).toEqual(hadOne ? ["file:2"] : []);
  }
});

test("files whose part comes while the room is opened anew are no files of a room that is gone", async () => {
  const link = { role: "candidate", language: "python", title: null, can_write: true };
  const model = new RoomModel({ token: "t", link, own: null } as never, {} as never, "http://x/");
  const opened = (written: string) => {
    const doc = new Y.Doc();
    const text = doc.getText("code");
    text.insert(0, written);
    const awareness = { doc, on: vi.fn(), getStates: () => new Map() };
    model.room = { text, awareness, onChange: vi.fn(), onEvent: vi.fn(), view: () => null } as never;
  };
  opened("before");
  const coming = model.needFiles();
  model.room = null;
  await coming;
  opened("the session's text");
  expect(model.code).toBe("the session's text");
});
