// What was so at a moment beside the text: who was there, the language, locks, and what the console showed.
import { type Run, RUNS_MAX } from "../sync/runs/runs";
import type { RecordedFile, RecordedPerson, RecordedRole } from "./answer";
import type { Fact } from "./facts";
import { PastRun } from "./pastrun";

export interface Present {
  participant: string;
  name: string | null;
  role: RecordedRole | null;
}

/** A fact and how many entries have happened with it. */
export interface Happened {
  entries: number;
  atMs: number;
  fact: Fact;
}

export interface Scene {
  present: readonly Present[];
  language: string;
  isLocked: boolean;
  runsDisabled: boolean;
  isEnded: boolean;
  /** Beside the first one; deleted ones are not among them. */
  files: readonly RecordedFile[];
  /** The roots of deleted ones. */
  deleted: readonly string[];
  /** The numbers of those that are shown, in the order in which they were. */
  questions: readonly number[];
  /** The last runs, the oldest first; the same arrays of output go on growing while time goes forward. */
  runs: readonly Run[];
}

const rootOf = (file: string): string => `file:${file}`;

/** Goes forward fact by fact; backward it begins anew, but for runs: most facts are what they print. */
export class Scenes {
  #next = 0;
  /** In order of their starts. */
  readonly #runs = new Map<string, PastRun>();
  #known = 0;
  readonly #others: Happened[] = [];
  #present = new Map<string, Present>();
  readonly #paths = new Map<string, { path: string; isDeleted: boolean }>();
  #language: string | null = null;
  readonly #questions = new Set<number>();
  #isLocked = false;
  #runsDisabled = false;
  #isEnded = false;

  /** `happened` may grow at its end. */
  constructor(
    readonly happened: readonly Happened[],
    readonly people: () => readonly RecordedPerson[],
    readonly firstLanguage: () => string,
  ) {}

  at(entries: number): Scene {
    this.#sort();
    if ((this.#others[this.#next - 1]?.entries ?? 0) > entries) this.#rewind();
    for (let one = this.#others[this.#next]; one && one.entries <= entries; one = this.#others[this.#next]) {
      this.#happens(one.fact);
      this.#next += 1;
    }
    return {
      present: [...this.#present.values()],
      language: this.#language ?? this.firstLanguage(),
      isLocked: this.#isLocked,
      runsDisabled: this.#runsDisabled,
      isEnded: this.#isEnded,
      files: this.#files(),
      deleted: [...this.#paths].filter(([, { isDeleted }]) => isDeleted).map(([id]) => rootOf(id)),
      questions: [...this.#questions],
      runs: this.#runsAt(entries),
    };
  }

  #sort(): void {
    for (const one of this.happened.slice(this.#known)) {
      if (one.fact.type !== "run") {
        this.#others.push(one);
        continue;
      }
      const { event } = one.fact;
      const run = this.#runs.get(event.run) ?? new PastRun();
      this.#runs.set(event.run, run);
      run.add(one.entries, event);
    }
    this.#known = this.happened.length;
  }

  #runsAt(entries: number): Run[] {
    const runs: Run[] = [];
    for (const past of [...this.#runs.values()].reverse()) {
      const run = past.at(entries);
      if (run) runs.unshift({ ...run });
      if (runs.length === RUNS_MAX) break;
    }
    return runs;
  }

  #rewind(): void {
    this.#next = 0;
    this.#present.clear();
    this.#paths.clear();
    this.#questions.clear();
    this.#language = null;
    this.#isLocked = this.#runsDisabled = this.#isEnded = false;
  }

  #happens(fact: Fact): void {
    switch (fact.type) {
      case "joined":
      case "renamed":
        if (fact.participant !== null) this.#enter(fact.participant, fact.name, fact.role);
        break;
      case "left":
        this.#present.delete(fact.participant ?? "");
        break;
      case "removed":
        this.#present.delete(fact.who ?? "");
        break;
      case "file":
        this.#paths.set(fact.file, { path: fact.path, isDeleted: fact.change === "deleted" });
        break;
      case "question":
        this.#questions.delete(fact.number);
        if (fact.isShown) this.#questions.add(fact.number);
        break;
      case "language":
        this.#language = fact.language;
        break;
      case "changed":
        this.#language = fact.language ?? this.#language;
        break;
      case "locked":
      case "unlocked":
        this.#isLocked = fact.type === "locked";
        break;
      case "runs_disabled":
      case "runs_enabled":
        this.#runsDisabled = fact.type === "runs_disabled";
        break;
      case "ended":
        this.#isEnded = true;
        this.#present.clear();
        break;
      case "reopened":
        this.#isEnded = false;
        break;
    }
  }

  #files(): RecordedFile[] {
    return [...this.#paths]
      .filter(([, { isDeleted }]) => !isDeleted)
      .map(([id, { path }]) => ({ root: rootOf(id), path }))
      .sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  #enter(participant: string, name: string | null, role: RecordedRole | null): void {
    const known = this.#present.get(participant);
    const recorded = this.people().find((person) => person.participant === participant);
    this.#present.set(participant, {
      participant,
      name: name ?? known?.name ?? recorded?.name ?? null,
      role: role ?? known?.role ?? recorded?.role ?? null,
    });
  }
}
