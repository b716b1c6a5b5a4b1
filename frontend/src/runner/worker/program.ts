// Runs a JavaScript program to its end: until nothing of it is left that could go on, as Node does.

import { makeRequire, nameModules, rewriteImports, type Builtin } from "../node/modules";
import { HOME, makeProcess, type Process, type Streams } from "../node/process";
import { Traces, type Place, type Program } from "../node/traces";
import { Turns } from "../node/turns";
import { limitBuffers } from "./buffers";
import { makeConsole } from "./console";
import { openLibrary } from "./library";
import type { Io, Outcome } from "./serve";
import { findSyntaxError } from "./syntax";

declare function importScripts(url: string): void; // of workers; the page's types know only windows

const UNSETTLED = 13; // Node's exit code of a program whose last `await` is never answered
const NATIVE_ANSWERS_WITHIN_MS = 1_000; // what the browser itself may answer; nothing tells that it will not

type Main = (exports: object, require: unknown, module: object, filename: string, dirname: string) => void;

/** Uses up this worker: the program's globals stay. */
export function runProgram(program: Program, library: ArrayBuffer, io: Io): Promise<Outcome> {
  return new Promise((resolve) => new Running(program, library, io, resolve).start());
}

class Running {
  readonly #traces: Traces;
  readonly #turns = new Turns();
  readonly #process: Process;
  readonly #key = `program ${Math.random()}`;
  readonly #module: { exports: object; [more: string]: unknown };
  readonly #require: NodeJS.Require;
  readonly #builtin: Builtin;
  #isOver = false;
  #isLeaving = false;
  /** A module that waits at its top level. */
  #isWaiting = false;

  constructor(
    readonly program: Program,
    library: ArrayBuffer,
    readonly io: Io,
    readonly resolve: (outcome: Outcome) => void,
  ) {
    this.#traces = new Traces(program);
    limitBuffers();
    const streams: Streams = { stdin: () => opened().stdin(), writable: (stream) => opened().writable(stream) };
    this.#process = makeProcess(io, this.#turns, streams, (code) => this.#exit(code));
    const opened = openLibrary(library, { io, turns: this.#turns, process: this.#process, program });
    const written = makeConsole((stream, text) => this.#isOver || io.write(stream, text));
    Object.assign(console, written);
    this.#builtin = (name) => opened().module(name);
    const filename = `${HOME}/${program.file}`;
    this.#module = { id: ".", path: HOME, exports: {}, filename, loaded: false, children: [], paths: [] };
    this.#require = makeRequire(this.#builtin, this.#module);
    this.#module.require = this.#require;
    this.#setGlobals(() => opened().Buffer);
  }

  start(): void {
    this.#turns.idle = () => this.#end();
    self.onerror = (_message, address, line, column, error) => {
      const place = line && this.#traces.has(String(address)) ? { line, column: column ?? 1 } : null;
      this.#fail(error, this.#traces.thrownAt(error) ?? (place && this.#traces.place(String(address), place)));
      return true;
    };
    self.onunhandledrejection = (event) => {
      event.preventDefault();
      this.#rejected(event.reason, event.promise);
    };
    this.io.stage("running");
    try {
      this.#load();
    } catch (error) {
      const { code, message } = error as Error & { code?: string };
      this.#fail(error, null, code ? `Error [${code}]: ${message}\n` : undefined);
    }
  }

  #load(): void {
    const { code, isModule } = rewriteImports(this.program, this.#builtin, this.#key);
    Object.defineProperty(self, this.#key, { value: (name: string) => this.#require(name) });
    if (isModule) return this.#runModule(code, null);
    let main: Main;
    try {
      main = this.#compile(code);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      return this.#runModule(code, error); // it may wait at its top level
    }
    this.#turns.begin();
    this.#turns.afterMs(0, () => {
      try {
        this.#turns.run(() => {
          const { exports } = this.#module;
          main.call(exports, exports, this.#require, this.#module, String(this.#module.filename), HOME);
        });
      } finally {
        this.#turns.begun();
        this.#turns.settle();
      }
    });
  }

  /** The function that Node makes of a script. */
  #compile(code: string): Main {
    const taken: { main?: Main } = {};
    const take = `take ${this.#key}`;
    Object.defineProperty(self, take, { value: (main: Main) => (taken.main = main), configurable: true });
    const before = `self[${JSON.stringify(take)}](function (exports, require, module, __filename, __dirname) { `;
    const address = addressOf(`${before}${code.replace(/^#!/, "//")}\n})`);
    this.#traces.add(address, before.length);
    importScripts(address);
    Reflect.deleteProperty(self, take);
    if (!taken.main) throw new Error("The program was not compiled.");
    return taken.main;
  }

