// The runs of the room as the console shows them, once a frame, and the one program that this page may be running.
import type { Run as Program } from "../../runner/runtime";
import type { OwnRun, Run, Runs } from "../../sync/runs/runs";
import { personal } from "../../app/personal.svelte";
import { version } from "../../app/version.svelte";
import type { RoomModel } from "../../session/room.svelte";
import type { RunFiles, RunPlace, RunView } from "./place";

/** Pages that are not looked at get no frames. */
const FRAME_AT_MOST_MS = 250;

export type Blocked = "observer" | "off" | "locked" | "readOnly" | "connecting" | "nowhere" | "noRunner";

/** Within so long after Run was pressed by a key, another press for the same code belongs to the first. */
const DOUBLE_PRESS_MS = 500;

export class RunsModel implements RunPlace {
  shown = $state.raw<readonly RunView[]>([]);
  /** From the press of Run on, also while nothing is loaded yet. */
  isGoing = $state(false);
  /** Counts what happened, for whoever marks it as unseen. */
  news = $state(0);
  /** The person typed code since Run was pressed: the focus stays there. */
  hasTypedSince = false;

  #own: OwnRun | null = null;
  #program: Program | null = null;
  #attempt = 0;
  /** By key; never, if the button was clicked last. */
  #pressed = { atMs: -Infinity, code: "" };
  #cleared: Record<string, number> = {}; // characters, by run
  #frame: { id: number; timer: ReturnType<typeof setTimeout> } | null = null;

  /** The language of what Run starts, once the server has described it. */
  readonly #spoken = $derived.by(() => (this.model.files ? this.model.files.start.started : this.model.spoken));

