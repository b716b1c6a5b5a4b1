// The runs of code that a room knows: one's own, shown at once and told to the room, and those that the room tells of.
// An own run that goes on in this page is what this page says of it; its events coming back only acknowledge it.
import type { Counts, RunEvent, RunReason, RunStarted, Stream, Tests } from "./runevents";
import { type RunRequest, RunSender, type TestedCase } from "./runsender";

export interface Chunk {
  kind: Stream | "input";
  /** Null: the end of input. */
  text: string | null;
}

/** As the runner says it (runner/runtime.ts); `starting` until it has said anything. */
export type RunStage =
  | { kind: "starting" }
  | { kind: "loading"; what: string; loaded: number; total: number | null }
  | { kind: "compiling" }
  | { kind: "running" };

export interface RunEnding {
  reason: RunReason;
  code: number | null;
  durationMs: number;
  message: string | null;
  /** Of a run of tests. */
  tests?: Counts;
}

export interface Run {
  readonly id: string;
  readonly participant: string | null;
  readonly name: string | null;
  readonly language: string;
  /** The path of the file that it began with; main without. */
  readonly entry?: string;
  readonly on: "browser" | "server";
  /** Started by this page, since it was loaded. */
  readonly isOwn: boolean;
  readonly tests?: Tests;
  /** Of tests: whether each passed, by its index; those that have not run are missing. */
  cases: boolean[];
  runtime: string;
  startedAtMs: number;
  /** Only grows; another array after a reconnection. */
  chunks: Chunk[];
  stage: RunStage;
  wantsInput: boolean;
  /** Who else wanted it to end; the empty string has no name. */
  stopper: string | null;
  capped: "run" | "session" | null;
  /** Why the room did not take it; then others do not see it. */
  refused: string | null;
  ending: RunEnding | null;
}

export interface Beginning {
  language: string;
  entry?: string;
  runtime: string;
  on: "browser" | "server";
  participant: string | null;
  name: string | null;
  tests?: Tests;
}

/** The way in which this page tells of a run that it began; hears its program as a RunListener (runner/runtime.ts). */
export interface OwnRun {
  readonly run: Run;
  stage(stage: RunStage): void;
  output(stream: Stream, text: string): void;
  inputWanted(): void;
  input(text: string | null): void;
  /** A case of the tests has run. */
  tested(told: TestedCase): void;
  /** Of a program on the server. */
  stop(): void;
  /** Of tests on the server. */
  readonly sender: Pick<RunSender, "asks" | "heard">;
  /** How long ago it was started. */
  ageMs(): number;
  end(ending: RunEnding): void;
}

/** Of which a room shows what they printed. */
export const RUNS_MAX = 30;

export class Runs {
  #runs: Run[] = [];
  readonly #senders = new Map<string, RunSender>();
  readonly #listeners = new Set<() => void>();

  /** `send` returns false while there is no connection; `nowMs` is the time by the server's clock, as all times here. */
  constructor(
    readonly send: (request: RunRequest | { type: "waits" | "stop"; run: string }) => boolean,
    readonly nowMs: () => number = Date.now,
  ) {}

  /** A run of another page. False while the line is down. */
  askToStop(run: string): boolean {
    return this.send({ type: "stop", run });
  }

