// Where a run is shown: in the console of a room, or in a replay. What its block asks of the place.
import type { Run } from "../../sync/runs/runs";

/** A run as of the last frame; `skips` characters of it were cleared away. */
export interface RunView extends Readonly<Run> {
  skips: number;
}

/** The files of the program that a run is of. */
export interface RunFiles {
  /** The folder in which it ran, with a slash at its end where it is not the outermost. */
  folder: string;
  entry: string;
  /** Relative to the folder. */
  paths: readonly string[];
}

export interface RunPlace {
  /** Code, since Run was pressed: the focus stays in the editor. */
  readonly hasTypedSince: boolean;
  whoRan(run: RunView): string | null;
  languageName(id: string): string;
  /** Null where there is one file only. */
  filesOf?(run: RunView): RunFiles | null;
  /** How long a run has gone on until now; null where there is no now. */
  goingMs(run: RunView): number | null;
  stop(): void;
  /** What stops a run of another page; null where this person may not. */
  stopOther(run: RunView): (() => void) | null;
  /** Answers the program of this page; null ends its input. */
  answer(line: string | null): void;
}
