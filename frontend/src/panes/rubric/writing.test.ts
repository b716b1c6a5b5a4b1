import { expect, test } from "vitest";

import { openPrivateApi, type RubricSkill } from "../../api/private";
import { RubricWriting } from "./writing.svelte";

const skill = (name: string): RubricSkill => ({ name, levels: ["", "", "", ""] });

/** As scorecards/api.py answers, to `fetch`. */
class Server {
  skills: RubricSkill[] = [skill("Testing")];
  isAway = false;
  /** Before it answers. */
  meanwhile: () => void = () => undefined;

  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request;
    if (this.isAway) throw new TypeError("no network");
    if (request.method === "PUT") {
      const body = (await request.json()) as { skills: RubricSkill[]; based_on: string };
      if (body.based_on !== JSON.stringify(this.skills))
        return new Response(JSON.stringify({ code: "outdated", detail: "Read it again." }), { status: 409 });
      this.skills = body.skills;
      this.meanwhile();
    }
    return new Response(JSON.stringify({ skills: this.skills, version: JSON.stringify(this.skills) }));
  };
}

function tab() {
  const texts = new Map<string, string>();
  return {
    getItem: (key: string) => texts.get(key) ?? null,
    setItem: (key: string, text: string) => void texts.set(key, text),
    removeItem: (key: string) => void texts.delete(key),
  };
}

async function host(server: Server, store = tab()) {
  const access = { sessionId: "s1", hostToken: "secret", key: "0".repeat(32) };
  const model = new RubricWriting(openPrivateApi("https://example.org/", access, server.fetch), "s1", store);
  await model.read();
  return model;
}

const names = (model: RubricWriting) => model.skills.map(({ name }) => name);
const add = (model: RubricWriting, name: string) => {
  model.skills.push({ name, levels: ["", "", "", ""] });
  model.keep();
};

test("of two hosts who write at once the second sees what the first saved, and loses nothing", async () => {
  const server = new Server();
  const [ana, bo] = [await host(server), await host(server)];
  add(ana, "Graphs");
  add(bo, "Speed");
  expect(await ana.save()).toBe(true);
  expect(await bo.save()).toBe(false);
  expect(server.skills.map(({ name }) => name)).toEqual(["Testing", "Graphs"]);
  expect(bo.theirs?.map(({ name }) => name)).toEqual(["Testing", "Graphs"]);
  expect(names(bo)).toEqual(["Testing", "Speed"]);
  expect(await bo.save(), "having seen it").toBe(true);
  expect(server.skills.map(({ name }) => name)).toEqual(["Testing", "Speed"]);
});

test("who takes what the other saved has it in the form, and nothing left to save", async () => {
  const server = new Server();
  const [ana, bo] = [await host(server), await host(server)];
  add(ana, "Graphs");
  add(bo, "Speed");
  await ana.save();
  await bo.save();
  bo.discard();
  expect([names(bo), bo.isChanged, bo.theirs]).toEqual([["Testing", "Graphs"], false, null]);
});

test("what this tab kept is still based on what was read then", async () => {
  const [server, store] = [new Server(), tab()];
  add(await host(server, store), "Speed");
  server.skills = [skill("Another's")];
  const again = await host(server, store);
  expect(names(again)).toEqual(["Testing", "Speed"]);
  expect(await again.save()).toBe(false);
  expect(again.theirs).toEqual([skill("Another's")]);
});

test("what is typed while it is saved stays to be saved", async () => {
  const server = new Server();
  const model = await host(server);
  add(model, "Graphs");
  server.meanwhile = () => add(model, "Speed");
  expect(await model.save()).toBe(false);
  expect([names(model), model.isChanged, model.theirs]).toEqual([["Testing", "Graphs", "Speed"], true, null]);
});

test("a server that is away is told, and nothing is lost", async () => {
  const server = new Server();
  const model = await host(server);
  add(model, "Graphs");
  server.isAway = true;
  expect(await model.save()).toBe(false);
  expect([model.failure, names(model)]).toEqual([{ detail: null }, ["Testing", "Graphs"]]);
});
