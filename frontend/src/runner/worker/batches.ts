// Gathers what a program prints into few messages: the first at once, then one each 50 ms.

import type { Stream } from "../messages";

const EVERY_MS = 50;
const LONGEST = 32_768; // characters in one message

/** `send` gets text in order. Synchronous: a program in a loop gives timers no turn, so each print looks at the clock. */
export class Batches {
  #stream: Stream = "stdout";
  #text = "";
  #sentAtMs = -Infinity;
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
    if (this.#text.length >= LONGEST || this.now() - this.#sentAtMs >= EVERY_MS) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), EVERY_MS);
  }

  flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (!this.#text) return;
    this.#sentAtMs = this.now();
    const text = this.#text;
    this.#text = "";
    this.send(this.#stream, text);
  }
}
