// Time: from the record's own clock to the line on which it plays, where waits may be short, and back.

/** What remains of a longer wait when waits are skipped. */
export const IDLE_MS = 2_000;

export class Axis {
  /** Where each entry lies on the line, in milliseconds of playing at 1×; grows. */
  readonly #places: number[] = [];

  /** `timesMs`: of the entries, never decreasing; `originMs`: the zero of the clock; what lies before it takes no time. */
  constructor(
    readonly timesMs: readonly number[],
    readonly originMs: number,
    readonly skipsIdle: boolean,
  ) {
    let place = 0;
    let before = originMs;
    for (const time of timesMs) {
      const wait = Math.max(0, time - Math.max(before, originMs));
      place += skipsIdle ? Math.min(wait, IDLE_MS) : wait;
      before = time;
      this.#places.push(place);
    }
  }

  get length(): number {
    return this.#places.at(-1) ?? 0;
  }

  /** Where the moment after so many entries lies. */
  placeOf(entries: number): number {
    return this.#places[Math.min(entries, this.#places.length) - 1] ?? 0;
  }

  /** How many entries have happened at this place of the line. */
  entriesAt(place: number): number {
    return upperBound(this.#places, place);
  }

  /** How many entries have happened so long after the zero of the clock. */
  entriesAtClock(clockMs: number): number {
    return upperBound(this.timesMs, this.originMs + clockMs);
  }

  /** The clock at a place: between two entries it goes on evenly, faster where a wait is skipped. */
  clockAt(place: number): number {
    const entries = this.entriesAt(place);
    const [from, to] = [this.#clockOf(entries), this.#clockOf(entries + 1)];
    const [begin, end] = [this.placeOf(entries), this.placeOf(entries + 1)];
    if (end <= begin) return from;
    return from + ((to - from) * (place - begin)) / (end - begin);
  }

  /** The place of a time of the clock. */
  placeAtClock(clockMs: number): number {
    const entries = this.entriesAtClock(clockMs);
    const [from, to] = [this.#clockOf(entries), this.#clockOf(entries + 1)];
    const [begin, end] = [this.placeOf(entries), this.placeOf(entries + 1)];
    if (to <= from) return begin;
    return begin + Math.min(1, Math.max(0, clockMs - from) / (to - from)) * (end - begin);
  }

  #clockOf(entries: number): number {
    if (entries === 0) return 0;
    return Math.max(0, (this.timesMs[Math.min(entries, this.timesMs.length) - 1] ?? this.originMs) - this.originMs);
  }
}

/** How many of the sorted values are at most this one. */
function upperBound(values: readonly number[], most: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? Infinity) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
