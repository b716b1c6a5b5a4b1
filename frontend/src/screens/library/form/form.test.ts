import { expect, test } from "vitest";

import type { Outcome } from "../../../api/client";
import { type Calls, differences, Form, type Saved } from "./form.svelte";
import { Keeping } from "./keeping";

interface Draft {
  name: string;
}

const read = (value: unknown) => (typeof (value as Draft | null)?.name === "string" ? (value as Draft) : null);

/** A device that takes so much, and a server that keeps one thing with its version. */
function world(room = Infinity) {
  const kept = new Map<string, string>();
  const device = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => {
      if (text.length > room) throw new Error("full");
      kept.set(key, text);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
  const server = { name: "as saved", version: 3, isDown: false };
  const now = (): Outcome<Saved<Draft>> =>
    server.isDown
      ? { kind: "unreachable" }
      : { kind: "done", value: { draft: { name: server.name }, version: server.version } };
  const calls: Calls<Draft> = {
    read: () => Promise.resolve(now()),
    save: ({ name }, version) => {
      if (!server.isDown && version !== server.version)
        return Promise.resolve({ kind: "refused", code: "outdated", detail: null });
      if (!server.isDown) Object.assign(server, { name, version: server.version + 1 });
      return Promise.resolve(now());
    },
  };
  const open = async () => {
    const form = new Form<Draft>(new Keeping(device, "x", read), calls, { name: "" });
    await form.open(false);
    return form;
  };
  return { kept, server, open };
}

test("what was typed and not saved is there again, and gone from the device once it is saved", async () => {
  const { kept, open } = world();
  const form = await open();
  form.draft.name = "typed";
  expect(form.keep()).toBe(true);
  const again = await open();
  expect(again.draft.name).toBe("typed");
  expect(again.told).toEqual({ kind: "kept" });
  await again.save();
  expect(again.told).toEqual({ kind: "saved", version: 4 });
  expect(kept.size).toBe(0);
  expect((await open()).isChanged).toBe(false);
});

test("somebody else's version is shown beside one's own, which stays until one chooses", async () => {
  const { server, open } = world();
  const form = await open();
  form.draft.name = "mine";
  Object.assign(server, { name: "theirs", version: 4 });
  await form.save();
  expect(form.draft.name).toBe("mine");
  expect(form.theirs && differences(form.draft, form.theirs.draft)).toEqual([{ field: "name", text: "theirs" }]);
  await form.saveMine();
  expect(server).toMatchObject({ name: "mine", version: 5 });

  Object.assign(server, { name: "theirs again", version: 6 });
  form.draft.name = "mine again";
  await form.save();
  form.takeTheirs();
  expect(form.draft.name).toBe("theirs again");
  expect(form.isChanged).toBe(false);
});

test("a server that does not answer costs nothing that was typed", async () => {
  const { server, open } = world();
  const form = await open();
  form.draft.name = "typed";
  server.isDown = true;
  await form.save();
  expect(form.told).toEqual({ kind: "failed" });
  await form.discard();
  expect(form.draft.name, "there is nothing yet to go back to").toBe("typed");
  expect(form.isChanged).toBe(true);
});

test("a device that is full says so, and what another tab keeps is not overwritten", async () => {
  const full = await world(5).open();
  full.draft.name = "typed";
  expect(full.keep()).toBe(false);
  const { open } = world();
  const [one, other] = [await open(), await open()];
  one.draft.name = "one";
  other.draft.name = "other";
  expect(one.keep()).toBe(true);
  expect(other.keep()).toBe(false);
  expect((await open()).draft.name).toBe("one");
});

test("a form says that it is not kept where the device is full or another tab keeps its own there", async () => {
  const { open } = world(60);
  const [form, other] = [await open(), await open()];
  other.draft.name = "the other tab's";
  other.keep();
  form.draft.name = "an hour of work";
  form.keep();
  expect([form.isKept, other.isKept]).toEqual([false, true]);
  other.draft.name = "too much for this device, ".repeat(9);
  other.keep();
  expect(other.isKept).toBe(false);
  other.draft.name = "less";
  other.keep();
  expect(other.isKept).toBe(true);
});
