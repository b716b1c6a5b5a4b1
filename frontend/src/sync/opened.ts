// An open room as others see it: what it needs to open, what it tells, and what it can be asked for.
import type { Awareness } from "y-protocols/awareness";
import type * as Y from "yjs";

import type { KeptHues } from "./people/claims";
import type { Connection } from "./line/connection";
import type { CopyName } from "./saved/copies";
import type { DeviceCopy, Kept } from "./saved/device";
import type { SessionEvent } from "./events";
import type { Facts } from "./facts";
import type { RoomState, Roster } from "./line/frames";
import type { Missing } from "./people/presence";
import type { Runs } from "./runs/runs";
import type { Language } from "./starter";

export interface RoomOptions {
  socketUrl: string; // `ws(s)://…/ws`, without the token
  token: string;
  key: string; // the secret of this browser, from which the server derives who this is
  name: () => string | null; // as it is now: another tab of this browser may change it
  hues: KeptHues;
  languages: () => readonly Language[]; // none until the server has listed them
  deviceCopy: CopyName | null; // null keeps none, as for observers, who have nothing to lose
  /**
   * The text here and the room's have come apart for good: open the room anew. What is here was set aside on this device;
   * where it could not be, it is handed over, and else the empty string.
   */
  diverged: (own: string) => void;
}

/** Everything that changes, as one value: read it again after each `onChange`. */
export interface RoomView {
  connection: Connection;
  state: RoomState | null;
  roster: Roster;
  missing: readonly Missing[];
  /** Hues by participant, as claimed in awareness. */
  hues: ReadonlyMap<string, number>;
  pendingSinceMs: number | null;
  kept: Kept;
  /** Text of this browser that the server did not take, and that is not in the room. */
  refusedText: string | null;
  hasText: boolean; // it was there at least once: from the server or from this device
  /** The server's clock less this browser's, as of the last word of the server. */
  clockOffsetMs: number;
}

export interface Room {
  readonly text: Y.Text;
  readonly awareness: Awareness;
  readonly runs: Runs;
  readonly facts: Facts;
  /** On this device; null where none is kept. */
  readonly copy: DeviceCopy | null;
  view(): RoomView;
  /** Sends a request (docs/protocol.md). False while the line is down. */
  ask(request: Record<string, unknown>): boolean;
  onChange(listener: () => void): () => void;
  onEvent(listener: (event: SessionEvent) => void): () => void;
  /** The name is another. */
  rename(): void;
  /** Asks for a language; the answer comes to everybody as an event and a state. False when the line is down. */
  requestLanguage(language: string): boolean;
  /** The network is back, or somebody looks at the page again: do not wait for timers. */
  wake(): void;
  moveTo(token: string): void; // of the link that replaces the one by which it was opened
  dispose(): void;
}
