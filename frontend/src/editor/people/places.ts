// Where other people's carets stand in the editor's text. Each is looked for in the shared text when it moved, which takes
// longer the longer the text is; after that it is carried through what is typed.
import type { ChangeDesc } from "@codemirror/state";
import type { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";

export interface Place {
  anchor: number;
  head: number;
}

/** Of a client's caret. */
interface Placed {
  client: number;
  place: Place;
  movedAtMs: number;
}

/** Names that begin so near each other would be printed over each other. */
const NAME_CHARACTERS = 20;

interface Known {
  /** As it was told; equal while it has not moved. */
  told: string;
  movedAtMs: number;
  /** Null while the text that it stands in has not come. */
  place: Place | null;
}

export class Places {
  readonly #known = new Map<number, Known>();

  constructor(
    readonly text: Y.Text,
    readonly awareness: Awareness,
    readonly find: typeof placeOf = placeOf,
  ) {
    this.moved([...awareness.getStates().keys()], Date.now());
  }

  /** These clients came, told something new, or went. */
  moved(clients: Iterable<number>, nowMs: number): void {
    for (const client of clients) {
      if (client === this.awareness.clientID) continue;
      const cursor: unknown = this.awareness.getStates().get(client)?.cursor;
      const told = JSON.stringify(cursor);
      if (!cursor) this.#known.delete(client);
      else if (this.#known.get(client)?.told !== told) {
        this.#known.set(client, { told, movedAtMs: nowMs, place: this.find(this.text, cursor) });
      }
    }
  }

  /** What happened to the text. Where it happened beside a caret, only the shared text knows on which side that is. */
  carry(changes: ChangeDesc): void {
    for (const known of this.#known.values()) {
      const { place, told } = known;
      const isFar = place && ![place.anchor, place.head].some((at) => changes.touchesRange(at, at));
      known.place = isFar
        ? { anchor: changes.mapPos(place.anchor), head: changes.mapPos(place.head) }
        : this.find(this.text, JSON.parse(told));
    }
  }

  *all(): Iterable<Placed> {
    for (const [client, { place, movedAtMs }] of this.#known) if (place) yield { client, place, movedAtMs };
  }
}

/** Of several at one place, the one who moved last has a name beside the caret. */
export function isNamed(client: number, places: readonly Placed[]): boolean {
  const own = places.find((one) => one.client === client);
  const covers = (one: Placed) =>
    own &&
    Math.abs(one.place.head - own.place.head) < NAME_CHARACTERS &&
    (one.movedAtMs - own.movedAtMs || one.client - client) > 0;
  return !places.some(covers);
}

/** As it is told to others, and found again whatever has been written since. */
export function cursorAt(
  text: Y.Text,
  { anchor, head }: Place,
): { anchor: Y.RelativePosition; head: Y.RelativePosition } {
  const at = (index: number) => Y.createRelativePositionFromTypeIndex(text, Math.min(index, text.length));
  return { anchor: at(anchor), head: at(head) };
}

/** Null for anything that is no position in this text: awareness comes from other people's clients. */
export function placeOf(text: Y.Text, cursor: unknown): Place | null {
  if (typeof cursor !== "object" || cursor === null || !("anchor" in cursor) || !("head" in cursor)) return null;
  try {
    const [anchor, head] = [cursor.anchor, cursor.head].map((position) => {
      const relative = Y.createRelativePositionFromJSON(position);
      return text.doc && Y.createAbsolutePositionFromRelativePosition(relative, text.doc);
    });
    if (anchor?.type !== text || head?.type !== text) return null;
    return { anchor: anchor.index, head: head.index };
  } catch {
    return null;
  }
}
