// A live session's rubric while a host writes it: what is typed, on which version, and what another host saved meanwhile.
// What is not saved yet is kept in this tab.
import type { PrivateApi, Rubric, RubricSkill } from "../../api/private";
import { isObject } from "../../sync/json";
import { openKept, type TabStore } from "../notes/kept";
import { hasProblem, type Judged, judgedOf, readJudged, skillsOf } from "./rubric";

interface Kept {
  base: string;
  version: string;
  skills: Judged[];
}

/** Why nothing was saved, with what the server said, if it said anything. */
export interface Failure {
  detail: string | null;
}

export class RubricWriting {
  skills = $state<Judged[]>([]);
  isUnreachable = $state(false);
  isBusy = $state(false);
  failure = $state.raw<Failure | null>(null);
  /** What another host saved meanwhile; saving once more puts ours in its place. */
  theirs = $state.raw<readonly RubricSkill[] | null>(null);
  /** What the session has, as far as this page knows; null before that is read. */
  #base = $state<string | null>(null);
  #version = "";
  readonly #kept;

  constructor(
    readonly api: PrivateApi,
    sessionId: string,
    store: TabStore | null,
  ) {
    this.#kept = openKept(store, `rubric.${sessionId}`, readKept);
  }

  get isReady(): boolean {
    return this.#base !== null;
  }

  get isChanged(): boolean {
    return this.#base !== null && textOf(this.skills) !== this.#base;
  }

  async read(): Promise<void> {
    this.isUnreachable = false;
    const outcome = await this.api.rubric();
    this.isUnreachable = outcome.kind !== "done";
    if (outcome.kind !== "done") return;
    this.#take(outcome.value);
    const before = this.#kept.get();
    if (before) [this.skills, this.#base, this.#version] = [before.skills, before.base, before.version];
  }

  /** To be called whenever what is typed is another. */
  keep(): void {
    if (this.#base === null) return;
    const [base, version, skills] = [this.#base, this.#version, $state.snapshot(this.skills)];
    this.#kept.set(this.isChanged ? { base, version, skills } : null);
  }

  /** True once the session has what stood here, and nothing more was typed meanwhile. */
  async save(): Promise<boolean> {
    if (this.isBusy || hasProblem(this.skills)) return false;
    [this.isBusy, this.failure, this.theirs] = [true, null, null];
    const sent = textOf(this.skills);
    const outcome = await this.api.writeRubric(skillsOf(this.skills), this.#version);
    if (outcome.kind === "done") {
      const typed = textOf(this.skills) === sent ? null : this.skills;
      this.#take(outcome.value);
      if (typed) this.skills = typed;
      this.keep();
    } else if (outcome.kind === "refused" && outcome.code === "outdated") await this.#meet();
    else this.failure = { detail: outcome.kind === "refused" ? outcome.detail : null };
    this.isBusy = false;
    return outcome.kind === "done" && !this.isChanged;
  }

  /** Back to what the session has. */
  discard(): void {
    if (this.#base !== null) this.skills = judgedOf(JSON.parse(this.#base) as RubricSkill[]);
    [this.theirs, this.failure] = [null, null];
  }

  /** Reads what the other wrote; what is typed here stays. */
  async #meet(): Promise<void> {
    const now = await this.api.rubric();
    if (now.kind !== "done") {
      this.failure = { detail: null };
      return;
    }
    const mine = this.skills;
    this.#take(now.value);
    [this.skills, this.theirs] = [mine, now.value.skills];
  }

  #take({ skills, version }: Rubric): void {
    this.skills = judgedOf(skills);
    [this.#base, this.#version] = [textOf(this.skills), version];
  }
}

const textOf = (skills: readonly Judged[]): string => JSON.stringify(skillsOf(skills));

/** What a browser kept may be anything. */
function readKept(value: unknown): Kept | null {
  const skills = isObject(value) ? readJudged(value.skills) : null;
  if (!isObject(value) || !skills || typeof value.base !== "string") return null;
  return { base: value.base, version: typeof value.version === "string" ? value.version : "", skills };
}
