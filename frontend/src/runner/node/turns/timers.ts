// Timers in the order in which Node calls those that are due: lists of one waiting time each; the list that is due first
// comes first, with all of it that is due.

import type { Timeout } from "./timeout";

interface List {
  ms: number;
  dueMs: number;
  id: number;
  timers: Set<Timeout>;
}

export class Timers {
  readonly #lists = new Map<number, List>();
  #listed = 0;
  #added = 0;
  /** Timers from this number on came in this phase, and wait for the next one. */
  #firstNew = 0;
  #current: List | null = null;
  #nowMs = 0; // when the current list's turn came

  add(timer: Timeout, fromMs: number): void {
    const { waitMs: ms } = timer;
    let list = this.#lists.get(ms);
    if (!list) this.#lists.set(ms, (list = { ms, dueMs: fromMs + ms, id: this.#listed++, timers: new Set() }));
    timer._idleStart = fromMs;
    timer.place = this.#added++;
    list.timers.add(timer);
  }

  remove(timer: Timeout): void {
    const list = this.#lists.get(timer.waitMs);
    if (!list?.timers.delete(timer) || list.timers.size > 0) return;
    this.#lists.delete(list.ms);
    if (this.#current === list) this.#current = null;
  }

  /** When the next one is due. */
  get nextMs(): number {
    let nextMs = Infinity;
    for (const { dueMs } of this.#lists.values()) if (dueMs < nextMs) nextMs = dueMs;
    return nextMs;
  }

  /** A phase begins. */
  enter(): void {
    this.#firstNew = this.#added;
    this.#current = null;
  }

  /** Takes the next timer of this phase. */
  take(nowMs: number): Timeout | null {
    for (;;) {
      this.#current ??= this.#listDue(nowMs);
      const list = this.#current;
      if (!list) return null;
      const [timer] = list.timers;
      if (timer && timer.place < this.#firstNew && timer._idleStart + list.ms <= this.#nowMs) {
        this.remove(timer);
        return timer;
      }
      list.dueMs = Math.max((timer?._idleStart ?? 0) + list.ms, this.#nowMs + 1);
      list.id = this.#listed++;
      this.#current = null;
    }
  }

  #listDue(nowMs: number): List | null {
    this.#nowMs = nowMs;
    let first: List | null = null;
    for (const list of this.#lists.values()) {
      if (list.dueMs > nowMs) continue;
      if (!first || list.dueMs < first.dueMs || (list.dueMs === first.dueMs && list.id < first.id)) first = list;
    }
    return first;
  }
}
