// The frame's line into a worker, for every language: get files, get ready, run programs one after the other.
// Programs share this worker's globals, so what is used here later is taken now, before any program runs.

import { clear, waitForLine, waitForLineLater } from "../input";
import type { FromWorker, RunOrder, RuntimeFile, Stream, ToRun, ToWorker } from "../messages";
import type { Program } from "../program";
import { Batches } from "./batches";
import { signsIn } from "./signs";

/** A run's connection to the outside. */
export interface Io {
  write(stream: Stream, text: string): void;
  /** What is written so far is shown before the program goes on. */
  flush(): void;
  /** Stands still until somebody enters a line. Null: end of input; undefined: interrupted. */
  readLine(): string | null | undefined;
  /** The same for programs that may wait otherwise: where `canWait` is false and no input was given before. */
  readLineLater(): Promise<string | null>;
  stage(stage: "compiling" | "running"): void;
  /** Ends the run at once: the frame ends a worker that has said so. Only for languages with a fresh one each run. */
  exit(outcome: Outcome): never;
}

export interface Outcome {
  /** The exit code. */
  code: number;
  /** The program failed, rather than ended with this code. */
  isError: boolean;
  /** Set if the runtime broke and must be replaced; a sentence. */
  broken?: string;
}

export interface Language {
  /** Once a worker, before any run. `shared` holds the interrupt buffer. */
  prepare(files: Record<string, RuntimeFile>, shared: SharedArrayBuffer | null): Promise<void>;
  run(program: Program, io: Io): Promise<Outcome>;
}

/** What a program of one file is. */
export const textOf = ({ files, entry }: Program) => files[entry] ?? "";

/** Of what a program says on stderr, this much is looked through for the line that it failed at. */
const LONGEST_ERRORS = 10_000;

const post = MessagePort.prototype.postMessage;
const close = MessagePort.prototype.close;
const { apply } = Reflect;
const read = (name: "data" | "ports") =>
  Object.getOwnPropertyDescriptor(MessageEvent.prototype, name)?.get as (this: MessageEvent) => unknown;
const dataOf = read("data");

/** Call once, at the end of a worker's script. */
export function serve(language: Language): void {
  self.onmessage = (event: MessageEvent<ToWorker>) => {
    self.onmessage = null;
    const { files, shared, control } = event.data;
    control.onmessage = (event) => {
      const order = apply(dataOf, event, []) as RunOrder;
      void runOne(language, order, shared);
    };
    language.prepare(files, shared).then(
      () => control.postMessage({ kind: "ready" }),
      (error: unknown) => control.postMessage({ kind: "broken", message: String(error) }),
    );
  };
}

async function runOne(language: Language, order: RunOrder, shared: SharedArrayBuffer | null): Promise<void> {
  const { port, lines } = order;
  const say = (message: FromWorker) => apply(post, port, [message]);
  const batches = new Batches((stream, text) => say({ kind: "output", stream, text }));
  const waiting: ((line: string | null) => void)[] = [];
  port.onmessage = (event) => {
    const told = apply(dataOf, event, []) as ToRun;
    if (told.kind === "idle?") say({ kind: "idle" });
    else waiting.shift()?.(told.line);
  };
  let errors = "";
  const io: Io = {
    write(stream, text) {
      if (stream === "stderr") errors = (errors + text).slice(-LONGEST_ERRORS);
      batches.write(stream, text);
    },
    flush: () => batches.flush(),
    readLine() {
      batches.flush();
      if (lines) return lines.shift() ?? null;
      return shared ? waitForLine(shared, () => say({ kind: "inputWanted" })) : null;
    },
    readLineLater() {
      batches.flush();
      const ask = () => say({ kind: "inputWanted" });
      if (shared && !lines && "waitAsync" in Atomics) return waitForLineLater(shared, ask);
      if (lines || shared) return Promise.resolve(io.readLine() ?? null);
      say({ kind: "inputWanted" });
      return new Promise((answer) => waiting.push(answer));
    },
    stage(stage) {
      batches.flush();
      say({ kind: "stage", stage });
    },
    exit(outcome) {
      end(outcome);
      for (;;); // until the frame has heard it
    },
  };
  const end = (outcome: Outcome) => {
    try {
      const sentence = outcome.isError ? signsIn(order.program, errors) : "";
      if (sentence) batches.write("stderr", sentence);
    } catch {
      // A program may have spoiled what this needs: then the error stands alone.
    }
    batches.flush();
    say({ kind: "end", code: outcome.code, isError: outcome.isError, message: outcome.broken ?? null });
    apply(close, port, []);
  };
  if (shared) clear(shared);
  let outcome: Outcome;
  try {
    outcome = await language.run(order.program, io);
  } catch (error) {
    outcome = { code: 1, isError: true, broken: String(error) };
  }
  end(outcome);
}
