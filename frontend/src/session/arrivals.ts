// Who came and who went between two looks at the list of people. Pure, but for what it remembers.

interface Listed {
  participant: string;
  name: string;
  isYou: boolean;
}

export class Arrivals {
  #known: ReadonlyMap<string, string> | null = null;

  /** Names. Those who are there when this page comes in are no news; without this page's person the list is not whole. */
  look(people: readonly Listed[]): { joined: string[]; left: string[] } {
    if (!people.some(({ isYou }) => isYou)) return { joined: [], left: [] };
    const before = this.#known;
    const now = new Map(people.map(({ participant, name }) => [participant, name]));
    this.#known = now;
    if (!before) return { joined: [], left: [] };
    const others = people.filter(({ isYou }) => !isYou);
    return {
      joined: others.filter(({ participant }) => !before.has(participant)).map(({ name }) => name),
      left: [...before].filter(([participant]) => !now.has(participant)).map(([, name]) => name),
    };
  }
}
