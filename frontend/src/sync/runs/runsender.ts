// Tells the room of one run of this page: numbered requests, kept until the run is known to be complete there, so that
// what was lost with a connection can be sent again.
//
// Liveness: on a new connection only the first request is repeated, and everything else waits for the answer. That
// answer always comes: `run.resend` with the place to go on from, or the start itself, where the server had not heard
// of it. Sending more before it would be answered once per request, each answer by all of them again.
import type { RunEnded, RunEvent, Tests } from "./runevents";

export type RunRequest = Record<string, unknown> & { type: string; run: string; seq: number };

interface Begun {
  language: string;
  runtime: string;
  on: "browser" | "server";
  entry?: string;
  tests?: Tests;
}

type Ended = Pick<RunEnded, "reason" | "code" | "durationMs" | "message">;

/** How a case went; of hidden ones nothing but the outcome. */
export interface TestedCase {
  index: number;
  outcome: string;
  /** Its id. */
  case?: string;
  duration_ms?: number;
  text?: string;
  message?: string;
}

const MAX_CASE_CHARS = 4_000;
/** Longest text of a request, in characters (docs/protocol.md). */
const MAX_TEXT_CHARS = 32_000;
/** What the server keeps of a run's output. What goes beyond by one request tells it to say that this was too much. */
export const MAX_OUTPUT_CHARS = 262_144;

export class RunSender {
  #requests: RunRequest[] = [];
  #sent = 0; // how many of them went over the present connection, or need not
  #everSent = 0; // how many went over any: the server may have them, so they stay as they are
  #isAsking = false;
  #outputChars = 0;
  #isOver = false;

  /** What is told of the run; null: it ended while there was no connection. */
  heard: ((event: RunEvent | null) => void) | null = null;

  /** `send` returns false while there is no connection. */
  constructor(
    readonly run: string,
    readonly send: (request: RunRequest) => boolean,
  ) {}

  start({ language, runtime, on, entry, tests }: Begun): void {
    this.#add({ type: "run.start", language, runtime: runtime.slice(0, 100), on, entry, tests });
  }

  /** A case of the tests has run. */
  tested({ text, ...told }: TestedCase): void {
    this.#add({ type: "run.case", ...told, text: text && wellFormed(text.slice(0, MAX_CASE_CHARS)) });
  }

  output(stream: "stdout" | "stderr", text: string): void {
    for (const piece of pieces(wellFormed(text))) {
      if (this.#outputChars > MAX_OUTPUT_CHARS) return;
      this.#outputChars += characters(piece);
      if (!this.#joined(stream, piece)) this.#add({ type: "run.output", stream, text: piece });
    }
  }

  input(text: string | null): void {
    this.#add({ type: "run.input", text: text === null ? null : wellFormed(text).slice(0, MAX_TEXT_CHARS) });
  }

  /** Of tests on the server: a case is to run, or to end. */
  asks(
    request:
      | {
          type: "run.try";
          index: number;
          stdin: string;
          args: readonly string[];
          files?: Readonly<Record<string, string>>;
        }
      | { type: "run.cut" },
  ): void {
    this.#add(request);
  }

  stop(): void {
    this.#add({ type: "run.stop" });
  }

  end({ reason, code, durationMs, message }: Ended): void {
    this.#add({
      type: "run.end",
      reason,
      code,
      duration_ms: durationMs,
      message: message === null ? null : wellFormed(message).slice(0, 1_000),
    });
    this.#isOver = true;
  }

  /** A new connection, on which hello was said. */
  connected(): void {
    const [first] = this.#requests;
    this.#sent = 0;
    this.#isAsking = first !== undefined && this.send(first);
    if (this.#isAsking) this.#everSent = Math.max(this.#everSent, 1);
  }

  /** The server has what is before `from`. */
  resend(from: number): void {
    if (!this.#isAsking) {
      if (from < this.#sent) this.connected(); // the server has lost something without a cut
      return;
    }
    this.#isAsking = false;
    this.#sent = Math.min(from, this.#requests.length);
    this.#flush();
  }

  /** The server took the start. */
  started(): void {
    if (this.#isAsking) this.resend(1);
  }

  #add(fields: { type: string } & Record<string, unknown>): void {
    if (this.#isOver) return;
    this.#requests.push({ ...fields, run: this.run, seq: this.#requests.length });
    this.#flush();
  }

  /** Output that waits grows; so a long cut makes few requests. */
  #joined(stream: string, text: string): boolean {
    const last = this.#requests.at(-1);
    if (!last || this.#everSent >= this.#requests.length) return false;
    if (last.type !== "run.output" || last.stream !== stream || typeof last.text !== "string") return false;
    if (last.text.length + text.length > MAX_TEXT_CHARS) return false;
    last.text += text;
    return true;
  }

  #flush(): void {
    if (this.#isAsking) return;
    for (; this.#sent < this.#requests.length; this.#sent += 1) {
      const next = this.#requests[this.#sent];
      if (!next || !this.send(next)) return;
      this.#everSent = Math.max(this.#everSent, this.#sent + 1);
    }
  }
}

/** Half of a pair of code units is no character, and not every program downstream would bear it. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, "\ufffd");
const characters = (text: string): number => text.length - (text.match(/[\ud800-\udbff]/g)?.length ?? 0);

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + MAX_TEXT_CHARS, text.length);
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
    yield text.slice(at, end);
    at = end;
  }
}
