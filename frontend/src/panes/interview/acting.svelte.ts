// A host's wish on its way to the server; where it fails, the person is told.
import type { Outcome } from "../../api/client";
import { type Hosting, openHosting } from "../../api/hosting";
import { hosting } from "../../words/room/hosting";
import { local, personal } from "../../app/personal.svelte";
import type { RoomModel } from "../../session/room.svelte";

export class Acting {
  #going = $state(0);

  constructor(readonly model: RoomModel) {}

  get isBusy(): boolean {
    return this.#going > 0;
  }

  /** Null where it was refused or lost: then the room is as before, and the person was told. */
  async do<T>(wish: (host: Hosting) => Promise<Outcome<T>>): Promise<T | null> {
    this.#going += 1;
    try {
      return await this.read(wish);
    } finally {
      this.#going -= 1;
    }
  }

  /** As `do`, for what changes nothing: meanwhile a host may wish. */
  async read<T>(wish: (host: Hosting) => Promise<Outcome<T>>): Promise<T | null> {
    const { own } = this.model.entry;
    if (!own) return null;
    const outcome = await wish(openHosting(this.model.base, own, local.key()));
    if (outcome.kind === "done") return outcome.value;
    const detail = outcome.kind === "refused" ? outcome.detail : null;
    this.model.tell(detail ?? personal.of(hosting).failed, true);
    return null;
  }
}
