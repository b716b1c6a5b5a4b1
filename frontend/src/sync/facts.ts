// What this page tells the room of its person besides the text: pastes, time in other windows, whom the person follows.

export type Fact =
  { type: "paste"; characters: number; lines: number; away_ms: number } | { type: "away"; duration_ms: number };
export type FactRequest = Fact | { type: "follow"; participant: string | null };

/** Of a very long absence the first ones are told. */
const WAITING_MAX = 100;

export class Facts {
  #follows: string | null = null;
  #waiting: Fact[] = [];

  /** `send` returns false while there is no connection. */
  constructor(readonly send: (request: FactRequest) => boolean) {}

  get follows(): string | null {
    return this.#follows;
  }

  /** Told now, or when the line is back. */
  tell(fact: Fact): void {
    if (!this.send(fact) && this.#waiting.length < WAITING_MAX) this.#waiting.push(fact);
  }

  /** Null: nobody any more. */
  follow(participant: string | null): void {
    this.#follows = participant;
    this.send({ type: "follow", participant });
  }

  /** A new connection, on which hello was said: the server knows nothing of the former one. */
  connected(): void {
    if (this.#follows !== null) this.send({ type: "follow", participant: this.#follows });
    for (const fact of this.#waiting.splice(0)) this.tell(fact);
  }
}