  readonly blocked: Blocked | null = $derived.by(() => {
    const { model } = this;
    if (model.role === "observer") return "observer";
    if (!model.room || !model.hasText) return "connecting";
    if (model.state?.runsDisabled) return "off";
    if (!model.canWrite) return model.state?.notice === "locked" ? "locked" : "readOnly";
    if (this.#spoken?.runs === "nowhere") return "nowhere";
    return this.#spoken?.runs === "server" && this.#spoken.runtime === null ? "noRunner" : null;
  });

  /** Why nothing can be run, in words. */
  readonly why: string | null = $derived.by(() => {
    if (this.blocked === null) return null;
    const why = personal.words.run.blocked[this.blocked];
    return typeof why === "string" ? why : why(this.model.nameOf(this.#spoken?.id ?? this.model.language));
  });

  constructor(readonly model: RoomModel) {}

  /** Returns what ends it. */
  follow(runs: Runs): () => void {
    const off = runs.onChange(this.#changed);
    this.#changed();
    return () => {
      off();
      this.leave();
      this.#over();
      if (this.#frame) this.#cancelFrame(this.#frame);
    };
  }

  /**
   * The key and the button: runs, or stops what runs. A second press at once is part of the first, and so is the key
   * while the language still loads: nobody means Stop, which the button says then, and does.
   * `clicks` is what a click says of itself: the second at one place has 2, one by the keyboard 0; null: the key.
   */
  async toggle(clicks: number | null = null): Promise<void> {
    const { atMs, code } = this.#pressed;
    const isAtOnce = performance.now() - atMs < DOUBLE_PRESS_MS && code === this.model.code;
    if (clicks ? clicks > 1 : isAtOnce || (clicks === null && this.#isComing)) return;
    if (this.isGoing) {
      this.stop();
      return;
    }
    this.#pressed = { atMs: clicks ? -Infinity : performance.now(), code: this.model.code };
    await this.run();
  }

  /** Run was pressed, and the program has not begun. */
  get #isComing(): boolean {
    const stage = this.#own?.run.stage.kind ?? "starting";
    return this.isGoing && (stage === "starting" || stage === "loading");
  }

  async run(): Promise<void> {
    const { model } = this;
    if (this.blocked === "noRunner") await model.asked.askLanguages();
    const { room } = model;
    if (this.isGoing || !room || this.why !== null) {
      if (this.why !== null) model.tell(this.why, true);
      return;
    }
    this.isGoing = true;
    this.hasTypedSince = false;
    const [attempt, source, several] = [++this.#attempt, model.code, model.files?.start.program()];
    const { language, entry } = several ?? { language: model.language };
    const you = model.people.find((person) => person.isYou);
    const who = { participant: model.state?.participant ?? null, name: you?.name ?? null };
    if (this.#spoken?.runs === "server") {
      const runtime = this.#spoken.runtime ?? "";
      this.#own = room.runs.begin({ language, entry, runtime, on: "server", ...who });
      return;
    }
    try {
      const { programOfText, runtimeFor } = await import("../../runner/runtimes");
      const runtime = await runtimeFor(language);
      if (attempt !== this.#attempt) return;
      if (!runtime) {
        this.isGoing = false;
        model.tell(personal.words.run.blocked.nowhere(model.nameOf(language)), true);
        return;
      }
      const own = room.runs.begin({ language, entry, runtime: runtime.version, on: "browser", ...who });
      this.#own = own;
      const program = runtime.start(several?.program ?? programOfText(source, language), {
        ...own,
        end: (end) => {
          own.end(end);
          if (this.#own === own) this.#over();
        },
      });
      if (this.#own === own) this.#program = program;
    } catch {
      if (attempt !== this.#attempt) return;
      this.isGoing = false;
      void version.look();
      model.tell(personal.words.run.loadFailed, true);
    }
  }

  /** Another program of this page, as one that Run started: tests, from the press of their button on. `own`: once begun. */
  take(program: Program, own: OwnRun | null = null): void {
    this.isGoing = true;
    this.#program = program;
    this.#own = own;
  }

  holds(program: Program): boolean {
    return this.#program === program;
  }

  drop(program: Program): void {
    if (this.holds(program)) this.#over();
  }

  stop(): void {
    this.#attempt += 1;
    if (this.#program) this.#program.stop();
    else if (this.#own) this.#own.stop();
    else this.isGoing = false;
  }

  /** Of a program in another page: a host those of all, others their own. */
  stopOther({ id, participant, isOwn }: RunView): (() => void) | null {
    const { role, state, room } = this.model;
    if (isOwn || !room || (role !== "host" && participant !== state?.participant)) return null;
    return () => {
      if (!room.runs.askToStop(id)) this.model.tell(personal.words.banner.reconnecting, true);
    };
  }

  /** Answers the program of this page, or of this person on the server; null ends its input. */
  answer(line: string | null): void {
    this.#own?.input(line);
    this.#program?.input(line);
  }

  whoRan({ participant, name }: RunView): string | null {
    return this.model.people.find((person) => person.participant === participant)?.name ?? name;
  }

  filesOf({ entry }: RunView): RunFiles | null {
    return this.model.files?.start.filesOf(entry) ?? null;
  }

  goingMs({ startedAtMs }: RunView): number {
    return Math.max(0, this.model.life.nowMs - startedAtMs);
  }

  languageName(id: string): string {
    return this.model.nameOf(id);
  }

  /** Hides what was printed until now, here only. */
  clear(): void {
    for (const run of this.model.room?.runs.list ?? []) this.#cleared[run.id] = charactersOf(run);
    this.#changed();
  }

  /** The page goes: whoever watches is told at once. */
  leave(): void {
    const own = this.#own;
    if (this.#program) own?.end({ reason: "stopped", code: null, durationMs: own.ageMs(), message: null });
    this.stop();
  }

  #over(): void {
    this.#own = null;
    this.#program = null;
    this.isGoing = false;
  }

  #changed = (): void => {
    if (this.#frame) return;
    const look = () => {
      if (this.#frame) this.#cancelFrame(this.#frame);
      this.#look();
    };
    this.#frame = { id: requestAnimationFrame(look), timer: setTimeout(look, FRAME_AT_MOST_MS) };
  };

  #cancelFrame({ id, timer }: { id: number; timer: ReturnType<typeof setTimeout> }): void {
    cancelAnimationFrame(id);
    clearTimeout(timer);
    this.#frame = null;
  }

  #look(): void {
    const own = this.#own?.run;
    if (own?.refused && this.#program) this.#program.stop();
    if (own && (own.ending || own.refused) && !this.#program) this.#over();
    const list = this.model.room?.runs.list ?? [];
    this.shown = list
      .map((run) => ({ ...run, skips: this.#cleared[run.id] ?? -1 }))
      .filter((run) => run.skips < 0 || !run.ending || charactersOf(run) > run.skips)
      .map((run) => ({ ...run, skips: Math.max(0, run.skips) }));
    this.news += 1;
  }
}

const charactersOf = (run: Run): number => run.chunks.reduce((sum, { text }) => sum + (text?.length ?? 0), 0);
