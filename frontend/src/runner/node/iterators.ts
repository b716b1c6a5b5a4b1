// Iterators of maps and sets in console.log: Node shows what is left in them. Reading takes it out, so it is put back.

/** Where inspect asks for it, which is in two scripts: scripts/runtimes/packages.mjs. */
const ENTRIES = Symbol.for("codesala.entries");

/** Before any program runs. */
export function showIterators(): void {
  const pairs = new WeakSet();
  for (const prototype of [Map.prototype, Set.prototype]) {
    const { entries } = prototype as { entries: () => object };
    const { entries: noted } = {
      entries(this: unknown) {
        const own = Reflect.apply(entries, this, []);
        pairs.add(own);
        return own;
      },
    };
    hide(prototype, "entries", noted);
  }
  /** What is left: values, or keys and values in turn, if the second says so. Null: it is of something else. */
  const left = (iterator: Iterator<unknown>): [unknown[], boolean] | null => {
    if (!/^\[object (Map|Set) Iterator\]$/.test(Object.prototype.toString.call(iterator))) return null;
    const arePairs = pairs.has(iterator);
    const rest = taken(iterator);
    return [arePairs ? rest.flat() : rest, arePairs];
  };
  Object.defineProperty(globalThis, ENTRIES, { value: left });
}

/** What is left, and afterwards is there as before. */
function taken(iterator: Iterator<unknown>): unknown[] {
  const rest = [];
  for (let one = iterator.next(); !one.done; one = iterator.next()) rest.push(one.value);
  const again = rest.values();
  hide(iterator, "next", () => again.next());
  return rest;
}

const hide = (on: object, key: PropertyKey, value: unknown) =>
  Object.defineProperty(on, key, { value, writable: true, configurable: true });
