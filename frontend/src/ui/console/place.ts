// Where a run is shown: in the console of a room, or in a replay. What its block asks of the place.
import type { Run } from "../../sync/runs";

/** A run as of the last frame; `skips` characters of it were cleared away. */
export interface RunView extends Readonly<Run> {
  skips: number;
}

export interface RunPlace {
  /** Since Run was pressed: the focus is where the person types. */
  readonly hasTypedSince: boolean;
  whoRan(run: RunView): string | null;
  languageName(id: string): string;
  /** How long a run has gone on until now; null where there is no now. */
  goingMs(run: RunView): number | null;
  stop(): void;
  /** What stops a run of another page; null where this person may not. */
  stopOther(run: RunView): (() => void) | null;
  /** Answers the program of this page; null ends its input. */
  answer(line: string | null): void;
}
