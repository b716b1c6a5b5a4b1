// For tests: a clock that goes when it is told to, and a server of notes that can be away, slow, or lose its answers.
import { type Note, openPrivateApi, type RubricSkill, type Scorecard } from "../../api/private";
import type { TabStore } from "./kept";
import type { Clock } from "./saving";
import { ScorecardModel } from "./scorecard.svelte";

export class TestClock implements Clock {
  #nowMs = 0;
  #waiting: { atMs: number; act: () => void }[] = [];

  nowMs(): number {
    return this.#nowMs;
  }

  after(ms: number, act: () => void): () => void {
    const one = { atMs: this.#nowMs + ms, act };
    this.#waiting.push(one);
    return () => (this.#waiting = this.#waiting.filter((other) => other !== one));
  }

  /** Everything that is due until then happens, in order, with what follows from it. */
  async goes(ms: number): Promise<void> {
    const untilMs = this.#nowMs + ms;
    await settled();
    for (;;) {
      const next = this.#waiting
        .filter(({ atMs }) => atMs <= untilMs)
        .reduce<{ atMs: number; act: () => void } | null>(
          (first, one) => (first && first.atMs <= one.atMs ? first : one),
          null,
        );
      if (!next) break;
      this.#waiting = this.#waiting.filter((one) => one !== next);
      this.#nowMs = next.atMs;
      next.act();
      await settled();
    }
    this.#nowMs = untilMs;
  }
}

/** Promises that wait for nothing but each other are done. */
export const settled = (): Promise<void> => new Promise((done) => setTimeout(done));

type Mood = "well" | "away" | "losesAnswers" | "neverAgrees";

/** As notes/api.py and scorecards/api.py answer, to `fetch`. What changes a note must say on which version it is based. */
export class TestServer {
  readonly notes = new Map<string, Note>();
  readonly asked: string[] = [];
  mood: Mood = "well";
  /** Answers to these methods are on their way until `release`. */
  held: string[] = [];
  card: Scorecard | null = null;
  rubric: RubricSkill[] = [];
  readonly #waiting: (() => void)[] = [];
  #writes = 0;

  readonly fetch = async (input: RequestInfo | URL): Promise<Response> => {
    const request = input as Request;
    const { method } = request;
    const body = method === "GET" || method === "DELETE" ? {} : await bodyOf(request);
    this.asked.push(method);
    if (this.mood === "away") throw new TypeError("no network");
    const response = this.#answer(method, new URL(request.url), body);
    if (this.held.includes(method)) await new Promise<void>((go) => this.#waiting.push(go));
    if (this.mood === "losesAnswers" && method !== "GET") throw new TypeError("the line broke");
    return response;
  };

  release(): void {
    this.held = [];
    for (const go of this.#waiting.splice(0)) go();
  }

  /** As another host does it. */
  write(noteId: string, change: Partial<Note>): void {
    this.#writes += 1;
    const at = new Date(Date.UTC(2026, 10, 20, 10) + this.#writes).toISOString();
    const blank = { title: "", content: "", author: null, moment: at, created_at: at };
    this.notes.set(noteId, { ...blank, ...this.notes.get(noteId), ...change, note_id: noteId, updated_at: at });
  }

  #answer(method: string, { pathname, searchParams }: URL, body: Record<string, unknown>): Response {
    if (pathname.includes("scorecards")) return this.#judge(method, pathname, body);
    const noteId = pathname.split("/notes/")[1];
    if (method === "GET") return json([...this.notes.values()]);
    if (method === "POST") {
      const id = `id${this.notes.size + 1}`;
      this.write(id, body);
      return json(this.notes.get(id), 201);
    }
    if (!noteId || !this.notes.has(noteId)) return json({ code: "not_found" }, 404);
    const { based_on: basedOn = searchParams.get("based_on"), ...words } = body;
    const isOutdated = basedOn !== this.notes.get(noteId)?.updated_at || this.mood === "neverAgrees";
    if (isOutdated) return json({ code: "outdated", detail: "Read it again." }, 409);
    if (method === "PATCH") this.write(noteId, words);
    const note = this.notes.get(noteId);
    if (method === "DELETE") this.notes.delete(noteId);
    return method === "DELETE" ? new Response(null, { status: 204 }) : json(note);
  }

  #judge(method: string, path: string, body: Record<string, unknown>): Response {
    this.#writes += 1;
    const at = new Date(Date.UTC(2026, 10, 20, 10) + this.#writes).toISOString();
    const { card: own, rubric } = this;
    if (method === "GET") return json({ own, submitted: own?.submitted_at ? 1 : 0, others: [], rubric });
    if (method === "PUT" && this.card?.submitted_at) return json({ detail: "Your scorecard is submitted." }, 409);
    const { based_on: basedOn, ...judgement } = body;
    const isOutdated = (own !== null && basedOn !== own.updated_at) || this.mood === "neverAgrees";
    if (method === "PUT" && isOutdated) return json({ code: "outdated", detail: "Read it again." }, 409);
    const blank: Scorecard = { name: null, skills: [], verdict: null, comment: "", updated_at: at, submitted_at: null };
    this.card = method === "PUT" ? { ...blank, ...judgement } : { ...blank, ...own, submitted_at: at };
    return path.endsWith("submit") || method === "PUT" ? json(this.card) : json({}, 404);
  }
}

async function bodyOf(request: Request): Promise<Record<string, unknown>> {
  const text = await request.text();
  return text ? (JSON.parse(text) as Record<string, unknown>) : {};
}

const json = (value: unknown, status = 200): Response => new Response(JSON.stringify(value), { status });

/** Fills in a scorecard, in as many windows as are opened. */
export async function interviewer() {
  const [clock, server] = [new TestClock(), new TestServer()];
  const api = openPrivateApi(
    "https://example.org/",
    { sessionId: "s1", hostToken: "secret", key: "0".repeat(32) },
    server.fetch,
  );
  const open = async (store: TabStore | null = null) => {
    const model = new ScorecardModel(api, "s1", store, clock, () => "Ana", ["Testing"]);
    await model.refresh();
    return model;
  };
  return { clock, server, open, model: await open() };
}

export function tabStore(): TabStore {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}
