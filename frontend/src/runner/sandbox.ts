// Runs programs in a sandbox: an iframe of opaque origin, without network, with a worker in it. One frame a language;
// it is made in advance, kept between runs, and thrown away when it does not obey.

import { openFrame, type Frame } from "./frames";
import { filesOf, load, type Progress } from "./files";
import type { FromFrame, Habits } from "./messages";
import type { Program } from "./program";
import type { Run, RunEnd, RunListener, Runtime } from "./runtime";

const PROGRESS_EVERY_MS = 50;
const FRAME_OBEYS_WITHIN_MS = 190; // it ends a worker after 120 ms; if it is not heard of, the frame goes

/** What this page can do, which decides how a program waits for input. */
export interface Abilities {
  /** Shared memory: any program can stand still and wait. */
  isIsolated: boolean;
  /** JavaScript Promise Integration: WebAssembly programs can wait. */
  hasJspi: boolean;
}

/** One language in the sandbox. */
export interface Recipe {
  /** In the list of runtimes' files; see scripts/runtimes. */
  name: string;
  /** For people: what is being loaded. */
  title: string;
  version: string;
  habits: Habits;
  /** A program that may want input. */
  readsInput: RegExp;
  /** Whether programs can wait for input; if not, it is asked for before they start. Default: if the page is isolated. */
  canWait?: (abilities: Abilities, text: string) => boolean;
  /** The files that are needed; default: all. */
  files?: (all: string[], abilities: Abilities) => string[];
}

export function sandboxed(recipe: Recipe): Runtime {
  return new Sandbox(recipe);
}

interface Opening {
  frame: Promise<Frame>;
  isOpen: boolean;
  abort: AbortController;
}

