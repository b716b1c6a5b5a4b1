// Runs a JavaScript program to its end: until nothing of it is left that could go on, as Node does.

import { addToBrowser } from "../../node/browser";
import { showIterators } from "../../node/iterators";
import { showWhatIsHidden } from "../../node/shown";
import { addressOf, type Linked, Linker, metaOf } from "../../node/loading/link";
import { namesOf, ofScripts, run, Scripts, type Builtin, type Main } from "../../node/loading/modules";
import { makeProcess, type Ends, type Process } from "../../node/process";
import { CompileError, kindOf, Sources, type Compile } from "../../node/loading/sources";
import { rememberJson } from "../../node/loading/json";
import { isNative, OF_JSON, Traces, type Source, type Spot } from "../../node/loading/traces";
import { Turns } from "../../node/turns/turns";
import type { Program } from "../../program";
import { limitBuffers } from "./buffers";
import { makeConsole } from "./console";
import { setGlobals } from "./globals";
import { openLibrary } from "./library";
import { keepNamesOfNode } from "./names";
import { isLikeError, unhandled } from "./rejected";
import type { Io, Outcome } from "../serve";
import { findSyntaxError, markedIn } from "./syntax";

declare function importScripts(url: string): void; // of workers; the page's types know only windows

const BROKEN_HANDLER = 7; // Node's exit code where the program's own function for errors fails
const UNSETTLED = 13; // Node's exit code of a program whose last `await` is never answered
const NATIVE_ANSWERS_WITHIN_MS = 1_000; // what the browser itself may answer; nothing tells that it will not

/** What a file is before it is JavaScript; its default is that it is. */
const AS_IT_IS: Compile = (_path, code) => ({ code, locate: (place) => place });

/** Uses up this worker: the program's globals stay. */
export function runProgram(
  program: Program,
  library: ArrayBuffer,
  io: Io,
  compile: Compile = AS_IT_IS,
): Promise<Outcome> {
  return new Promise((resolve) => new Running(new Sources(program, compile), library, io, resolve).start());
}

class Running {
  readonly #traces = new Traces();
  readonly #turns = new Turns();
  readonly #process: Process;
  readonly #key = `program ${Math.random()}`;
  readonly #scripts: Scripts;
  readonly #linker: Linker;
  /** What broke while a script was compiled: where that was. */
  readonly #broken = new WeakMap<object, Source>();
  #isOver = false;
  #isLeaving = false;
  /** A module that waits at its top level. */
  #isWaiting = false;

