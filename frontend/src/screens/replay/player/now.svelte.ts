// A run of the moment that is shown, by this browser and for this reader alone: it enters no record.
import type * as Programs from "../../../runner/program";
import type { Run as Program, Runtime } from "../../../runner/runtime";
import { type OwnRun, Runs } from "../../../sync/runs/runs";
import type { RunPlace, RunView } from "../../../panes/console/place";
import type { ReplayModel } from "../replay.svelte";
import { replay } from "../words";

/** Loads runner/runtimes.ts. */
export type Runner = () => Promise<{
  runtimeFor(language: string): Promise<Runtime | null>;
  programOf: typeof Programs.programOf;
  programOfText: typeof Programs.programOfText;
  languageOf: typeof Programs.languageOf;
}>;

export class NowModel implements RunPlace {
  shown = $state.raw<RunView | null>(null);
  isGoing = $state(false);
  problem = $state<string | null>(null);
  /** The clock of the moment whose code runs or ran. */
  clockMs = $state(0);
  readonly hasTypedSince = false;

  #runs = new Runs(() => false);
  #own: OwnRun | null = null;
  #program: Program | null = null;
  #attempt = 0;
  #frame = 0;

  /** Why the code of this moment cannot be run here. */
  readonly why: string | null = $derived.by(() => {
    const words = replay.words.now;
    if (!this.runner) return words.file;
    const { language } = this.model;
    const runs = this.model.languages.find(({ id }) => id === language)?.runs;
    if (runs === "server") return words.server(this.model.languageName(language));
    return runs === "nowhere" ? words.nowhere(this.model.languageName(language)) : null;
  });

  constructor(
    readonly model: ReplayModel,
    /** What runs code; null where there is nothing that could. */
    readonly runner: Runner | null,
  ) {}

  whoRan(): string {
    return replay.words.yourBrowser;
  }

  stopOther(): null {
    return null;
  }

  goingMs(): null {
    return null;
  }

  languageName(id: string): string {
    return this.model.languageName(id);
  }

  async toggle(): Promise<void> {
    if (this.isGoing) this.stop();
    else await this.#run();
  }

  stop(): void {
    this.#attempt += 1;
    if (this.#program) this.#program.stop();
    else this.isGoing = false;
  }

  answer(line: string | null): void {
    this.#own?.input(line);
    this.#program?.input(line);
  }

  close(): void {
    this.stop();
    this.shown = null;
    this.problem = null;
  }

  async #run(): Promise<void> {
    const { model } = this;
    const source = model.moment?.text.toString();
    if (!this.runner || this.why !== null || source === undefined || model.shown !== model.entries) return;
    model.pause();
    const [attempt, files, path] = [
      ++this.#attempt,
      model.files.hasTabs ? model.files.sources() : null,
      model.files.path,
    ];
    this.isGoing = true;
    this.problem = null;
    this.clockMs = model.clockMs;
    try {
      const { languageOf, programOf, programOfText, runtimeFor } = await this.runner();
      const started = files ? programOf(files, path) : programOfText(source, model.language);
      const language = (files && languageOf(started.entry)) ?? model.language;
      const runtime = await runtimeFor(language);
      if (attempt !== this.#attempt) return;
      if (!runtime) throw new Error("not run in browsers");
      this.#runs = new Runs(() => false);
      this.#runs.onChange(this.#changed);
      const beginning = { language, runtime: runtime.version, on: "browser" as const, participant: null, name: null };
      const own = this.#runs.begin(beginning);
      this.#own = own;
      const program = runtime.start(started, {
        ...own,
        end: (end) => {
          own.end(end);
          if (this.#own !== own) return;
          this.#own = this.#program = null;
          this.isGoing = false;
        },
      });
      if (this.#own === own) this.#program = program;
    } catch {
      if (attempt !== this.#attempt) return;
      this.isGoing = false;
      this.problem = replay.words.now.failed;
    }
  }

  /** Many outputs, one picture. */
  #changed = (): void => {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      const [run] = this.#runs.list;
      if (run && (this.shown !== null || this.isGoing || run.ending)) this.shown = { ...run, skips: 0 };
    });
  };
}
