// Who is in which file: a caret names the text in which it stands, also those of other editors on the same protocol.
import type { Person } from "../../sync/people/presence";
import type { FilesModel } from "./files.svelte";
import { areSame, NO_ROOTS, NO_STATES, rootsOf } from "./roots";

export class Presences {
  #roots = $state.raw(NO_ROOTS);

  constructor(readonly files: FilesModel) {
    files.model.room?.awareness.on("change", this.#look); // ends with the room
    this.#look();
  }

  rootOf({ clients }: Person): string | null {
    for (const client of clients) {
      const root = this.#roots.get(client);
      if (root !== undefined) return root;
    }
    return null;
  }

  /** Others whose caret is in it. */
  peopleIn(root: string): Person[] {
    return this.files.model.people.filter((person) => !person.isYou && this.rootOf(person) === root);
  }

  #look = (): void => {
    const now = rootsOf(this.files.model.room?.awareness.getStates() ?? NO_STATES);
    if (!areSame(now, this.#roots)) this.#roots = now;
  };
}
