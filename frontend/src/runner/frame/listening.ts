// Hears what one run's worker says over the run's own port, and passes on what is well-formed, little enough and due.

import { OutputMeter } from "../limits";
import { parseFromWorker, type FromFrame, type FromWorker, type Piece, type ToRun } from "../messages";
import { Computing } from "./computing";

const PASSED_ON_EVERY_MS = 50;
const MOST_MESSAGES_A_SECOND = 30_000; // a runtime sends 10,000 at most: see worker/batches.ts

type End = FromWorker & { kind: "end" };

export class Listening {
  readonly #meter = new OutputMeter();
  #computing: Computing | null = null;
  #pieces: Piece[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #isTaken = true;
  #passedOnAtMs = -Infinity;
  #messages = 0;
  #secondBeganMs = 0;

  constructor(
    readonly port: MessagePort,
    readonly say: (message: FromFrame) => void,
    readonly on: { ended: (said: End) => void; asked: () => void; overLimit: (message: string) => void },
  ) {
    port.onmessage = ({ data }) => this.#hear(data);
  }

  /** The page has taken the last output. */
  taken(): void {
    this.#isTaken = true;
    if (this.#pieces.length > 0) this.#passOnSoon();
  }

  /** A person is asked for a line. */
  question(): void {
    this.#add(this.#meter.question());
    this.#passOn();
  }

  /** A line for the program, which asked for one. */
  answer(line: string | null): void {
    if (this.#computing) this.#computing.isPaused = false;
    this.#tell({ kind: "line", line });
  }

  /** Passes on what is left; nothing is heard afterwards. */
  close(): void {
    this.#computing?.stop();
    this.port.onmessage = null;
    this.port.close();
    this.#add(this.#meter.end());
    this.#passOn();
  }

  #tell(message: ToRun): void {
    this.port.postMessage(message);
  }

  #add(pieces: readonly Piece[]): void {
    for (const { stream, text } of pieces) {
      const last = this.#pieces.at(-1);
      if (last?.stream === stream) last.text += text;
      else this.#pieces.push({ stream, text });
    }
  }

  #hear(data: unknown): void {
    if (this.#isFlooding()) return this.on.overLimit("Stopped: the program sent too many messages.");
    const said = parseFromWorker(data);
    switch (said?.kind) {
      case "output": {
        const { pieces, over } = this.#meter.take(said.stream, said.text);
        this.#add(pieces);
        if (over) this.on.overLimit(over);
        else if (pieces.length > 0) this.#passOnSoon();
        return;
      }
      case "stage":
        if (said.stage === "running")
          this.#computing ??= new Computing(() => this.#tell({ kind: "idle?" }), this.on.overLimit);
        return this.say({ kind: "stage", stage: said.stage });
      case "idle":
        return this.#computing?.idle();
      case "inputWanted":
        if (this.#computing) this.#computing.isPaused = true;
        return this.on.asked();
      case "end":
        return this.on.ended(said);
    }
  }

  #passOnSoon(): void {
    if (this.#timer !== null || !this.#isTaken) return;
    const waitMs = this.#passedOnAtMs + PASSED_ON_EVERY_MS - performance.now();
    if (waitMs <= 0) this.#passOn();
    else this.#timer = setTimeout(() => this.#passOn(), waitMs);
  }

  #passOn(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#pieces.length === 0) return;
    this.#passedOnAtMs = performance.now();
    this.#isTaken = false;
    this.say({ kind: "output", pieces: this.#pieces });
    this.#pieces = [];
  }

  #isFlooding(): boolean {
    const now = performance.now();
    if (now - this.#secondBeganMs > 1_000) {
      this.#secondBeganMs = now;
      this.#messages = 0;
    }
    this.#messages += 1;
    return this.#messages > MOST_MESSAGES_A_SECOND;
  }
}
