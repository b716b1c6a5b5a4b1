// How much of a run's output is kept, and when it is too much. Counted in the frame, where the program cannot reach.

import type { Piece, Stream } from "./messages";

/** Lines and characters (UTF-16 code units) of one run. */
export const LIMITS = {
  /** Shown as they come. */
  first: { lines: 4_000, chars: 200_000 },
  /** What comes after them is held back; so much of its end is shown when the program ends. */
  last: { lines: 1_000, chars: 40_000 },
  /** Of what is held back, shown whenever a person is asked for a line, while `asked` lasts: the question is there. */
  question: { lines: 20, chars: 2_000 },
  asked: 10_000,
  /** A program that prints more is stopped. */
  all: { lines: 200_000, chars: 2_000_000 },
} as const;

/** A program that computes for longer is stopped: see frame/computing.ts. */
export const COMPUTING_S = 60;

interface Amount {
  lines: number;
  chars: number;
}

export const GOES_ON = "… The output goes on. Its last lines are shown at the end. …\n";
const leftOut = (lines: number) =>
  lines === 1 ? "… 1 line was left out. …\n" : `… ${lines.toLocaleString("en")} lines were left out. …\n`;

export interface Metered {
  /** To be shown now. */
  pieces: Piece[];
  /** The sentence to end the run with, once it is too much. */
  over: string | null;
}

/** Keeps the first and the last output of one run. */
export class OutputMeter {
  readonly #all: Amount = { lines: 0, chars: 0 };
  #isHolding = false;
  #held: Piece[] = [];
  readonly #size: Amount = { lines: 0, chars: 0 }; // of what is held
  #lost: Amount = { lines: 0, chars: 0 };
  #askedChars = 0;

  take(stream: Stream, text: string): Metered {
    const pieces: Piece[] = [];
    const shown = this.#isHolding ? "" : text.slice(0, endWithin(text, LIMITS.first, this.#all));
    add(this.#all, text);
    if (shown) pieces.push({ stream, text: shown });
    if (shown.length < text.length) {
      if (!this.#isHolding)
        pieces.push({ stream: "stderr", text: (shown || "\n").endsWith("\n") ? GOES_ON : `\n${GOES_ON}` });
      this.#isHolding = true;
      this.#hold(stream, text.slice(shown.length));
    }
    return { pieces, over: this.#over() };
  }

  #over(): string | null {
    const { lines, chars } = LIMITS.all;
    if (this.#all.lines > lines) return `Stopped after ${lines} lines of output.`;
    return this.#all.chars > chars ? `Stopped after ${chars / 1_000_000} MB of output.` : null;
  }

  /** A person is asked for a line: what the question says is shown. */
  question(): Piece[] {
    const chars = Math.min(LIMITS.question.chars, LIMITS.asked - this.#askedChars);
    const pieces = chars > 0 ? this.#release({ ...LIMITS.question, chars }) : [];
    for (const { text } of pieces) this.#askedChars += text.length;
    return pieces;
  }

  /** The end of what was held back. */
  end(): Piece[] {
    return this.#release(LIMITS.last);
  }

  #hold(stream: Stream, text: string): void {
    const last = this.#held.at(-1);
    if (last?.stream === stream) last.text += text;
    else this.#held.push({ stream, text });
    add(this.#size, text);
    // Not for each piece, which would take the square of their number.
    if (this.#size.lines > 2 * LIMITS.last.lines || this.#size.chars > 2 * LIMITS.last.chars)
      this.#shorten(LIMITS.last);
  }

  #release(most: Amount): Piece[] {
    this.#shorten(most);
    const pieces = this.#held;
    const { lines, chars } = this.#lost;
    this.#held = [];
    Object.assign(this.#size, { lines: 0, chars: 0 });
    this.#lost = { lines: 0, chars: 0 };
    return chars > 0 ? [{ stream: "stderr", text: leftOut(Math.max(1, lines)) }, ...pieces] : pieces;
  }

  /** Keeps the end, from the beginning of a line on where there is one. */
  #shorten(most: Amount): void {
    const left = { ...most };
    let at = this.#held.length;
    while (at > 0) {
      const piece = this.#held[at - 1] as Piece;
      const begin = beginWithin(piece.text, left, at === this.#held.length);
      add(left, piece.text.slice(begin), -1);
      if (begin > 0) {
        this.#lose(piece.text.slice(0, begin));
        piece.text = piece.text.slice(begin);
        if (piece.text) at -= 1;
        break;
      }
      at -= 1;
    }
    for (const { text } of this.#held.splice(0, at)) this.#lose(text);
  }

  #lose(text: string): void {
    add(this.#lost, text);
    add(this.#size, text, -1);
  }
}

export function countLines(text: string): number {
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}

function add(amount: Amount, text: string, times = 1): void {
  amount.lines += times * countLines(text);
  amount.chars += times * text.length;
}

/** How much of the text's beginning is within `most`, `used` of which are used: whole lines, and whole characters. */
function endWithin(text: string, most: Amount, used: Amount): number {
  let end = 0;
  for (let line = used.lines; end < text.length; line += 1) {
    if (line >= most.lines) break;
    const next = text.indexOf("\n", end);
    end = next < 0 ? text.length : next + 1;
  }
  return whole(text, Math.min(end, Math.max(0, most.chars - used.chars)), -1);
}

/** Where the text's end begins that is within `most`. `isLast`: its last line may be without a line end. */
function beginWithin(text: string, most: Amount, isLast: boolean): number {
  const least = Math.max(0, text.length - most.chars);
  let begin = text.length;
  for (let line = isLast && !text.endsWith("\n") ? -1 : 0; begin > least; line += 1) {
    if (line >= most.lines) break;
    const before = begin > 1 ? text.lastIndexOf("\n", begin - 2) : -1;
    if (before + 1 < least) return begin === text.length ? whole(text, least, 1) : begin;
    begin = before + 1;
  }
  return begin;
}

/** The place, or the next one in this direction that is not within a pair of code units. */
const whole = (text: string, at: number, direction: -1 | 1): number =>
  /[\udc00-\udfff]/.test(text.charAt(at)) && /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at + direction : at;
