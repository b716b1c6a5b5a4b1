// Keeps what a program prints from becoming too many messages: each print is sent at once, unless many come together.
// Not by a timer alone: a program that prints and then computes gives timers no turn, and its text would wait.

import type { Stream } from "../messages";

const WINDOW_MS = 50;
const MOST_IN_WINDOW = 500; // messages; more is gathered
const LONGEST = 32_768; // characters gathered at most

/** `send` gets text in order. */
export class Batches {
  #stream: Stream = "stdout";
  #text = "";
  #windowBeganMs = -Infinity;
  #sent = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    readonly send: (stream: Stream, text: string) => void,
    readonly now: () => number = () => performance.now(),
  ) {}

  write(stream: Stream, text: string): void {
    if (stream !== this.#stream) {
      this.flush();
      this.#stream = stream;
    }
    this.#text += text;
    const nowMs = this.now();
    if (nowMs - this.#windowBeganMs >= WINDOW_MS) {
      this.#windowBeganMs = nowMs;
      this.#sent = 0;
    }
    if (this.#sent < MOST_IN_WINDOW || this.#text.length >= LONGEST) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), WINDOW_MS);
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#text) return;
    this.#sent += 1;
    const text = this.#text;
    this.#text = "";
    this.send(this.#stream, text);
  }
}
