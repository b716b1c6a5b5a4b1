// The module node:test: tests run when the program's own text is through, and are told as Node tells them on a terminal.

import { inspect } from "node-inspect-extracted";

import type { Machine } from "../library";
import { makeMock } from "./mocks";

type Body = (this: object, context: object, done?: (error?: unknown) => void) => unknown;
type Mark = boolean | string | undefined;

interface Options {
  skip?: Mark;
  todo?: Mark;
  only?: Mark;
}

interface Suite {
  hooks: Record<"before" | "after" | "beforeEach" | "afterEach", Body[]>;
  parent: Suite | null;
}

interface Case extends Options {
  name: string;
  body: Body;
  isSuite: boolean;
  line: string;
  children: Case[];
  suite: Suite;
  /** What it says of itself, below the line that says how it ended. */
  notes: string[];
  done: (value?: unknown) => void;
}

/** Traces name it. */
class TestContext {
  readonly signal = new AbortController().signal;
}

const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };

export function makeTest({ io, turns, process }: Machine, assert: () => object) {
  let told = "";
  const flush = () => {
    io.write("stdout", told);
    told = "";
  };
  /** After all that runs now, as Node's reporter: it hears of tests by a stream. */
  const say = (text: string) => {
    if (told === "") turns.immediate(flush);
    told += `${text}\n`;
  };
  const failures: string[] = [];
  const root: Case[] = [];
  const newSuite = (parent: Suite | null): Suite => ({
    hooks: { before: [], after: [], beforeEach: [], afterEach: [] },
    parent,
  });
  let suite = newSuite(null);
  let cases = root;
  let isScheduled = false;

  const addTo = (list: Case[], isSuite: boolean, marks: Options, given: unknown[]): Promise<unknown> => {
    const name = given.find((value) => typeof value === "string") as string | undefined;
    const body = (given.find((value) => typeof value === "function") ?? (() => undefined)) as Body;
    const options = given.find((value) => typeof value === "object") as Options | undefined;
    const line = placeOfCaller();
    return new Promise((done) => {
      const own = {
        name: name ?? (body.name || "<anonymous>"),
        body,
        isSuite,
        line,
        children: [],
        suite,
        notes: [],
        done,
      };
      list.push({ ...own, ...options, ...marks });
      if (isScheduled) return;
      isScheduled = true;
      turns.begin();
      turns.immediate(() => void runAll());
    });
  };

  /** Null: passed; else what it failed with. */
  const attempt = async (body: Body, context: object): Promise<{ error: unknown } | null> => {
    try {
      if (body.length < 2) await body.call(context, context);
      else
        await new Promise<void>((done, failed) => {
          body.call(context, context, (error) => (error ? failed(error as Error) : done()));
        });
      return null;
    } catch (error) {
      return { error };
    }
  };

  const hooksOf = (from: Suite, name: "beforeEach" | "afterEach"): Body[] =>
    from.parent ? [...hooksOf(from.parent, name), ...from.hooks[name]] : from.hooks[name];

  async function run(one: Case, depth: number): Promise<boolean> {
    const beganMs = performance.now();
    const indent = "  ".repeat(depth);
    const mark = one.skip ? "SKIP" : one.todo ? "TODO" : null;
    const reason = [one.skip, one.todo].find((value) => typeof value === "string");
    const tell = (sign: string) =>
      say(
        `${indent}${sign} ${one.name} (${(performance.now() - beganMs).toFixed(6)}ms)${mark ? ` # ${String(reason ?? mark)}` : ""}`,
      );
    counts[one.isSuite ? "suites" : "tests"] += 1;
    if (one.skip) {
      counts.skipped += 1;
      tell("﹣");
      return true;
    }
    const failed = one.isSuite ? await runSuite(one, depth) : await runTest(one, depth);
    if (!one.isSuite) counts[one.todo ? "todo" : failed ? "fail" : "pass"] += 1;
    tell(failed ? "✖" : "✔");
    for (const note of one.notes) say(`${indent}ℹ ${note}`);
    if (failed && failed !== "below") {
      const shown = inspect(failed.error).replace(/^/gm, `${indent}  `);
      say(`${shown}\n`);
      failures.push(
        `test at ${one.line}\n✖ ${one.name} (${(performance.now() - beganMs).toFixed(6)}ms)\n${shown.replace(new RegExp(`^${indent}`, "gm"), "")}`,
      );
    }
    one.done();
    return !failed || Boolean(one.todo);
  }

  async function runSuite(one: Case, depth: number): Promise<{ error: unknown } | "below" | null> {
    const outer = { suite, cases };
    suite = newSuite(one.suite);
    const own = suite;
    cases = one.children;
    const failed = await attempt(one.body, { name: one.name });
    ({ suite, cases } = outer);
    if (failed) return failed;
    say(`${"  ".repeat(depth)}▶ ${one.name}`);
    for (const hook of own.hooks.before) {
      const broken = await attempt(hook, {});
      if (broken) return broken;
    }
    const passed = await runEach(one.children, depth + 1);
    for (const hook of own.hooks.after) await attempt(hook, {});
    return passed ? null : "below";
  }

  async function runTest(one: Case, depth: number): Promise<{ error: unknown } | "below" | null> {
    let isTold = false;
    let below = true;
    const test = (...given: unknown[]) => {
      if (!isTold) say(`${"  ".repeat(depth)}▶ ${one.name}`);
      isTold = true;
      const list: Case[] = [];
      void addTo(list, false, {}, given);
      return runEach(list, depth + 1).then((passed) => void (below &&= passed));
    };
    const mock = makeMock(process);
    const context = Object.assign(new TestContext(), {
      name: one.name,
      test,
      skip: (reason?: string) => (one.skip = reason ?? true),
      todo: (reason?: string) => (one.todo = reason ?? true),
      diagnostic: (text: string) => void one.notes.push(text),
      assert: assert(),
      mock,
    });
    for (const hook of hooksOf(one.suite, "beforeEach")) {
      const broken = await attempt(hook, context);
      if (broken) return broken;
    }
    const failed = await attempt(one.body, context);
    for (const hook of hooksOf(one.suite, "afterEach")) await attempt(hook, context);
    mock.reset();
    return failed ?? (below ? null : "below");
  }

  async function runEach(list: Case[], depth: number): Promise<boolean> {
    let passed = true;
    for (let at = 0; at < list.length; at += 1) {
      const one = list[at];
      if (one && !(await run(one, depth))) passed = false;
    }
    return passed;
  }

  async function runAll(): Promise<void> {
    const beganMs = performance.now();
    for (const hook of suite.hooks.before) await attempt(hook, {});
    if (!(await runEach(root, 0))) process.exitCode = 1;
    for (const hook of suite.hooks.after) await attempt(hook, {});
    for (const [name, count] of Object.entries(counts)) say(`ℹ ${name} ${count}`);
    say(`ℹ duration_ms ${(performance.now() - beganMs).toFixed(6)}`);
    if (failures.length > 0) say(`\n✖ failing tests:\n\n${failures.join("\n\n")}`);
    turns.settle();
  }

  const adder = (isSuite: boolean) => {
    const add =
      (marks: Options) =>
      (...given: unknown[]) =>
        addTo(cases, isSuite, marks, given);
    return Object.assign(add({}), { skip: add({ skip: true }), todo: add({ todo: true }), only: add({ only: true }) });
  };
  const hook = (name: keyof Suite["hooks"]) => (body: Body) => void suite.hooks[name].push(body);
  const test = adder(false);
  const describe = adder(true);
  const hooks = {
    before: hook("before"),
    after: hook("after"),
    beforeEach: hook("beforeEach"),
    afterEach: hook("afterEach"),
  };
  return Object.assign(test, {
    test,
    it: test,
    describe,
    suite: describe,
    ...hooks,
    mock: makeMock(process),
    default: test,
  });
}

function placeOfCaller(): string {
  return /[^\s(]+\.[cm]?[jt]s:\d+:\d+/.exec(String(new Error("here").stack))?.[0] ?? "main.js";
}
