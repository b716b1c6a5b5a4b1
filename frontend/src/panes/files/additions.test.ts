import { expect, test, vi } from "vitest";
import * as Y from "yjs";

import type { RoomView } from "../../sync/room";
import { personal } from "../../app/personal.svelte";
import { RoomModel } from "../../session/room.svelte";

interface Request {
  path?: string;
  nonce: string;
}
const limits = { frameBytes: 4_194_304, documentBytes: 9, files: 40 };

/** A room whose server makes files: the answers wait until they are given. */
async function room() {
  vi.stubGlobal("navigator", { platform: "", languages: ["en"] });
  personal.settings = { ...personal.settings, language: "en" };
  await personal.learn();
  const link = { role: "candidate", can_write: true };
  const model = new RoomModel({ token: "t", link, own: null } as never, {} as never, "http://x/");
  const doc = new Y.Doc();
  const files = [{ id: "main", path: "main.py", root: "code" }];
  const state = { participant: "p", canWrite: true, limits, files };
  const view = { connection: { kind: "live" }, hasText: true, state } as unknown as RoomView;
  let hear: (event: object) => void = () => undefined;
  const asked: Request[] = [];
  model.room = {
    text: doc.getText("code"),
    awareness: { doc, on: vi.fn(), getStates: () => new Map(), getLocalState: () => null },
    onChange: vi.fn(),
    onEvent: (listener: typeof hear) => (hear = listener),
    ask: (request: Request) => asked.push(request) > 0,
    view: () => view,
  } as never;
  model.view = view;
  let made = 0;
  const answers = async (times: number) => {
    for (let time = 0; time < times; time += 1) {
      const request = await vi.waitUntil(() => asked.shift(), { timeout: 60_000 });
      made += 1;
      const body = {
        type: "file.created",
        file: `id${made}`,
        path: request.path,
        participant: "p",
        nonce: request.nonce,
      };
      hear({ type: "file", body });
    }
  };
  const texts = () => [...doc.share.keys()].map((root) => doc.getText(root).toString()).filter(Boolean);
  const { additions } = await model.needFiles();
  return { model, additions, answers, texts };
}

test("of what is dropped together no more is put in than the session takes, and the rest is named", async () => {
  const { additions, answers, texts } = await room();
  const big = "éé";
  const taken = additions.take(["a.csv", "b.csv", "c.csv"].map((name) => new File([big], name)));
  await answers(2);
  await taken;
  expect(texts()).toEqual([big, big]);
  expect(additions.asked?.refused.map(({ path }) => path)).toEqual(["c.csv"]);
});

test("what is dropped while names are asked about waits, and the answer is about what was asked", async () => {
  const { additions, answers, texts } = await room();
  await additions.take([new File(["main"], "main.py")]);
  const second = additions.take([new File(["2"], "two.py")]);
  await new Promise((done) => setTimeout(done));
  expect(additions.asked?.files.map(({ path }) => path)).toEqual(["main.py"]);
  await additions.add("replace");
  await answers(1);
  await second;
  expect(additions.asked).toBeNull();
  expect(texts()).toEqual(["main", "2"]);
});

test("what is dropped while other files are being added is added after them", async () => {
  const { additions, answers, texts } = await room();
  const first = additions.take([new File(["1"], "one.py")]);
  const second = additions.take([new File(["2"], "two.py")]);
  await answers(2);
  await Promise.all([first, second]);
  expect(additions.asked).toBeNull();
  expect(texts()).toEqual(["1", "2"]);
});

test("who closes the question while files are being added is told the rest by the room, and can add others", async () => {
  const { model, additions, answers, texts } = await room();
  await additions.take([new File(["main"], "main.py"), new File(["1".repeat(9)], "big.py")]);
  const added = additions.add("both");
  additions.dismiss();
  await answers(1);
  await added;
  expect(additions.asked).toBeNull();
  expect(model.news?.text).toContain("big.py");
  const later = additions.take([new File(["2"], "later.py")]);
  await answers(1);
  await later;
  expect(texts()).toEqual(["main", "2"]);
});
