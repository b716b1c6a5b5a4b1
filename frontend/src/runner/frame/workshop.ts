// Keeps one worker ready, runs one program at a time in it, and ends it when it does not stop.

import { answer, interrupt, makeShared } from "../input";
import type { FromFrame, Habits, RunOrder, RuntimeFile, ToFrame, ToWorker } from "../messages";
import type { Program } from "../program";
import { Listening } from "./listening";

const OBEYS_WITHIN_MS = 120; // an interrupted program; later its worker is ended. The page waits a little longer.
const SCRIPT = "worker.js";
// What runtimes tell developers is for nobody here; JavaScript gets a console of its own. Before the runtime's script:
// some take the console's functions when they are loaded.
const QUIET = 'for (const name of ["debug", "log", "info", "warn", "error"]) console[name] = () => undefined;\n';

interface Hand {
  worker: Worker;
  control: MessagePort;
  shared: SharedArrayBuffer | null;
  ready: Promise<void>;
}

interface Current {
  hand: Hand;
  listening: Listening | null;
  /** The program waits for a line. */
  isAsking: boolean;
  /** Lines that came before the program asked for them; null is the end. */
  ahead: (string | null)[];
  /** Why it is being ended from outside. */
  ending: { reason: "stopped" | "limit"; message: string | null } | null;
}

export class Workshop {
  #files: Record<string, RuntimeFile> = {};
  #script = "";
  #hand: Hand | null = null;
  #current: Current | null = null;

  constructor(
    readonly habits: Habits,
    readonly say: (message: FromFrame) => void,
  ) {}

  /** Compiles what there is to compile, once for all workers to come. */
  async open(files: Record<string, Uint8Array<ArrayBuffer>>): Promise<void> {
    try {
      for (const [name, bytes] of Object.entries(files)) {
        if (name === SCRIPT) this.#script = URL.createObjectURL(new Blob([QUIET, bytes], { type: "text/javascript" }));
        else this.#files[name] = name.endsWith(".wasm") ? await WebAssembly.compile(bytes) : bytes.buffer;
      }
      this.#hand = this.#hire();
      await this.#hand.ready;
      this.say({ kind: "ready" });
    } catch (error) {
      this.say({ kind: "broken", message: String(error) });
    }
  }

  hear(message: Exclude<ToFrame, { kind: "piece" | "open" | "ping" }>): void {
    switch (message.kind) {
      case "run":
        return void this.#run(message.program, message.lines);
      case "input":
        return this.#input(message.line);
      case "stop":
        return this.#stop();
      case "taken":
        return this.#current?.listening?.taken();
    }
  }

  #hire(): Hand {
    const worker = new Worker(this.#script);
    const shared = makeShared();
    const { port1: control, port2 } = new MessageChannel();
    const ready = new Promise<void>((done, failed) => {
      // The first message is the runtime's own: no program has run yet.
      control.onmessage = ({ data }) => {
        control.onmessage = null;
        if (data.kind === "ready") done();
        else failed(new Error(String(data.message)));
      };
      worker.onerror = (event) => failed(new Error(event.message));
    });
    ready.catch(() => undefined); // whoever needs this worker sees it
    const order: ToWorker = { kind: "prepare", files: this.#files, shared, control: port2 };
    worker.postMessage(order, [port2]);
    return { worker, control, shared, ready };
  }

  async #run(program: Program, lines: string[] | null): Promise<void> {
    const hand = (this.#hand ??= this.#hire());
    const current: Current = { hand, listening: null, isAsking: false, ahead: [], ending: null };
    this.#current = current;
    try {
      await hand.ready;
    } catch (error) {
      this.#hand = null;
      return this.#end(current, { kind: "end", reason: "failed", code: null, message: String(error) });
    }
    if (this.#current !== current) return; // stopped meanwhile
    const { port1, port2 } = new MessageChannel();
    current.listening = new Listening(port1, this.say, {
      ended: ({ code, isError, message }) => {
        if (message !== null) this.#dismiss(hand); // it broke
        const reason = message !== null ? "failed" : isError ? "error" : "exited";
        this.#end(current, { kind: "end", reason, code, message });
      },
      asked: () => {
        current.isAsking = true;
        this.#answer(current);
      },
      overLimit: (message) => this.#endFromOutside(current, { reason: "limit", message }),
    });
    // Errors that no program can cause are the runtime's; a program's own are reported by its worker.
    hand.worker.onerror = (event) => event.preventDefault();
    const order: RunOrder = { kind: "run", program, lines, port: port2 };
    hand.control.postMessage(order, [port2]);
  }

  #input(line: string | null): void {
    this.#current?.ahead.push(line);
    if (this.#current?.isAsking) this.#answer(this.#current);
  }

  /** A line to whoever asks, one for each time; the page is asked only where none has come ahead. */
  #answer(current: Current): void {
    const line = current.ahead.shift();
    if (line === undefined) {
      current.listening?.question();
      return this.say({ kind: "inputWanted" });
    }
    current.isAsking = false;
    if (current.hand.shared) answer(current.hand.shared, line);
    current.listening?.answer(line);
  }

  #stop(): void {
    if (this.#current) this.#endFromOutside(this.#current, { reason: "stopped", message: null });
  }

  #endFromOutside(current: Current, ending: NonNullable<Current["ending"]>): void {
    if (current.ending) return;
    current.ending = ending;
    const end = () => this.#end(current, { kind: "end", code: null, ...ending });
    const force = () => {
      if (this.#current !== current) return;
      this.#dismiss(current.hand);
      end();
    };
    if (!current.listening) {
      end(); // it has not begun
    } else if (this.habits.isInterruptible && current.hand.shared) {
      interrupt(current.hand.shared);
      setTimeout(force, OBEYS_WITHIN_MS);
    } else {
      force();
    }
  }

  #dismiss(hand: Hand): void {
    hand.worker.terminate();
    hand.control.close();
    if (this.#hand === hand) this.#hand = null;
  }

  #end(current: Current, end: FromFrame & { kind: "end" }): void {
    if (this.#current !== current) return;
    this.#current = null;
    if (current.ending) Object.assign(end, current.ending, { code: null });
    current.listening?.close();
    if (current.listening && this.habits.isFreshEachRun) this.#dismiss(current.hand);
    this.say(end);
    this.#hand ??= this.#hire(); // ready for the next run
  }
}
