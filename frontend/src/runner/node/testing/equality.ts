// Whether two values are deeply equal, as node:assert decides it.

type Pairs = Map<object, Set<object>>;

/** `isStrict`: kinds and prototypes must be the same, and numbers are compared as by Object.is. */
export function isDeepEqual(one: unknown, other: unknown, isStrict: boolean, seen: Pairs = new Map()): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    if (isStrict) return false;
    const bothNaN = Number.isNaN(one) && Number.isNaN(other);

    return (
      bothNaN ||
      ((typeof one !== "object" || one === null) && (typeof other !== "object" || other === null) && one == other)
    );
  }
  if (isStrict && Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (tag(one) !== tag(other) || Array.isArray(one) !== Array.isArray(other)) return false;
  const met = seen.get(one);
  if (met?.has(other)) return true; // a circle: whatever differs is found elsewhere
  seen.set(one, (met ?? new Set()).add(other));
  const equal = (a: unknown, b: unknown) => isDeepEqual(a, b, isStrict, seen);
  return haveEqualContent(one, other, equal) && haveEqualKeys(one, other, equal, isStrict);
}

type Equal = (one: unknown, other: unknown) => boolean;

const tag = (value: object) => Object.prototype.toString.call(value);

function haveEqualContent(one: object, other: object, equal: Equal): boolean {
  if (one instanceof Date && other instanceof Date) return Object.is(one.getTime(), other.getTime());
  if (one instanceof RegExp && other instanceof RegExp) return String(one) === String(other);
  if (one instanceof Error && other instanceof Error) return one.message === other.message && one.name === other.name;
  if (isBoxed(one) && isBoxed(other)) return Object.is(one.valueOf(), other.valueOf());
  if (one instanceof Map && other instanceof Map) {
    return one.size === other.size && [...one].every(([key, value]) => hasEntry(other, key, value, equal));
  }
  if (one instanceof Set && other instanceof Set) {
    return (
      one.size === other.size && [...one].every((item) => other.has(item) || [...other].some((o) => equal(item, o)))
    );
  }
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length;
  if (ArrayBuffer.isView(one) && ArrayBuffer.isView(other)) return one.byteLength === other.byteLength;
  return !(one instanceof Promise || one instanceof WeakMap || one instanceof WeakSet || typeof one === "function");
}

const isBoxed = (value: object) => value instanceof Number || value instanceof String || value instanceof Boolean;

function hasEntry(map: Map<unknown, unknown>, key: unknown, value: unknown, equal: Equal): boolean {
  if (map.has(key)) return equal(value, map.get(key));
  return typeof key === "object" && [...map].some(([other, found]) => equal(key, other) && equal(value, found));
}

function haveEqualKeys(one: object, other: object, equal: Equal, isStrict: boolean): boolean {
  const keys = keysOf(one, isStrict);
  if (keys.length !== keysOf(other, isStrict).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && equal(Reflect.get(one, key), Reflect.get(other, key)));
}

function keysOf(value: object, isStrict: boolean): PropertyKey[] {
  const symbols = isStrict
    ? Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    : [];
  return [...Object.keys(value), ...symbols];
}
