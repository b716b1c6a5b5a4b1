// Other words at some places of a code, and where a place in what came of it was before.

import type { Place } from "./traces";

export class Edits {
  #rewritten = "";
  #at = 0;
  #place: Place = { line: 1, column: 1 };
  /** By line: from which column on a place is how much further right than it was. */
  readonly #moved = new Map<number, { column: number; by: number }[]>();

  constructor(readonly code: string) {}

  /** Puts a text in the place of what stands from one place to another: in their order, each within a line. */
  put(from: number, to: number, text: string): void {
    const { line, column } = this.#pass(this.code.slice(this.#at, from));
    this.#at = to;
    this.#pass(text);
    const moves = this.#moved.get(line) ?? [];
    this.#moved.set(line, [...moves, { column, by: text.length - (to - from) }]);
  }

  get rewritten(): string {
    return this.#rewritten + this.code.slice(this.#at);
  }

  /** From a place in what was rewritten to the one in the code. */
  back({ line, column }: Place): Place {
    let was = column;
    for (const { column: from, by } of this.#moved.get(line) ?? [])
      if (column > from) was = Math.max(was - by, from - column + was);
    return { line, column: was };
  }

  #pass(text: string): Place {
    this.#rewritten += text;
    const lines = text.split("\n");
    const { length } = lines.at(-1) ?? "";
    if (lines.length > 1) this.#place = { line: this.#place.line + lines.length - 1, column: length + 1 };
    else this.#place = { line: this.#place.line, column: this.#place.column + length };
    return this.#place;
  }
}
