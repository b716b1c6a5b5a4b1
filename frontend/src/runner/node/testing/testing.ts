// The module node:test: tests run when the program's own text is through, and are told as Node tells them on a terminal.

import type { Machine } from "../library";
import {
  type Body,
  Case,
  countsAsFailed,
  type Failure,
  type HookName,
  isSkipped,
  type Options,
  Reporter,
} from "./cases";
import { makeMock } from "./mocks";

const UNFINISHED = "test did not finish before its parent and was cancelled";
const PENDING = "Promise resolution is still pending but the event loop has already resolved";
const LATE = "Error: A resource generated asynchronous activity after the test ended. This activity created the error";

class Context {
  readonly signal = new AbortController().signal;
  readonly name: string;
  readonly fullName: string;

  constructor({ name, fullName }: Case) {
    [this.name, this.fullName] = [name, fullName];
  }
}
/** Traces name both. */
class TestContext extends Context {}
class SuiteContext extends Context {}

export function makeTest({ io, turns, process }: Machine, assert: () => object) {
  let told = "";
  const flush = () => {
    io.write("stdout", told);
    told = "";
  };
  /** After all that runs now, as Node's reporter: it hears of tests by a stream. */
  const reporter = new Reporter((text) => {
    if (told === "") turns.immediate(flush);
    told += `${text}\n`;
  });
  const root = new Case("", null, () => undefined, true, {}, "");
  /** Where tests and hooks belong that are added now. */
  let open = root;
  let isBegun = false;
  let isReady = false;
  /** Tests whose bodies run, the innermost last. */
  const running: Case[] = [];

  function begin(): void {
    if (isBegun) return;
    isBegun = root.isBusy = true;
    turns.immediate(() => {
      isReady = true;
      root.isBusy = false;
      root.waiting.shift()?.();
    });
    for (const name of ["uncaughtException", "unhandledRejection"])
      process.on(name, (error: unknown) => blame(error, name));
    process.once("beforeExit", () => {
      cancelBelow(root, PENDING);
      reporter.end(root.notes);
    });
  }

  /** What nobody catches is of the test that runs. */
  function blame(error: unknown, event: string): void {
    if (!isReady) throw error;
    const one = running.at(-1);
    if (one) return one.stop(error);
    root.notes.push(`${LATE} "${String(error)}" which triggered an ${event} event, caught by the test runner.`);
    process.exitCode = 1;
  }

  /** One after the other; each gets a promise at once. */
  function start(one: Case): Promise<void> {
    const parent = one.parent ?? root;
    if (!parent.isBusy) return run(one, parent);
    return new Promise((done) => {
      parent.waiting.push(async () => {
        await run(one, parent);
        done();
      });
    });
  }

  async function run(one: Case, parent: Case): Promise<void> {
    parent.isBusy = true;
    one.beganMs = performance.now();
    const failure = one.isSuite ? await runSuite(one) : await runTest(one, parent);
    finish(one, failure);
    parent.isBusy = false;
    parent.waiting.shift()?.();
    if (parent !== root || root.isBusy) return;
    for (const hook of root.hooks.after.splice(0)) await attempt(hook, new TestContext(root));
  }

  function finish(one: Case, failure: Failure | null): void {
    if (one.isOver) return; // it was cancelled
    one.isOver = true;
    cancelBelow(one, UNFINISHED);
    one.failure = failure ?? (one.children.some(countsAsFailed) ? "below" : null);
    reporter.tell(one);
    if (countsAsFailed(one)) process.exitCode = 1;
  }

  function cancelBelow(one: Case, why: string): void {
    for (const child of one.children) {
      if (child.isOver) continue;
      child.isCancelled = true;
      finish(child, { error: why });
    }
  }

  async function runSuite(one: Case): Promise<Failure | null> {
    let failure = await one.built;
    const context = new SuiteContext(one);
    for (const hook of one.hooks.before.splice(0)) failure ??= await attempt(hook, context);
    // Their frames show the promises, as of Node's own: what a first test throws has them.
    const starting = (child: Case) => new Promise<void>((done, failed) => void start(child).then(done, failed));
    if (!failure) await Promise.all(one.children.map(starting));
    for (const hook of one.hooks.after) {
      const broken = await attempt(hook, context);
      failure ??= broken;
    }
    return failure;
  }

  async function runTest(one: Case, parent: Case): Promise<Failure | null> {
    if (isSkipped(one)) return null;
    const { context, reset } = contextOf(one);
    let failure: Failure | null = null;
    for (const hook of parent.hooks.before.splice(0)) failure ??= await attempt(hook, new TestContext(parent));
    for (const hook of parent.hooksAround("beforeEach")) failure ??= await attempt(hook, context);
    if (!failure) {
      open = one;
      running.push(one);
      const ended = attempt(one.body, context, one);
      open = root;
      failure = await ended;
      running.splice(running.indexOf(one), 1);
    }
    for (const hook of [...parent.hooksAround("afterEach"), ...one.hooks.after]) {
      const broken = await attempt(hook, context);
      failure ??= broken;
    }
    reset();
    return failure;
  }

  /** Null: passed. `one`: the test whose body it is. */
  async function attempt(body: Body, context: object, one?: Case): Promise<Failure | null> {
    try {
      const { end, ended } = body.length < 2 ? { ended: undefined } : ending();
      const answer = Reflect.apply(body, context, end ? [context, end] : [context]) as unknown;
      await (one ? Promise.race([ended ?? answer, stopped(one)]) : (ended ?? answer));
      return null;
    } catch (error) {
      return { error };
    }
  }

  function stopped(one: Case): Promise<never> {
    return new Promise((_, failed) => {
      one.stop = failed;
      const { timeout = Infinity } = one.options;
      const stop = () => {
        one.isCancelled = !one.isOver;
        failed(`test timed out after ${timeout}ms` as unknown as Error);
      };
      if (timeout < Infinity) turns.start(stop, timeout, [], false).unref();
    });
  }

  function contextOf(one: Case) {
    const mock = makeMock(process);
    const context = Object.assign(new TestContext(one), {
      test: (...given: unknown[]) => start(newCase(one, false, {}, given)),
      skip: (reason?: string) => void (one.skip = reason ?? true),
      todo: (reason?: string) => void (one.todo = reason ?? true),
      diagnostic: (text: string) => void one.notes.push(text),
      runOnly: () => undefined,
      ...{ before: hookOf(one, "before"), after: hookOf(one, "after") },
      ...{ beforeEach: hookOf(one, "beforeEach"), afterEach: hookOf(one, "afterEach") },
      assert: assert(),
      mock,
    });
    return { context, reset: () => mock.reset() };
  }

  const hookOf = (one: Case, name: HookName) => (body: Body) => void one.hooks[name].push(body);

  /** A suite's own body runs at once, and adds its tests. */
  function newCase(parent: Case, isSuite: boolean, marks: Options, given: unknown[]): Case {
    const name = given.find((value) => typeof value === "string") as string | undefined;
    const body = (given.find((value) => typeof value === "function") ?? (() => undefined)) as Body;
    const options = given.find((value) => typeof value === "object") as Options | undefined;
    const called = name || body.name || "<anonymous>";
    const one = new Case(called, parent, body, isSuite, { ...options, ...marks }, placeOfCaller());
    if (!isSuite || isSkipped(one)) return one;
    const outer = open;
    open = one;
    one.built = attempt(body, new SuiteContext(one));
    open = outer;
    return one;
  }

  function add(isSuite: boolean, marks: Options, given: unknown[]): Promise<void> {
    begin();
    const one = newCase(open, isSuite, marks, given);
    return open.isSuite && open !== root ? Promise.resolve() : start(one);
  }

  const adder = (isSuite: boolean) => {
    const by =
      (marks: Options) =>
      (...given: unknown[]) =>
        add(isSuite, marks, given);
    return Object.assign(by({}), { skip: by({ skip: true }), todo: by({ todo: true }), only: by({ only: true }) });
  };
  const hook = (name: HookName) => (body: Body) => hookOf(open, name)(body);
  const test = adder(false);
  const describe = adder(true);
  return Object.assign(test, {
    ...{ test, it: test, describe, suite: describe },
    ...{ before: hook("before"), after: hook("after") },
    ...{ beforeEach: hook("beforeEach"), afterEach: hook("afterEach") },
    mock: makeMock(process),
    default: test,
  });
}

/** What a test with a second parameter calls at its end. */
function ending() {
  let end: (error?: unknown) => void = () => undefined;
  const ended = new Promise<void>((done, failed) => {
    end = (error) => (error ? failed(error as Error) : done());
  });
  return { end, ended };
}

function placeOfCaller(): string {
  return /[^\s(]+\.[cm]?[jt]s:\d+:\d+/.exec(String(new Error("here").stack))?.[0] ?? "main.js";
}
