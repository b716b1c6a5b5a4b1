// Which text each caret stands in. Awareness comes from other people's clients: anything may stand there.

/** Root by awareness client. */
export type Roots = ReadonlyMap<number, string>;

export const NO_ROOTS: Roots = new Map();
export const NO_STATES: ReadonlyMap<number, Record<string, unknown>> = new Map();

export function rootsOf(states: ReadonlyMap<number, Record<string, unknown>>): Roots {
  const roots = new Map<number, string>();
  for (const [client, { cursor }] of states) {
    const root = rootIn(cursor);
    if (root !== null) roots.set(client, root);
  }
  return roots;
}

/** Carets move with every key, and hardly ever into another file. */
export const areSame = (one: Roots, other: Roots): boolean =>
  one.size === other.size && [...one].every(([client, root]) => other.get(client) === root);

function rootIn(cursor: unknown): string | null {
  if (typeof cursor !== "object" || cursor === null || !("anchor" in cursor)) return null;
  const { anchor } = cursor;
  if (typeof anchor !== "object" || anchor === null || !("tname" in anchor)) return null;
  return typeof anchor.tname === "string" ? anchor.tname : null;
}
