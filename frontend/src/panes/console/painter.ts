// Draws the lines of one run into an element: only what is new or changed, and never more than a bounded number of
// lines, so that endless printing does not stall the page. Programs' text is set as text, never as HTML.
import type { Chunk } from "../../sync/runs/runs";
import { PLAIN, type Span, type Style } from "./ansi";
import { type Line, Lines, textOf } from "./lines";
import { inWords } from "./notices";
import type { RunFiles } from "./place";
import { type Place, placesIn } from "./places";

export interface Bounds {
  lines: number;
  chars: number;
}
export const SHORT: Bounds = { lines: 400, chars: 50_000 };
/** What is drawn in one frame, about; more waits for the next. */
const FRAME_CHARS = 16_000;
/** More than the runner and the server let a run print. */
export const WHOLE: Bounds = { lines: 20_000, chars: 600_000 };

export interface Words {
  errorOutput: string;
  goTo: (line: number) => string;
  cut: (characters: number) => string;
  ending: (sentence: string) => string;
}

export class Painter {
  readonly #lines: Lines;
  #chunks: readonly Chunk[] = [];
  #taken = 0; // of the chunks
  #skips: number;

  /** `skips`: so many characters at the beginning are passed over. */
  constructor(
    readonly parent: HTMLElement,
    readonly bounds: Bounds,
    skips: number,
    readonly words: Words,
    readonly files: RunFiles | null = null,
  ) {
    this.#lines = new Lines(bounds.lines, bounds.chars);
    this.#skips = skips;
    parent.replaceChildren();
  }

  /** Lines that are not shown any more. */
  get dropped(): number {
    return this.#lines.dropped;
  }

  /** Whether these chunks go on where the last ones ended. */
  follows(chunks: readonly Chunk[]): boolean {
    return this.#taken === 0 || this.#chunks === chunks;
  }

  /** Draws what is new, or a part of it: returns whether there is more. */
  paint(chunks: readonly Chunk[]): boolean {
    this.#chunks = chunks;
    let end = this.#taken;
    for (let chars = 0; end < chunks.length && chars < FRAME_CHARS; end += 1) chars += chunks[end]?.text?.length ?? 1;
    this.#draw(this.#unskipped(chunks.slice(this.#taken, end)));
    this.#taken = end;
    return end < chunks.length;
  }

  #draw(fresh: readonly Chunk[]): void {
    if (fresh.length === 0) return;
    const before = this.#lines.dropped;
    const changed = this.#lines.take(fresh);
    const gone = Math.min(this.#lines.dropped - before, this.parent.childElementCount);
    for (let index = 0; index < gone; index += 1) this.parent.firstChild?.remove();
    while (this.parent.childElementCount > changed) this.parent.lastChild?.remove();
    const drawn = document.createDocumentFragment();
    for (let index = changed; index < this.#lines.lines.length; index += 1) {
      const line = this.#lines.lines[index];
      if (line) drawn.append(this.#row(line, this.#lines.lines[index - 1]));
    }
    this.parent.append(drawn);
  }

  #unskipped(chunks: readonly Chunk[]): readonly Chunk[] {
    if (this.#skips === 0) return chunks;
    const rest: Chunk[] = [];
    for (const { kind, text } of chunks) {
      const length = text?.length ?? 0;
      if (length > this.#skips) rest.push({ kind, text: text?.slice(this.#skips) ?? null });
      this.#skips = Math.max(0, this.#skips - length);
    }
    return rest;
  }

  #row(said: Line, before: Line | undefined): HTMLElement {
    const line = inWords(said, this.words.ending);
    const row = element("div", line.kind);
    if (line.isOpen) row.dataset.open = "";
    if (line.kind === "stderr" && before?.kind !== "stderr") {
      row.append(element("span", "sr-only", `${this.words.errorOutput} `));
      row.classList.add("first");
    }
    const places = placesIn(textOf(line).slice(0, 1_000), line.kind === "stderr", this.files?.paths);
    let at = 0;
    for (const span of line.spans) {
      for (const piece of cutAt(span, at, places)) row.append(this.#piece(piece.span, piece.place));
      at += span.text.length;
    }
    if (line.cut > 0) row.append(element("span", "more", ` ${this.words.cut(line.cut)}`));
    if (line.input !== null) row.append(element("span", "answer", line.input));
    return row;
  }

  #piece({ text, style }: Span, place: Place | null): Node {
    const content = style === PLAIN ? document.createTextNode(text) : element("span", classesOf(style), text);
    if (!place) return content;
    const link = element("button", "place");
    link.type = "button";
    link.title = this.words.goTo(place.line);
    link.dataset.line = String(place.line);
    link.dataset.column = String(place.column);
    const { files } = this;
    if (files) link.dataset.path = files.folder + (place.path ?? files.entry);
    link.append(content);
    return link;
  }
}

/** A span in pieces that are wholly inside or outside of places; `at` is where it begins in its line. */
function* cutAt(span: Span, at: number, places: readonly Place[]): Generator<{ span: Span; place: Place | null }> {
  const end = at + span.text.length;
  let from = at;
  const piece = (to: number, place: Place | null) => ({
    span: { text: span.text.slice(from - at, to - at), style: span.style },
    place,
  });
  for (const place of places) {
    if (place.to <= from || place.from >= end) continue;
    if (place.from > from) {
      yield piece(place.from, null);
      from = place.from;
    }
    const to = Math.min(place.to, end);
    yield piece(to, place);
    from = to;
  }
  if (from < end) yield piece(end, null);
}

function classesOf(style: Style): string {
  const { colour, background, isBold, isFaint, isItalic, isUnderlined, isStruck, isInverse } = style;
  const named = (kind: string, name: string | null) => (name ? `${kind}-${name.replace("+", "-bright")}` : "");
  const flags = { bold: isBold, faint: isFaint, italic: isItalic, underlined: isUnderlined, struck: isStruck };
  const set = Object.entries(flags).filter(([, isSet]) => isSet);
  return [named("ansi", colour), named("behind", background), isInverse ? "inverse" : "", ...set.map(([name]) => name)]
    .filter((name) => name !== "")
    .join(" ");
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, classes: string, text = ""): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (classes) made.className = classes;
  if (text) made.textContent = text;
  return made;
}