class Sandbox implements Runtime {
  readonly version: string;
  readonly #abilities: Abilities = {
    isIsolated: globalThis.crossOriginIsolated === true,
    hasJspi: "Suspending" in WebAssembly,
  };
  #opening: Opening | null = null;
  #progress: Progress | null = null;
  #run: SandboxRun | null = null;
  #isDisposed = false;

  constructor(readonly recipe: Recipe) {
    this.version = recipe.version;
  }

  get isBusy(): boolean {
    return this.#run !== null;
  }

  prewarm(): void {
    if (this.#isDisposed) return; // a run that was stopped by that may still ask for it
    this.#open().frame.catch(() => undefined); // the run that needs it will try again, and tell
  }

  start(program: Program, listener: RunListener): Run {
    const isBusy = this.#run !== null;
    const text = Object.values(program.files).join("\n");
    const canWait = this.recipe.canWait?.(this.#abilities, text) ?? this.#abilities.isIsolated;
    const asksBefore = !canWait && this.recipe.readsInput.test(text);
    const run = new SandboxRun(program, listener, {
      stopLoading: () => this.#close(),
      discard: () => {
        this.#close();
        this.prewarm();
      },
      ended: () => {
        if (this.#run === run) this.#run = null;
      },
    });
    if (!isBusy) this.#run = run;
    // The listener hears of nothing before its owner has the run.
    queueMicrotask(() => {
      if (isBusy) run.end("failed", null, "Another program is still running.");
      else void this.#begin(run, asksBefore);
    });
    return run;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#run?.stop();
    this.#close();
  }

  async #begin(run: SandboxRun, asksBefore: boolean): Promise<void> {
    const opening = this.#open();
    if (asksBefore) await run.askBefore();
    try {
      if (!opening.isOpen) this.#tell();
      const frame = await opening.frame;
      if (this.#opening === opening) run.enter(frame);
    } catch (error) {
      if (this.#opening === opening) this.#close(); // else the next run has begun, with its own
      run.end("failed", null, `${this.recipe.title} could not be loaded: ${told(error)}`);
    }
  }

  #open(): Opening {
    if (this.#opening) return this.#opening;
    const abort = new AbortController();
    const opening: Opening = { abort, isOpen: false, frame: this.#openFrame(abort.signal) };
    this.#opening = opening;
    opening.frame.then(
      (frame) => {
        opening.isOpen = true;
        frame.heard = (message) => this.#run?.hear(message);
        frame.lost = () => {
          if (this.#opening === opening) this.#close();
          this.#run?.end("limit", null, "The sandbox broke down. The program probably needed too much memory.");
          this.prewarm();
        };
      },
      () => {
        if (this.#opening === opening) this.#opening = null;
      },
    );
    return opening;
  }

  async #openFrame(signal: AbortSignal): Promise<Frame> {
    const runtime = filesOf(this.recipe.name);
    const all = Object.keys(runtime.files);
    const names = this.recipe.files?.(all, this.#abilities) ?? all;
    const opening = openFrame(signal);
    try {
      const taker = opening.then((frame) => frame.take);
      taker.catch(() => undefined); // who loads may be stopped before looking at it
      const told = (progress: Progress) => {
        this.#progress = progress;
        this.#tell();
      };
      await load(runtime, names, taker, told, signal);
      const frame = await opening;
      await frame.open(this.recipe.habits, signal);
      return frame;
    } catch (error) {
      opening.then((frame) => frame.close()).catch(() => undefined);
      throw error;
    }
  }

  #tell(): void {
    if (this.#progress) this.#run?.loading(this.recipe.title, this.#progress);
  }

  #close(): void {
    const opening = this.#opening;
    this.#opening = null;
    opening?.abort.abort();
    opening?.frame.then((frame) => frame.close()).catch(() => undefined);
  }
}

interface Owner {
  stopLoading(): void;
  discard(): void;
  ended(): void;
}

class SandboxRun implements Run {
  #frame: Frame | null = null;
  #lines: string[] | null = null;
  #linesAsked: (() => void) | null = null;
  #beganMs: number | null = null;
  #progress: Progress | null = null;
  #telling: ReturnType<typeof setTimeout> | null = null;
  #force: ReturnType<typeof setTimeout> | null = null;
  #isOver = false;

  constructor(
    readonly program: Program,
    readonly listener: RunListener,
    readonly owner: Owner,
  ) {}

  input(line: string | null): void {
    if (this.#isOver) return;
    if (!this.#linesAsked) this.#frame?.say({ kind: "input", line });
    else if (line === null) this.#linesAsked();
    else {
      this.#lines?.push(line);
      this.listener.inputWanted();
    }
  }

  stop(): void {
    if (this.#isOver || this.#force !== null) return;
    if (!this.#frame) {
      this.end("stopped", null, null);
      if (!this.#linesAsked) this.owner.stopLoading();
      return;
    }
    this.#frame.say({ kind: "stop" });
    this.#force = setTimeout(() => {
      this.end("stopped", null, null);
      this.owner.discard();
    }, FRAME_OBEYS_WITHIN_MS);
  }

  /** Gathers the whole input; resolves when its end was told. */
  askBefore(): Promise<void> {
    this.#lines = [];
    const notice = "Input is asked for before the program starts: enter all its lines, then end the input.\n";
    return new Promise((done) => {
      this.#linesAsked = () => {
        this.#linesAsked = null;
        done();
      };
      this.listener.output("stderr", notice);
      this.listener.inputWanted();
    });
  }

  /** Passed on 20 times a second; the last word comes, if late. */
  loading(what: string, progress: Progress): void {
    const isFirst = this.#progress === null;
    this.#progress = progress;
    const tell = () => {
      this.#telling = null;
      if (!this.#isOver && !this.#frame)
        this.listener.stage({ kind: "loading", what, ...(this.#progress ?? progress) });
    };
    if (isFirst || progress.loaded === progress.total) tell();
    else this.#telling ??= setTimeout(tell, PROGRESS_EVERY_MS);
  }

  enter(frame: Frame): void {
    if (this.#isOver) return;
    this.#frame = frame;
    frame.watch();
    frame.say({ kind: "run", program: this.program, lines: this.#lines });
  }

  hear(message: FromFrame): void {
    if (this.#isOver || !this.#frame) return;
    switch (message.kind) {
      case "stage":
        if (message.stage === "running") this.#beganMs = performance.now();
        return this.listener.stage({ kind: message.stage });
      case "output":
        for (const { stream, text } of message.pieces) this.listener.output(stream, text);
        return this.#frame.say({ kind: "taken" });
      case "inputWanted":
        return this.listener.inputWanted();
      case "end":
        return this.end(message.reason, message.code, message.message);
    }
  }

  end(reason: RunEnd["reason"], code: number | null, message: string | null): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#frame?.unwatch();
    if (this.#force !== null) clearTimeout(this.#force);
    if (this.#telling !== null) clearTimeout(this.#telling);
    const durationMs = this.#beganMs === null ? 0 : performance.now() - this.#beganMs;
    this.owner.ended();
    this.listener.end({ reason, code, durationMs, message });
  }
}

function told(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
