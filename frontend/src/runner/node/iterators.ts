// Iterators of maps and sets in console.log: Node shows what is left in them. Reading takes it out, so it is put back.
import { inspect, type InspectOptions } from "node-inspect-extracted";

type Show = (depth: number, options: InspectOptions) => string;

/** Before any program runs. */
export function showIterators(): void {
  for (const { name, made, prototype } of [
    { name: "Map", made: new Map().values(), prototype: Map.prototype },
    { name: "Set", made: new Set().values(), prototype: Set.prototype },
  ]) {
    const pairs = new WeakSet();
    const { entries } = prototype as { entries: () => object };
    const { entries: noted } = {
      entries(this: unknown) {
        const own = Reflect.apply(entries, this, []);
        pairs.add(own);
        return own;
      },
    };
    hide(prototype, "entries", noted);
    const custom = function (this: Iterator<unknown>, depth: number, options: InspectOptions) {
      if (depth < 0) return `[Object [${name} Iterator]]`;
      try {
        return shown(name, taken(this), pairs.has(this), depth, options);
      } catch {
        return this; // the prototype of them all: as any object
      }
    };
    hide(Object.getPrototypeOf(made) as object, inspect.custom, custom);
  }
}

/** What is left, and afterwards is there as before. */
function taken(iterator: Iterator<unknown>): unknown[] {
  const rest = [];
  for (let one = iterator.next(); !one.done; one = iterator.next()) rest.push(one.value);
  const again = rest.values();
  hide(iterator, "next", () => again.next());
  return rest;
}

/** Laid out as a set, whose beginning is as long as this one's. A pair is no level of its own. */
function shown(name: string, rest: unknown[], arePairs: boolean, depth: number, options: InspectOptions): string {
  const beginning = `[${name} ${arePairs ? "Entries" : "Iterator"}] `;
  if (rest.length === 0) return `${beginning}{  }`;
  const items = rest.map((value) => {
    const show: Show = (left, inner) => {
      const breakLength = (inner.breakLength ?? 80) - 2;
      return inspect(value, { ...inner, breakLength, depth: arePairs ? left + 1 : left });
    };
    return { [inspect.custom]: show };
  });
  const Items = class extends Set {};
  const filled = new Items(items);
  const own = `(${rest.length}) [Set] `;
  Object.defineProperty(Items, "name", { value: "x".repeat(Math.max(1, beginning.length - own.length)) });
  return inspect(filled, { ...options, depth }).replace(/^x+\(\d+\) \[Set\] /, beginning);
}

const hide = (on: object, key: PropertyKey, value: unknown) =>
  Object.defineProperty(on, key, { value, writable: true, configurable: true });
