// How much a program may print in one run, counted where the program cannot reach: in the frame and again in the page.

/** Limits of one run. A program over one of them is stopped, with a notice. */
export const LIMITS = { outputBytes: 256_000, outputLines: 5_000 } as const;

export interface Measured {
  /** What of the text is within the limits; cut at a character. */
  text: string;
  /** The sentence to end the run with, once a limit is reached. */
  over: string | null;
}

/** Counts the output of one run. */
export class OutputMeter {
  #bytes = 0;
  #lines = 0;
  #isOver = false;

  take(text: string): Measured {
    if (this.#isOver) return { text: "", over: null };
    let kept = text;
    const lines = LIMITS.outputLines - this.#lines;
    const end = endOfLine(text, lines);
    if (end < text.length) kept = text.slice(0, end);
    this.#lines += end < text.length ? lines : countLines(text);
    let over = end < text.length ? `Stopped after ${LIMITS.outputLines} lines of output.` : null;
    const room = LIMITS.outputBytes - this.#bytes;
    if (kept.length * 3 > room) {
      const { read, written } = new TextEncoder().encodeInto(kept, new Uint8Array(room));
      if (read < kept.length) {
        kept = kept.slice(0, read);
        over = `Stopped after ${LIMITS.outputBytes / 1000} kB of output.`;
      }
      this.#bytes += written;
    } else {
      this.#bytes += new TextEncoder().encode(kept).length;
    }
    this.#isOver = over !== null;
    return { text: kept, over };
  }
}

export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

/** Where the line of this number (from 1) ends in the text, its line end included; the text's length if it has fewer. */
function endOfLine(text: string, number: number): number {
  let at = 0;
  for (let line = 0; line < number; line += 1) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}