  /** `scriptError`: why it is no script, if it was tried as one. */
  #runModule(code: string, scriptError: SyntaxError | null): void {
    const address = addressOf(code);
    this.#traces.add(address, 0);
    this.#turns.begin();
    this.#isWaiting = true;
    const done = () => {
      this.#isWaiting = false;
      this.#turns.look();
    };
    import(/* @vite-ignore */ address).then(done, (error: unknown) => {
      const isSyntax = error instanceof SyntaxError && this.#traces.topOf(error) === null;
      if (isSyntax) void this.#failToParse(scriptError ?? error, scriptError === null);
      else this.#fail(error, this.#traces.topOf(error));
    });
    this.#turns.begun();
    this.#turns.settle(); // what a module waits for keeps it going, not that it waits
  }

  async #failToParse(error: SyntaxError, isModule: boolean): Promise<void> {
    const found = await findSyntaxError(this.program.code, isModule);
    const place = found && this.program.locate(found);
    const text = this.program.source.split("\n")[(place?.line ?? 1) - 1]?.slice((place?.column ?? 1) - 1) ?? "";
    const word = /^([\p{L}\p{N}_$]+|["'].*)/u.exec(text)?.[0] ?? "";
    const isAtEnd = found !== null && !text;
    const width = isAtEnd ? 0 : Math.max(1, word.length);
    const where = place ? `${this.#traces.excerpt(place, width)}\n\n` : `${this.program.file}\n`;
    const isMarkup = /token '<'/.test(error.message) && /^<\/?[A-Za-z>]/.test(text);
    const said = isAtEnd ? "Unexpected end of input" : error.message.replace(/^Failed to execute .*?: /, "");
    this.io.write("stderr", `${where}SyntaxError: ${nameModules(said)}\n${isMarkup ? MARKUP : ""}`);
    this.#finish(1, true);
  }

  #rejected(reason: unknown, promise: Promise<unknown>): void {
    if (this.#process.emit("unhandledRejection", reason, promise)) return;
    if (reason instanceof Error) return this.#fail(reason, this.#traces.topOf(reason));
    const shown = typeof reason === "object" && reason !== null ? "#<Object>" : String(reason);
    const error = new Error(`${UNHANDLED} The promise rejected with the reason "${shown}".`);
    error.name = "UnhandledPromiseRejection";
    Object.assign(error, { code: "ERR_UNHANDLED_REJECTION" });
    this.#fail(error, null, `${error.name}: ${error.message} {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n`);
  }

  #fail(error: unknown, place: Place | null, report = this.#traces.report(error, place)): void {
    if (this.#isOver) return;
    const kind = "uncaughtException";
    if (!this.#isLeaving && this.#process.emit(kind, error, kind)) return this.#turns.look();
    this.io.write("stderr", report);
    this.#leave(1);
    this.#finish(1, true);
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
      this.io.write("stderr", `Warning: Detected unsettled top-level await in ${this.program.file}\n`);
    this.#finish(code, false);
  }

  /** Tells the program that it ends. */
  #leave(code: number): number {
    if (this.#isLeaving) return code;
    this.#isLeaving = true;
    this.#process.exitCode ??= code;
    this.#process.emit("exit", code);
    return code === 0 ? Number(this.#process.exitCode) : code;
  }

  #exit(code: number): never {
    const said = this.#leave(code);
    this.#isOver = true;
    return this.io.exit({ code: said, isError: false });
  }

  #finish(code: number, isError: boolean): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.resolve({ code, isError });
  }

  #setGlobals(buffer: () => unknown): void {
    const turns = this.#turns;
    const readline = () => this.io.readLine() ?? null;
    const prompt = (question?: unknown) => {
      if (question !== undefined) this.io.write("stdout", `${String(question)} `);
      return readline();
    };
    const clear = (timer: unknown) => turns.clear(timer);
    const globals = {
      ...{ readline, prompt, global: self, process: this.#process },
      ...{ close: () => this.#finish(0, false) }, // the worker's own would leave the program going for ever
      ...{ clearTimeout: clear, clearInterval: clear, clearImmediate: clear },
      setTimeout: (call: () => void, ms?: unknown, ...values: unknown[]) => turns.start(call, ms, values, false),
      setInterval: (call: () => void, ms?: unknown, ...values: unknown[]) => turns.start(call, ms, values, true),
      setImmediate: turns.immediate.bind(turns),
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(self, name, { value, configurable: true, writable: true, enumerable: false });
    }
    Object.defineProperty(self, "Buffer", {
      get: buffer,
      set: (value: unknown) => Object.defineProperty(self, "Buffer", { value, writable: true }),
      configurable: true,
    });
    if (this.program.file.endsWith(".ts")) {
      // As a script has them: the usual tools make scripts of TypeScript, also where it has imports.
      const { exports, filename } = this.#module;
      Object.assign(self, {
        require: this.#require,
        module: this.#module,
        exports,
        __filename: filename,
        __dirname: HOME,
      });
    }
  }
}

export const MARKUP = "JSX does not run here: a page has to be built for it. Plain functions that return text do.\n";
const UNHANDLED =
  "This error originated either by throwing inside of an async function without a catch block, or by rejecting a " +
  "promise which was not handled with .catch().";

function addressOf(code: string): string {
  return URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
}
