// A question's tests, run in this page by the program of the open file, and what came of each: its examples, or for hosts the
// hidden ones. The room hears of them as of any run, so everybody sees who ran them and how many passed.
//
// Safety: hidden ones run in a frame of their own, which is closed behind them; so no later program finds their input there.
import { openQuestions, type Shown } from "../../api/questions";
import { type Program, programOfText } from "../../runner/program";
import type { OwnRun } from "../../sync/runs/runs";
import type { TestedCase } from "../../sync/runs/runsender";
import type { Comparison } from "../../tests/compare";
import type { Called } from "../../tests/calls";
import { whyNot } from "../../tests/harness";
import type { Suite, Verdict } from "../../tests/suite";
import { exampleWords as all } from "../../words/room/examples";
import { local, personal } from "../../app/personal.svelte";
import { version } from "../../app/version.svelte";
import type { RoomModel } from "../../session/room.svelte";
import type { RunsModel } from "../console/runs.svelte";
import type { Case } from "./hidden";

const REPORT_AGAIN_MS = 5_000;

/** What is to be run. */
export interface Given {
  question: Shown;
  suite: "visible" | "hidden";
  cases: readonly Case[];
}

export class Testing {
  /** By their places; those that have not run are missing. */
  verdicts = $state.raw<readonly Verdict[]>([]);
  /** From the press of the button on. */
  isGoing = $state(false);
  /** All that could run have run; also after Stop. */
  isOver = $state(false);
  /** Something of the program is another since it was tested. */
  isOutdated = $state(false);
  #isOver = false;
  #unwatch = (): void => undefined;

  constructor(
    readonly model: RoomModel,
    readonly runs: RunsModel,
  ) {}

  get passed(): number {
    return this.verdicts.filter(({ outcome }) => outcome === "passed").length;
  }

  /** The place of the first that did not pass. */
  get firstFailed(): number | null {
    return this.verdicts.find(({ outcome }) => outcome !== "passed")?.index ?? null;
  }

  /** Why these tests do not run with the language of the program. */
  whyNot({ question, cases }: Given): ReturnType<typeof whyNot> {
    return whyNot(cases, question.function, this.#language?.id);
  }

  get #language() {
    const { files, spoken } = this.model;
    return files ? files.start.started : spoken;
  }

  stop(): void {
    if (this.isGoing) this.runs.stop();
  }

  dispose(): void {
    this.#isOver = true;
    this.stop();
    this.#unwatch();
  }

  /** `after` all have run: not where they were stopped. */
  async run(given: Given, after?: () => void): Promise<void> {
    const { model, runs } = this;
    const { room } = model;
    const why = runs.why ?? (runs.isGoing ? personal.of(all).busy : null);
    if (why !== null) model.tell(why, true);
    if (!room || why !== null || this.whyNot(given)) return;
    this.verdicts = [];
    this.isOver = false;
    this.isGoing = true;
    let running: { stop(): void } | null = null;
    const taken = { stop: () => (running ? running.stop() : ended()), input: () => undefined };
    const ended = () => {
      this.isGoing = false;
      runs.drop(taken);
    };
    runs.take(taken);
    const { question, suite, cases } = given;
    const isHidden = suite === "hidden";
    const [source, several] = [model.code, model.files?.start.program()];
    const { language, entry } = several ?? { language: model.language };
    const program = several?.program ?? programOfText(source, language);
    this.#watch(program, entry ?? program.entry);
    const served = this.#language?.runs === "server" ? (this.#language.runtime ?? "") : null;
    try {
      const [{ apartRuntimeFor, runtimeFor }, { runSuite, SUITE_MS }, there] = await Promise.all([
        import("../../runner/runtimes"),
        import("../../tests/suite"),
        served === null ? null : import("./served"),
      ]);
      const inPage = there ? null : await (isHidden ? apartRuntimeFor : runtimeFor)(language);
      const runtimeOf = there ? (own: OwnRun) => new there.Served(own) : inPage && (() => inPage);
      if (!runtimeOf || !runs.holds(taken)) {
        if (isHidden) inPage?.dispose();
        if (runs.holds(taken)) ended();
        return;
      }
      const you = model.people.find((person) => person.isYou);
      const own = room.runs.begin({
        ...{ language, entry, runtime: inPage?.version ?? served ?? "", on: inPage ? "browser" : "server" },
        ...{ participant: model.state?.participant ?? null, name: you?.name ?? null },
        tests: { question: question.number, suite, cases: cases.length },
      });
      runs.take(taken, own);
      const runtime = runtimeOf(own);
      running = runSuite(
        {
          ...{ runtime, program, language, cases: cases as Suite["cases"] },
          ...{ called: calledOf(question), comparison: comparisonOf(question) },
          ...{ caseMs: question.time_limit_s * 1_000, suiteMs: SUITE_MS },
        },
        {
          stage: (stage) => own.stage(stage),
          told: (verdict) => {
            this.verdicts = [...this.verdicts, verdict];
            own.tested(toldOf(verdict, given));
          },
          end: (tests) => {
            if (isHidden) runtime.dispose();
            if (isHidden) void this.#report(own.run.id, given);
            own.end({ ...endOf(this.verdicts, tests.skipped > 0), ...(isHidden ? { message: null } : {}), tests });
            ended();
            this.isOver = true;
            if (tests.skipped === 0) after?.();
          },
        },
      );
    } catch {
      if (!runs.holds(taken)) return;
      ended();
      void version.look();
      model.tell(personal.words.run.loadFailed, true);
    }
  }

