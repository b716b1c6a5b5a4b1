import { render } from "svelte/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import * as Y from "yjs";

import type { RoomView } from "../sync/room";
import { personal } from "./personal.svelte";
import { RoomModel } from "./room.svelte";
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

test("who is outside with unsaved work sees the text of every file, whichever is open", async () => {
  vi.stubGlobal("navigator", { platform: "" });
  const { default: Outside } = await import("./life/Outside.svelte");
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
