// A test or suite of node:test, and what is said of it when it is over: as Node's reporter says it on a terminal.

import { inspect } from "node-inspect-extracted";

export type Body = (this: object, context: object, done?: (error?: unknown) => void) => unknown;
export type Mark = boolean | string | undefined;
export type HookName = "before" | "after" | "beforeEach" | "afterEach";

export interface Options {
  skip?: Mark;
  todo?: Mark;
  only?: boolean;
  timeout?: number;
}

/** Why a test failed: what it threw, or a sentence; "below": tests in it did. */
export type Failure = { error: unknown } | "below";

export class Case {
  readonly children: Case[] = [];
  readonly hooks: Record<HookName, Body[]> = { before: [], after: [], beforeEach: [], afterEach: [] };
  /** What it says of itself, below the lines that say how it ended. */
  readonly notes: string[] = [];
  skip: Mark;
  todo: Mark;
  /** Null: it never ran. */
  beganMs: number | null = null;
  failure: Failure | null = null;
  isOver = false;
  isCancelled = false;
  /** Its name stands above those of its children. */
  isHead = false;
  /** One of its children runs; the others wait. */
  isBusy = false;
  readonly waiting: (() => void)[] = [];
  /** Ends its body with what went wrong beside it. */
  stop: (error: unknown) => void = () => undefined;
  /** What a suite's body led to. */
  built: Promise<Failure | null> = Promise.resolve(null);

  constructor(
    readonly name: string,
    readonly parent: Case | null,
    readonly body: Body,
    readonly isSuite: boolean,
    readonly options: Options,
    /** Where it stands in the program. */
    readonly place: string,
  ) {
    [this.skip, this.todo] = [options.skip, options.todo];
    if (options.only) this.notes.push("'only' and 'runOnly' require the --test-only command-line option.");
    parent?.children.push(this);
  }

  get fullName(): string {
    return this.parent?.parent ? `${this.parent.fullName} > ${this.name}` : this.name;
  }

  get indent(): string {
    return this.parent?.parent ? `${this.parent.indent}  ` : "";
  }

  /** Outer hooks come first before a test, last after it. */
  hooksAround(name: "beforeEach" | "afterEach"): Body[] {
    const outer = this.parent?.hooksAround(name) ?? [];
    return name === "beforeEach" ? [...outer, ...this.hooks[name]] : [...this.hooks[name], ...outer];
  }
}

const isMarked = (mark: Mark) => mark !== undefined && mark !== false;

export const isSkipped = ({ skip }: Case) => isMarked(skip);
export const countsAsFailed = ({ failure, todo }: Case) => failure !== null && !isMarked(todo);

export class Reporter {
  readonly #beganMs = performance.now();
  readonly #counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  readonly #failures: string[] = [];

  constructor(readonly say: (text: string) => void) {}

  tell(one: Case): void {
    this.#count(one);
    if (one.parent) this.#head(one.parent);
    const title = titleOf(one);
    const shown = one.failure === null || one.failure === "below" ? "" : textOf(one.failure.error);
    const sign = isSkipped(one) ? "﹣" : one.failure ? "✖" : "✔";
    const below = shown && `${one.isHead ? "\n" : ""}${under(shown, one.indent)}\n`;
    this.say(`${one.indent}${sign} ${title}${below}`);
    for (const note of one.notes) this.say(`${one.indent}ℹ ${note}`);
    if (shown) this.#failures.push(`test at ${one.place}\n✖ ${title}${under(shown, "")}`);
  }

  /** When nothing is left to run. */
  end(notes: string[]): void {
    for (const note of notes) this.say(`ℹ ${note}`);
    for (const [name, count] of Object.entries(this.#counts)) this.say(`ℹ ${name} ${count}`);
    this.say(`ℹ duration_ms ${(performance.now() - this.#beganMs).toFixed(6)}`);
    if (this.#failures.length > 0) this.say(`\n✖ failing tests:\n\n${this.#failures.join("\n\n")}`);
  }

  #head(one: Case): void {
    if (!one.parent || one.isHead) return;
    this.#head(one.parent);
    one.isHead = true;
    this.say(`${one.indent}▶ ${one.name}`);
  }

  #count(one: Case): void {
    if (one.isSuite) this.#counts.suites += 1;
    else {
      this.#counts.tests += 1;
      const failed = one.isCancelled ? "cancelled" : one.failure ? "fail" : "pass";
      this.#counts[isSkipped(one) ? "skipped" : isMarked(one.todo) ? "todo" : failed] += 1;
    }
  }
}

function titleOf(one: Case): string {
  const took = one.name + (one.beganMs === null ? "" : ` (${(performance.now() - one.beganMs).toFixed(6)}ms)`);
  const said = (mark: Mark, word: string) => ` # ${typeof mark === "string" && mark ? mark : word}`;
  return took + (isSkipped(one) ? said(one.skip, "SKIP") : isMarked(one.todo) ? said(one.todo, "TODO") : "");
}

const textOf = (error: unknown) => inspect(error, { breakLength: Infinity });

/** Each line of a text below a title. */
const under = (text: string, indent: string) => `\n${text.replace(/^/gm, `${indent}  `)}`;