  constructor(
    readonly sources: Sources,
    library: ArrayBuffer,
    readonly io: Io,
    readonly resolve: (outcome: Outcome) => void,
  ) {
    limitBuffers();
    rememberJson();
    const { program } = sources;
    const ends: Ends = { exit: (code) => this.#die(this.#leave(code)), die: (code) => this.#die(code) };
    this.#process = makeProcess(io, this.#turns, () => opened(), program, ends);
    const opened = openLibrary(library, { io, turns: this.#turns, process: this.#process, program });
    showIterators();
    showWhatIsHidden((sentence) => this.#isOver || io.write("stderr", `${sentence}\n`));
    const written = makeConsole((stream, text) => this.#isOver || io.write(stream, text));
    Object.assign(console, written);
    const builtin: Builtin = (name) => (/^(node:)?module$/.test(name) ? this.#scripts.module : opened().module(name));
    this.#scripts = new Scripts(sources, builtin, (source) => this.#compile(source));
    this.#linker = new Linker(sources, this.#traces, builtin, this.#key);
    const linked: Linked = Object.assign((name: string) => builtin(name), {
      script: (path: string) => this.#scripts.load(path, [program.entry]),
      load: (from: string, name: unknown) => this.#turns.during(this.#linker.load(from, name)).then((found) => found),
      ...{ meta: metaOf, throws: this.#traces.throws },
    });
    Object.defineProperty(self, this.#key, { value: linked });
    setGlobals({
      ...{ io, turns: this.#turns, process: this.#process, buffer: () => opened().Buffer },
      close: () => this.#finish(0, false),
      passedOn: (error) => this.#traces.forgetThrow(error),
    });
    addToBrowser(builtin, this.#turns);
    keepNamesOfNode(builtin);
    // As a script has them: the usual tools make scripts of TypeScript, also where it has imports.
    if (program.entry.endsWith(".ts")) Object.assign(self, namesOf(this.#scripts.main));
  }

  start(): void {
    this.#turns.idle = () => this.#end();
    self.onerror = (_message, address, line, column, error) => {
      const place = line ? this.#traces.spot(String(address), { line, column: column ?? 1 }) : null;
      const thrown = this.#traces.thrownAt(error);
      this.#fail(error, thrown?.source.path === OF_JSON ? (place ?? thrown) : (thrown ?? place));
      return true;
    };
    self.onunhandledrejection = (event) => {
      event.preventDefault();
      this.#rejected(event.reason, event.promise);
    };
    self.onrejectionhandled = ({ promise }) => void this.#process.emit("rejectionHandled", promise);
    try {
      const { entry } = this.sources; // compiled
      this.io.stage("running");
      this.#load(entry);
    } catch (error) {
      if (error instanceof CompileError) return this.#fail(error, null);
      const { code, message } = error as Error & { code?: string };
      this.#fail(error, null, `Error${code ? ` [${code}]` : ""}: ${message}\n`);
    }
  }

  #load(entry: Source): void {
    if (kindOf(entry) === "module") return this.#runModule(entry, null);
    let main: Main;
    try {
      main = this.#compile(entry);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return this.#runModule(entry, error); // it may wait at its top level
    }
    this.#turns.begin();
    this.#turns.afterMs(0, () => {
      try {
        this.#turns.run(() => run(main, this.#scripts.main));
      } finally {
        this.#turns.settle();
      }
    });
  }

  /** The function that Node makes of a script. */
  #compile(source: Source): Main {
    const taken: { main?: Main } = {};
    const take = `take ${this.#key}`;
    Object.defineProperty(self, take, { value: (main: Main) => (taken.main = main), configurable: true });
    const before = `self[${JSON.stringify(take)}](function (exports, require, module, __filename, __dirname) { `;
    const { code, back } = this.#linker.rewrite(source, before);
    const address = addressOf(`${code}\n})`);
    this.#traces.add(address, source, back);
    try {
      importScripts(address);
    } catch (error) {
      if (error instanceof SyntaxError) this.#broken.set(error, source);
      throw error;
    } finally {
      Reflect.deleteProperty(self, take);
    }
    if (!taken.main) throw new Error("The program was not compiled.");
    return taken.main;
  }

  /** `scriptError`: why it is no script, if it was tried as one. */
  #runModule(entry: Source, scriptError: SyntaxError | null): void {
    const address = this.#linker.addressOfModule(entry);
    this.#turns.begin();
    this.#isWaiting = true;
    const done = () => {
      this.#isWaiting = false;
      this.#turns.look();
    };
    import(/* @vite-ignore */ address).then(done, (error: unknown) => {
      const isSyntax = error instanceof SyntaxError && !this.#broken.has(error) && this.#traces.topOf(error) === null;
      if (isSyntax && scriptError) void this.#failToParse(scriptError, entry, false);
      else if (isSyntax) void this.#failToLink(error);
      else this.#fail(ofScripts(error), this.#traces.topOf(error));
    });
    this.#turns.settle(); // what a module waits for keeps it going, not that it waits
  }

  /** One of the modules does not parse, or has not what another imports. */
  async #failToLink(error: SyntaxError): Promise<void> {
    const missed = this.#linker.importOf(error.message);
    if (missed) {
      this.io.write(
        "stderr",
        `${this.#traces.excerpt(missed, missed.width)}\nSyntaxError: ${this.#linker.named(error.message)}\n`,
      );
      return this.#finish(1, true);
    }
    for (const source of this.#linker.linked) {
      if (kindOf(source) !== "module" || !(await findSyntaxError(source.code, true))) continue;
      return this.#failToParse(error, source, true);
    }
    return this.#failToParse(error, this.sources.entry, true);
  }

  async #failToParse(error: SyntaxError, source: Source, isModule: boolean): Promise<void> {
    const found = await findSyntaxError(source.code, isModule);
    const place = found && { ...source.locate(found), source };
    const text = source.text.split("\n")[(place?.line ?? 1) - 1]?.slice((place?.column ?? 1) - 1) ?? "";
    const isAtEnd = found !== null && !text;
    const told = found?.message ?? error.message.replace(/^Failed to execute .*?: /, "");
    const said = isAtEnd ? "Unexpected end of input" : told;
    const width = isAtEnd ? 0 : markedIn(text, said);
    const where = place ? `${this.#traces.excerpt(place, width)}\n\n` : `${source.path}\n`;
    const isMarkup = /token '<'/.test(error.message) && /^<\/?[A-Za-z>]/.test(text);
    this.io.write(
      "stderr",
      `${where}SyntaxError: ${this.#linker.named(said)}\n${framesOf(error)}${isMarkup ? MARKUP : ""}`,
    );
    this.#finish(1, true);
  }

  #rejected(reason: unknown, promise: Promise<unknown>): void {
    if (this.#process.emit("unhandledRejection", reason, promise)) return;
    const kind = "unhandledRejection";
    if (isLikeError(reason))
      return this.#fail(reason, isNative(reason) ? this.#traces.topOf(reason) : null, undefined, kind);
    const { error, report } = unhandled(reason);
    this.#fail(error, null, report, kind);
  }

  #fail(error: unknown, place: Spot | null, told?: string, origin = "uncaughtException"): void {
    if (this.#isOver) return;
    const broken = error instanceof SyntaxError && this.#broken.get(error);
    if (broken) return void this.#failToParse(error, broken, false);
    const report = told ?? (error instanceof CompileError ? error.report : this.#traces.report(error, place));
    try {
      if (!this.#isLeaving && this.#isCaught(error, origin)) return this.#goOn();
    } catch (other) {
      this.io.write("stderr", this.#traces.report(other, this.#traces.thrownAt(other)));
      return this.#finish(BROKEN_HANDLER, true);
    }
    this.io.write("stderr", report);
    this.#finish(this.#leave(1), true);
  }

  /** Ticks come before promises also where the turn's own call threw. */
  #goOn(): void {
    this.#turns.look();
    try {
      this.#turns.run(() => undefined);
    } catch (error) {
      this.#fail(error, this.#traces.thrownAt(error));
    }
  }

  /** The program has a function for such errors. */
  #isCaught(error: unknown, origin: string): boolean {
    const { captured } = this.#process;
    this.#process.emit("uncaughtExceptionMonitor", error, origin);
    if (!captured()) return this.#process.emit("uncaughtException", error, origin);
    captured()?.(error);
    return true;
  }

  /** Nothing is left to do. */
  #end(): void {
    if (this.#isOver) return;
    if (this.#isWaiting) return this.#turns.afterMs(NATIVE_ANSWERS_WITHIN_MS, () => this.#endUnsettled());
    this.#process.emit("beforeExit", Number(this.#process.exitCode ?? 0));
    if (!this.#turns.isIdle) return;
    const code = this.#leave(Number(this.#process.exitCode ?? 0));
    this.#finish(code, false);
  }

  #endUnsettled(): void {
    if (this.#isOver || !this.#isWaiting || !this.#turns.isIdle) return;
    const code = this.#leave(Number(this.#process.exitCode ?? UNSETTLED));
    if (code === UNSETTLED)
      this.io.write("stderr", `Warning: Detected unsettled top-level await in ${this.sources.program.entry}\n`);
    this.#finish(code, false);
  }

  /** Tells the program that it ends. */
  #leave(code: number): number {
    if (this.#isLeaving) return code;
    this.#isLeaving = true;
    if (code !== 0 || this.#process.exitCode !== undefined) this.#process.exitCode = code;
    this.#process.emit("exit", code);
    return Number(this.#process.exitCode ?? code); // a listener may have changed it
  }

  #die(code: number): never {
    this.#isOver = true;
    return this.io.exit({ code: code & 255, isError: false });
  }

  #finish(code: number, isError: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.resolve({ code: code & 255, isError });
  }
}

export const MARKUP = "JSX does not run here: a page has to be built for it. Plain functions that return text do.\n";

/** Who asked for the file, of what the program wrote. */
const framesOf = ({ stack }: Error) =>
  (String(stack).match(/^ {4}at .*:\d+:\d+\)?$/gm) ?? []).map((frame) => `${frame}\n`).join("");
