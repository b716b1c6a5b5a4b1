// Who has which colour in this room, read from awareness, and this page's own claim, written to it.
import type { Awareness } from "y-protocols/awareness";

import { chooseHue, hueOf, HUES } from "./colours";
import type { RosterPerson } from "./frames";

/** As often as a screen is drawn, however many people's carets move. */
const FRAME_MS = 16;

export class Claims {
  #own: number | null = null;
  /** By participant: the last known ones, so that nobody changes colour while the line is down. Another when it changes. */
  hues: ReadonlyMap<string, number> = new Map();

  constructor(readonly awareness: Awareness) {}

  /** Looks at the others' claims and says this page's name and colour, if either is news. */
  renew(roster: readonly RosterPerson[], participant: string, name: string | null): void {
    this.#own = chooseHue({ participant, hue: this.#own }, this.#others(roster));
    this.#learn(participant, this.#own);
    const color = HUES[this.#own];
    const user = { name: name ?? "Anonymous", color, colorLight: `${color}33` };
    const before = this.awareness.getLocalState()?.user;
    if (before?.name !== user.name || before.color !== user.color) this.awareness.setLocalStateField("user", user);
  }

  /**
   * `look` renews; `changed` is called if that changed a colour, which is all that pages show of awareness but carets.
   * Returns what ends it.
   */
  watch(look: () => void, changed: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        const before = this.hues;
        look();
        if (this.hues !== before) changed();
      }, FRAME_MS);
    };
    this.awareness.on("change", heard);
    return () => {
      clearTimeout(timer);
      this.awareness.off("change", heard);
    };
  }

  /**
   * Never this connection, whomever the roster takes it for: before the server has read our hello it is a stranger,
   * and a page that moved away from its own claim would never come to rest (claims.test.ts).
   */
  #others(roster: readonly RosterPerson[]) {
    const own = this.awareness.clientID;
    const others = roster.filter((person) => person.clients.some((client) => client !== own));
    return others.map(({ participant, clients }) => {
      for (const client of clients) {
        const hue = client === own ? null : hueOf(this.awareness.getStates().get(client)?.user?.color);
        if (hue !== null) this.#learn(participant, hue);
      }
      return { participant, hue: this.hues.get(participant) ?? null };
    });
  }

  #learn(participant: string, hue: number): void {
    if (this.hues.get(participant) !== hue) this.hues = new Map(this.hues).set(participant, hue);
  }
}
