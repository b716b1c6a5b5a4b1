// One run as it was at a moment. It goes forward event by event; backward it begins anew, and no other run with it.
import type { RunEvent } from "../sync/runs/runevents";
import { type Run, Runs } from "../sync/runs/runs";

export class PastRun {
  readonly #events: { entries: number; event: RunEvent }[] = [];
  #runs = new Runs(() => false);
  #next = 0;

  add(entries: number, event: RunEvent): void {
    this.#events.push({ entries, event });
  }

  /** Undefined before its start. The array of output is another only where it holds less than before. */
  at(entries: number): Run | undefined {
    const before = this.#runs.list[0];
    if ((this.#events[this.#next - 1]?.entries ?? 0) > entries) {
      this.#runs = new Runs(() => false);
      this.#next = 0;
    }
    for (let one = this.#events[this.#next]; one && one.entries <= entries; one = this.#events[this.#next]) {
      this.#runs.hear(one.event);
      this.#next += 1;
    }
    const [run] = this.#runs.list;
    if (run && before?.chunks.length === run.chunks.length) run.chunks = before.chunks;
    return run;
  }
}
