// The lines of one run, from its chunks: what a terminal would show, bounded, with the streams told apart.
import type { Chunk } from "../../sync/runs/runs";
import { AnsiReader, type Span, type Style } from "./ansi";

export interface Line {
  kind: "stdout" | "stderr";
  spans: Span[];
  /** What somebody answered in this line; it ends the line. */
  input: string | null;
  /** Characters of the spans. */
  length: number;
  /** Characters that are not in the spans, because the line is too long to show. */
  cut: number;
  isOpen: boolean;
  /** Where the next character goes: in the spans, or at their end. */
  caret: number;
}

const LINE_MAX_CHARS = 8_000;
/** Two code units that are one character. */
const PAIR = /[\ud800-\udbff][\udc00-\udfff]/;

/** `lines` are shown; those before were shown, `dropped` of them. */
export class Lines {
  readonly lines: Line[] = [];
  dropped = 0;
  chars = 0;
  readonly #readers = { stdout: new AnsiReader(), stderr: new AnsiReader() };

  constructor(
    readonly maxLines: number,
    readonly maxChars: number,
  ) {}

  /** Returns the index (of `lines` as they are then) from which on lines are new or changed. */
  take(chunks: readonly Chunk[]): number {
    let changed = this.lines.length + this.dropped;
    for (const { kind, text } of chunks) {
      const last = this.lines.at(-1);
      if (last?.isOpen) changed = Math.min(changed, this.lines.length + this.dropped - 1);
      if (kind === "input") this.#answer(text);
      else if (text !== null) for (const span of this.#readers[kind].read(text)) this.#write(kind, span);
      this.#bound();
    }
    return Math.max(0, changed - this.dropped);
  }

  #write(kind: "stdout" | "stderr", { text, style, erases }: Span): void {
    if (erases !== undefined) this.#erase(this.#open(kind), erases, style);
    for (const part of text.match(/\n|\r+|[\b]+|[^\n\r\b]+/g) ?? []) {
      const line = this.#open(kind);
      if (part === "\n") line.isOpen = false;
      else if (part[0] === "\r") line.caret = 0;
      else if (part[0] === "\b") this.#back(line, part.length);
      else this.#put(line, { text: part, style });
    }
  }

  #put(line: Line, span: Span): void {
    const text = span.text.slice(0, LINE_MAX_CHARS - line.caret);
    line.cut += span.text.length - text.length;
    const last = line.spans.at(-1);
    if (line.caret === line.length && last?.style === span.style) last.text += text;
    else if (text) {
      const end = line.caret + text.length;
      const isWithin = PAIR.test(textOf(line).slice(end - 1, end + 1));
      const after = cut(line.spans, isWithin ? end + 1 : end, line.length);
      line.spans = [...cut(line.spans, 0, line.caret), { text, style: span.style }, ...after];
      if (isWithin) this.#resize(line, line.length - 1);
    }
    line.caret += text.length;
    this.#resize(line, Math.max(line.length, line.caret));
  }

  #back(line: Line, times: number): void {
    const before = textOf(line).slice(0, line.caret);
    for (let left = times; left > 0 && line.caret > 0; left -= 1) {
      line.caret -= PAIR.test(before.slice(Math.max(0, line.caret - 2), line.caret)) ? 2 : 1;
    }
  }

  #erase(line: Line, part: number, style: Style): void {
    const blank = (chars: number): Span[] => (chars > 0 ? [{ text: " ".repeat(chars), style }] : []);
    const isBehind = part !== 1;
    const before = part === 0 ? cut(line.spans, 0, line.caret) : blank(line.caret);
    line.spans = isBehind ? before : [...before, ...cut(line.spans, line.caret, line.length)];
    if (isBehind) line.cut = 0;
    if (isBehind) this.#resize(line, line.caret);
  }

  #resize(line: Line, length: number): void {
    this.chars += length - line.length;
    line.length = length;
  }

  /** The line that goes on; output of the other stream begins one of its own. */
  #open(kind: "stdout" | "stderr"): Line {
    const last = this.lines.at(-1);
    if (last?.isOpen && last.kind === kind) return last;
    if (last) last.isOpen = false;
    const line: Line = { kind, spans: [], input: null, length: 0, cut: 0, isOpen: true, caret: 0 };
    this.lines.push(line);
    return line;
  }

  #answer(text: string | null): void {
    const last = this.lines.at(-1);
    const line = last?.isOpen ? last : this.#open("stdout");
    line.input = text ?? "^D";
    line.isOpen = false;
    this.chars += line.input.length;
  }

  #bound(): void {
    let over = 0;
    let chars = this.chars;
    while (over < this.lines.length - 1 && (this.lines.length - over > this.maxLines || chars > this.maxChars)) {
      const line = this.lines[over];
      chars -= (line?.length ?? 0) + (line?.input?.length ?? 0);
      over += 1;
    }
    this.lines.splice(0, over);
    this.dropped += over;
    this.chars = chars;
  }
}

/** The spans between two places of their line. */
function cut(spans: readonly Span[], from: number, to: number): Span[] {
  let at = 0;
  const inside = spans.map(({ text, style }) => {
    const begin = at;
    at += text.length;
    return { text: text.slice(Math.max(0, from - begin), Math.max(0, to - begin)), style };
  });
  return inside.filter(({ text }) => text);
}

/** A line as plain text, for looking for places in it. */
export const textOf = (line: Line): string => line.spans.map((span) => span.text).join("");