  /** Oldest first. */
  get list(): readonly Run[] {
    return this.#runs;
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  begin(beginning: Beginning): OwnRun {
    const id = randomName();
    const run: Run = { ...fresh(id, this.nowMs()), ...beginning, isOwn: true };
    const sender = new RunSender(id, this.send);
    this.#senders.set(id, sender);
    this.#add(run);
    sender.start(run);
    const change = (apply: () => void) => {
      if (run.ending) return;
      apply();
      this.#changed();
    };
    return {
      run,
      stage: (stage) => change(() => (run.stage = stage)),
      output: (stream, text) =>
        change(() => {
          run.chunks.push({ kind: stream, text });
          sender.output(stream, text);
        }),
      inputWanted: () =>
        change(() => {
          run.wantsInput = true;
          this.send({ type: "waits", run: id });
        }),
      input: (text) =>
        change(() => {
          if (run.on === "browser") run.chunks.push({ kind: "input", text });
          run.wantsInput = false;
          sender.input(text);
        }),
      tested: (told) =>
        change(() => {
          run.cases[told.index] = told.outcome === "passed";
          sender.tested(told);
        }),
      stop: () => sender.stop(),
      sender,
      ageMs: () => Math.max(0, this.nowMs() - run.startedAtMs),
      end: (ending) =>
        change(() => {
          finish(run, ending);
          sender.end(ending);
        }),
    };
  }

  /** A new connection, on which hello was said. */
  connected(): void {
    for (const sender of this.#senders.values()) sender.connected();
  }

  hear(event: RunEvent): void {
    const run = this.#runs.find((one) => one.id === event.run);
    const sender = this.#senders.get(event.run);
    sender?.heard?.(event);
    switch (event.type) {
      case "run.trying":
      case "run.tried":
        return;
      case "run.resend":
        sender?.resend(event.from);
        return;
      case "run.refused":
        this.#senders.delete(event.run);
        if (run) run.refused = event.reason;
        break;
      case "run.started":
        sender?.started();
        if (run) run.startedAtMs = event.at;
        else this.#add(anothers(event));
        break;
      default:
        if (event.type === "run.ended") this.#senders.delete(event.run);
        if (run) apply(run, event);
    }
    this.#changed();
  }

  /** What the server tells of the last runs on each new connection. */
  replace(events: readonly RunEvent[]): void {
    const told = new Runs(() => false);
    for (const event of events) told.hear(event);
    const runs = told.list.map((run) => {
      if (run.ending) {
        this.#senders.get(run.id)?.heard?.(null);
        this.#senders.delete(run.id);
      }
      const own = this.#runs.find((one) => one.id === run.id && one.isOwn);
      if (!own) return run;
      const { startedAtMs, chunks, ending, capped } = run;
      if (own.on === "server") Object.assign(own, { chunks, ending });
      return Object.assign(own, { startedAtMs, capped });
    });
    const untold = this.#runs.filter((run) => run.isOwn && !runs.includes(run));
    this.#runs = [...runs, ...untold].sort((one, other) => one.startedAtMs - other.startedAtMs);
    this.#changed();
  }

  #add(run: Run): void {
    this.#runs = [...this.#runs, run].slice(-RUNS_MAX);
    this.#changed();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

type Unapplied = "run.resend" | "run.refused" | "run.started" | "run.trying" | "run.tried";

/** An event that tells of a run's course. */
function apply(run: Run, event: Exclude<RunEvent, { type: Unapplied }>): void {
  if (event.type === "run.capped") run.capped = event.scope;
  else if (event.type === "run.stop") run.stopper = event.name ?? "";
  else if (run.isOwn && run.on === "browser") return;
  else if (event.type === "run.output") heard(run, { kind: event.stream, text: event.text });
  else if (event.type === "run.input") heard(run, { kind: "input", text: event.text });
  else if (event.type === "run.case") run.cases[event.index] = event.isPassed;
  else if (event.type === "run.waits") run.wantsInput = true;
  else if (event.type === "run.stage") run.stage = { kind: event.stage };
  else finish(run, event);
}

/** What goes on does not wait. */
function heard(run: Run, chunk: Chunk): void {
  run.chunks.push(chunk);
  run.wantsInput = false;
}

function finish(run: Run, ending: RunEnding): void {
  run.ending = ending;
  run.wantsInput = false;
}

function fresh(id: string, startedAtMs: number) {
  const stage: RunStage = { kind: "starting" };
  return {
    id,
    startedAtMs,
    chunks: [],
    cases: [],
    stage,
    wantsInput: false,
    stopper: null,
    capped: null,
    refused: null,
    ending: null,
  };
}

/** What its page loads and compiles is not told: for others it runs from its start. */
function anothers(event: RunStarted): Run {
  const run: Run = { ...event, ...fresh(event.run, event.at), isOwn: false };
  return run.on === "browser" ? { ...run, stage: { kind: "running" } } : run;
}

function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
