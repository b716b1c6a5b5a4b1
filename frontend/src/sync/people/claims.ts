// Who has which colour in this room, read from awareness, and this page's own claim, written to it.
import type { Awareness } from "y-protocols/awareness";

import { chooseHue, type Claim, earliest, hueOf, HUES } from "./colours";
import type { RosterPerson } from "../line/frames";
import { countOf } from "../json";

/** As often as a screen is drawn, however many people's carets move. */
const FRAME_MS = 16;
/** A newcomer waits this long for the claims of those who are here: stock clients may never make one. */
const PATIENCE_MS = 1_000;

/** What this tab remembers, so that a reload changes no colour. */
export interface KeptHues {
  hueOf(participant: string): number | undefined;
  keepHue(participant: string, hue: number): void;
}

export class Claims {
  /** By participant: the last known ones, so that nobody changes colour while the line is down. Another when it changes. */
  hues: ReadonlyMap<string, number> = new Map();
  #patience: ReturnType<typeof setTimeout> | undefined;
  #isPatient = true;
  #heard = () => {};

  /** `nowMs`: the server's clock. */
  constructor(
    readonly awareness: Awareness,
    readonly nowMs: () => number = Date.now,
    readonly kept?: KeptHues,
  ) {}

  /**
   * Looks at the others' claims and says this page's name and colour, if either is news: the first time once it knows
   * who is here and what they claim, since nobody should have to move because somebody comes.
   */
  renew(roster: readonly RosterPerson[], participant: string, name: string | null): void {
    const before = this.awareness.getLocalState()?.user;
    const claims = roster.flatMap((person) => this.#claimsOf(person));
    const own = claimOf(participant, before);
    if (own) claims.push(own);
    else if (this.#isPatient && !this.#knowsAll(roster, participant)) {
      this.#patience ??= setTimeout(() => {
        this.#isPatient = false;
        this.#heard();
      }, PATIENCE_MS);
      return;
    }
    const claim = chooseHue(participant, claims, this.nowMs(), this.kept?.hueOf(participant));
    this.#learn(claim);
    const { hue, sinceMs, isShared } = claim;
    const color = HUES[hue];
    const user = { name: name ?? "Anonymous", color, colorLight: `${color}33`, sinceMs, isShared };
    if (before?.name === user.name && before.color === color && before.sinceMs === sinceMs) return;
    this.kept?.keepHue(participant, hue);
    this.awareness.setLocalStateField("user", user);
  }

  /**
   * `look` renews; `changed` is called if that changed a colour, which is all that pages show of awareness but carets.
   * Returns what ends it.
   */
  watch(look: () => void, changed: () => void): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    this.#heard = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        const before = this.hues;
        look();
        if (this.hues !== before) changed();
      }, FRAME_MS);
    };
    this.awareness.on("change", this.#heard);
    return () => {
      clearTimeout(timer);
      clearTimeout(this.#patience);
      this.awareness.off("change", this.#heard);
    };
  }

  #claimsOf(person: RosterPerson): Claim[] {
    const claims = this.#othersOf(person)
      .map((client) => claimOf(person.participant, this.awareness.getStates().get(client)?.user))
      .filter((claim) => claim !== null);
    this.#learn(earliest(claims));
    return claims;
  }

  /**
   * Never this connection, whomever the roster takes it for: before the server has read our hello it is a stranger,
   * and a page that moved away from its own claim would never come to rest (claims.test.ts).
   */
  #othersOf = (person: RosterPerson) => person.clients.filter((client) => client !== this.awareness.clientID);

  #knowsAll(roster: readonly RosterPerson[], participant: string): boolean {
    const states = this.awareness.getStates();
    const own = roster.find((person) => person.participant === participant);
    if (!own) return false;
    const isKnown = (person: RosterPerson) => {
      const clients = this.#othersOf(person);
      // Who came later waits for this page's claim: two who waited for each other would choose at one instant.
      const isLater = person.sinceMs > own.sinceMs;
      const of = clients.map((client) => states.get(client)).filter((state) => state !== undefined);
      return clients.length === 0 || (isLater ? of.length > 0 : of.some((state) => state.user));
    };
    return roster.every((person) => person === own || isKnown(person));
  }

  #learn(claim: Claim | undefined): void {
    if (claim && this.hues.get(claim.participant) !== claim.hue)
      this.hues = new Map(this.hues).set(claim.participant, claim.hue);
  }
}

/** The claim in what a client says of its user; null where there is none of ours. */
function claimOf(participant: string, user: { color?: unknown; sinceMs?: unknown; isShared?: unknown }): Claim | null {
  const hue = hueOf(user?.color);
  return hue === null
    ? null
    : { participant, hue, sinceMs: countOf(user.sinceMs) ?? 0, isShared: user.isShared === true };
}
