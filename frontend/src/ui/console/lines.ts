// The lines of one run, from its chunks: what a terminal would show, bounded, with the streams told apart.
import type { Chunk } from "../../sync/runs";
import { AnsiReader, type Span } from "./ansi";

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
}

const LINE_MAX_CHARS = 8_000;

/** `lines` are shown; those before were shown, `dropped` of them. */
export class Lines {
  readonly lines: Line[] = [];
  dropped = 0;
  chars = 0;
  #returned: Line | null = null; // after a carriage return: what comes next is written over it
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

  #write(kind: "stdout" | "stderr", { text, style }: Span): void {
    // Only from the first return of a row on: from each of them it would take the square of their number.
    for (const part of text.replace(/(?<!\r)\r+\n/g, "\n").split(/(?<=[\n\r])/)) {
      const line = this.#open(kind);
      const end = part.at(-1);
      const isEnd = end === "\n";
      const content = isEnd || end === "\r" ? part.slice(0, -1) : part;
      if (content) this.#append(line, { text: content, style });
      if (isEnd) line.isOpen = false;
      if (end === "\r") this.#returned = line;
    }
  }

  #append(line: Line, span: Span): void {
    if (this.#returned === line) {
      this.chars -= line.length;
      Object.assign(line, { spans: [], length: 0, cut: 0 });
    }
    this.#returned = null;
    const text = span.text.slice(0, LINE_MAX_CHARS - line.length);
    line.cut += span.text.length - text.length;
    line.length += text.length;
    this.chars += text.length;
    const last = line.spans.at(-1);
    if (last?.style === span.style) last.text += text;
    else if (text) line.spans.push({ text, style: span.style });
  }

  /** The line that goes on; output of the other stream begins one of its own. */
  #open(kind: "stdout" | "stderr"): Line {
    const last = this.lines.at(-1);
    if (last?.isOpen && last.kind === kind) return last;
    if (last) last.isOpen = false;
    const line: Line = { kind, spans: [], input: null, length: 0, cut: 0, isOpen: true };
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

/** A line as plain text, for looking for places in it. */
export const textOf = (line: Line): string => line.spans.map((span) => span.text).join("");
