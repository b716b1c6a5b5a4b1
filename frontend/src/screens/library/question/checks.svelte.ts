// Runs the solutions of a question against its cases, in frames of their own or on the server, and keeps what came of it
// on this device.
import type { Content } from "../../../api/library";
import { openKept } from "../../../panes/notes/kept";
import type { Program } from "../../../runner/program";
import type { Runtime } from "../../../runner/runtime";
import { apartRuntimeFor, canRun } from "../../../runner/runtimes";
import { runSuite, SUITE_MS, type Verdict } from "../../../tests/suite";
import { browserStore } from "../../../app/personal.svelte";
import { comparisonOf } from "../../../panes/question/testing.svelte";
import {
  asRun,
  type Badge,
  badgeOf,
  canCheck,
  casesOf,
  markOf,
  programOf,
  readResults,
  type Result,
  resultOf,
} from "./check";

/** What runs there, for this page. */
export interface Server {
  runs(language: string): boolean;
  open(language: string, program: Program): Runtime;
}

export class Checks {
  /** By languages. */
  results = $state.raw<Readonly<Record<string, Result>>>({});
  /** Of the last check of each language in this page, by the places of the cases. */
  verdicts = $state.raw<Readonly<Record<string, readonly Verdict[]>>>({});
  /** The language that is checked now. */
  going = $state<string | null>(null);
  /** Its runtime could not be loaded. */
  broken = $state<string | null>(null);
  #stop: () => void = () => undefined;
  #kept;

  /** `name`: of the question. */
  constructor(
    name: string,
    readonly server: Server,
  ) {
    this.#kept = openKept(browserStore("localStorage"), `checked.${name}`, readResults);
    this.results = this.#kept.get() ?? {};
  }

  /** What was new has a name of its own now. */
  moveTo(name: string): void {
    this.#kept.set(null);
    this.#kept = openKept(browserStore("localStorage"), `checked.${name}`, readResults);
    this.#kept.set(this.results);
  }

  badge(content: Content, language: string): Badge {
    const result = this.results[language];
    // The mark is made of all that is written, and asked for at each key.
    return badgeOf(result, result ? markOf(content, language) : "");
  }

  canCheck(content: Content, language: string): boolean {
    const isThere = programOf(content, language) !== null && casesOf(content).length > 0;
    return isThere && (canRun(language) || this.server.runs(language)) && canCheck(content, language);
  }

  stop(): void {
    this.#stop();
  }

  async run(content: Content, language: string): Promise<void> {
    const program = programOf(content, language);
    if (this.going !== null || !program) return;
    const [mark, cases] = [markOf(content, language), casesOf(content)];
    let isStopped = false;
    this.#stop = () => (isStopped = true);
    [this.going, this.broken] = [language, null];
    this.verdicts = { ...this.verdicts, [language]: [] };
    const runtime = canRun(language)
      ? await apartRuntimeFor(language).catch(() => null)
      : this.server.open(language, program);
    const told: Verdict[] = [];
    if (runtime && !isStopped)
      await new Promise<void>((done) => {
        const caseMs = content.tests.time_limit_s * 1_000;
        const running = runSuite(
          {
            ...{ runtime, program, language, ...asRun(content), comparison: comparisonOf(content.tests) },
            ...{ caseMs, suiteMs: SUITE_MS },
          },
          {
            stage: () => undefined,
            told: (verdict) => {
              told.push(verdict);
              this.verdicts = { ...this.verdicts, [language]: [...told] };
            },
            end: () => done(),
          },
        );
        this.#stop = () => {
          isStopped = true;
          running.stop();
        };
      });
    runtime?.dispose();
    this.going = null;
    if (!runtime) this.broken = language;
    if (!runtime || isStopped) return; // what is half done says nothing
    this.results = { ...this.results, [language]: resultOf(mark, cases, told) };
    this.#kept.set(this.results);
  }
}
