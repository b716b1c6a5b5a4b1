// What this page tells the room of its person besides the text: pastes, time in other windows, whom the person follows.
import { steadyMs } from "./clock";

export type Fact =
  | { type: "paste"; characters: number; lines: number; away_ms: number; file?: string }
  | { type: "away"; duration_ms: number };
/** `ago_ms`: how long ago that was, where the line was down. */
export type FactRequest =
  (Fact & { ago_ms?: number }) | { type: "follow"; participant: string | null } | { type: "left" };

/** Of a very long absence the first ones are told. */
const WAITING_MAX = 100;

export class Facts {
  #follows: string | null = null;
  #hasLeft = false;
  #waiting: { fact: Fact; atMs: number }[] = [];

  /** `send` returns false while there is no connection. */
  constructor(
    readonly send: (request: FactRequest) => boolean,
    readonly nowMs: () => number = steadyMs,
  ) {}

  /** The page is out of sight, until it tells how long it was. */
  leftPage(): void {
    this.#hasLeft = true;
    this.send({ type: "left" });
  }

  /** Told now, or when the line is back, with its time. */
  tell(fact: Fact): void {
    if (fact.type === "away") this.#hasLeft = false;
    if (!this.send(fact)) this.#wait(fact, this.nowMs());
  }

  #wait(fact: Fact, atMs: number): void {
    if (this.#waiting.length < WAITING_MAX) this.#waiting.push({ fact, atMs });
  }

  /** Null: nobody any more. */
  follow(participant: string | null): void {
    this.#follows = participant;
    this.send({ type: "follow", participant });
  }

  /** A new connection, on which hello was said: the server knows nothing of the former one. */
  connected(): void {
    if (this.#follows !== null) this.send({ type: "follow", participant: this.#follows });
    if (this.#hasLeft) this.send({ type: "left" });
    for (const { fact, atMs } of this.#waiting.splice(0))
      if (!this.send({ ...fact, ago_ms: Math.max(0, this.nowMs() - atMs) })) this.#wait(fact, atMs);
  }
}