  /** For hosts to read later; the room hears of no name. Tried until the server has it, or this page goes on. */
  async #report(run: string, { question, cases }: Given): Promise<void> {
    const { own } = this.model.entry;
    if (!own) return;
    const told = cases.map(({ id, name, kind }, index) => {
      const verdict = this.verdicts.find((one) => one.index === index);
      return { name: (name || id).slice(0, 200), outcome: verdict?.outcome ?? ("skipped" as const), kind };
    });
    const api = openQuestions(this.model.base, local.key());
    const body = { question: question.number, suite: "hidden", cases: told } as const;
    for (;;) {
      const { kind } = await api.keepReport(own.sessionId, own.hostToken, run, body);
      if (kind === "done" || this.#isOver) return;
      if (kind !== "unreachable" && kind !== "too-many") {
        this.model.tell(personal.of(all).notKept, true);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, REPORT_AGAIN_MS));
    }
  }

  /** Until it is another: what is true of it then stays true. */
  #watch(program: Program, entry: string): void {
    const { model } = this;
    const doc = model.room?.text.doc;
    const tested = JSON.stringify(program);
    const look = () => {
      const now = model.files?.start.programOf(entry) ?? programOfText(model.code, model.language);
      if (JSON.stringify(now) === tested) return;
      this.isOutdated = true;
      this.#unwatch();
    };
    this.#unwatch();
    this.isOutdated = false;
    doc?.on("update", look);
    const unlisten = model.room?.onChange(() => queueMicrotask(look)); // once the model has seen it, too
    this.#unwatch = () => {
      doc?.off("update", look);
      unlisten?.();
    };
  }
}

export function comparisonOf({ compare }: Pick<Shown, "compare">): Comparison {
  return {
    caseSensitive: compare.case_sensitive,
    spaceChangeSensitive: compare.space_change_sensitive,
    floatTolerance: compare.float_tolerance ?? null,
    anyOrder: compare.any_order,
  };
}

export function calledOf({ function: called }: Pick<Shown, "function">): Called | null {
  if (!called) return called;
  const { parameters, result = null } = called;
  return {
    ...called,
    parameters: parameters.map(({ name }) => name),
    types: parameters.map(({ type }) => type),
    result,
  };
}

/** As the room takes it (docs/protocol.md); of a hidden case nothing leaves this page but whether it passed. */
function toldOf({ index, outcome, durationMs, printed, came, message }: Verdict, { suite, cases }: Given): TestedCase {
  if (suite === "hidden") return { index, outcome: outcome === "passed" ? outcome : "failed" };
  const shown = came?.kind === "value" ? JSON.stringify(came.value) : came?.kind === "error" ? came.message : printed;
  const text = { text: shown, message: (message ?? "").slice(0, 500) };
  return { index, outcome, case: cases[index]?.id ?? "", duration_ms: Math.round(durationMs), ...text };
}

/** How the whole ended, as of a program whose exit code says whether all passed. */
function endOf(verdicts: readonly Verdict[], isCutShort: boolean) {
  const durationMs = verdicts.reduce((sum, one) => sum + one.durationMs, 0);
  const broken = verdicts.at(-1)?.message ?? null;
  if (isCutShort) return { reason: broken ? "failed" : "stopped", code: null, durationMs, message: broken } as const;
  const code = verdicts.every(({ outcome }) => outcome === "passed") ? 0 : 1;
  return { reason: "exited", code, durationMs, message: null } as const;
}

/** The lines of a text to be shown, without an empty last one. */
export const linesOf = (text: string): string[] => text.replace(/\n$/, "").split("\n");
