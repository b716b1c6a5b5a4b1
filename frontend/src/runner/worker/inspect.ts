// Values as text for console.log: like Node's inspect in what it shows, much smaller in what it can.

const DEEPEST = 4;
const MOST_ITEMS = 100;
const LINE = 76; // what is longer goes over several lines

export function inspect(value: unknown, depth = 0, seen: readonly object[] = []): string {
  switch (typeof value) {
    case "string":
      return depth === 0 ? value : quoted(value);
    case "bigint":
      return `${value}n`;
    case "symbol":
      return value.toString();
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "function":
      return describeFunction(value);
    case "object":
      return value === null ? "null" : inspectObject(value, depth, seen);
    default:
      return String(value);
  }
}

function inspectObject(value: object, depth: number, seen: readonly object[]): string {
  if (seen.includes(value)) return "[Circular]";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (value instanceof Error) return depth === 0 ? (value.stack ?? String(value)) : `[${String(value)}]`;
  if (value instanceof Number || value instanceof String || value instanceof Boolean) {
    return `[${value.constructor.name}: ${inspect(value.valueOf(), 1)}]`;
  }
  if (value instanceof Promise) return "Promise {}";
  if (value instanceof WeakMap || value instanceof WeakSet) return `${value.constructor.name} {}`;
  const name = nameOf(value);
  if (depth > DEEPEST) return Array.isArray(value) ? "[Array]" : `[${name || "Object"}]`;
  const inner = (item: unknown) => inspect(item, depth + 1, [...seen, value]);
  if (Array.isArray(value)) {
    const items = Array.from({ length: Math.min(value.length, MOST_ITEMS) }, (_, at) =>
      at in value ? inner(value[at]) : "<empty>",
    );
    const title = name === "Array" ? "" : `${name}(${value.length}) `;
    return title + wrap("[", [...items, ...more(value.length), ...ownEntries(value, inner, true)], "]", depth);
  }
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const array = value as Uint8Array;
    const items = [...array.subarray(0, MOST_ITEMS)].map((item) => inner(item));
    return `${name}(${array.length}) ` + wrap("[", [...items, ...more(array.length)], "]", depth);
  }
  if (value instanceof Map) {
    const items = [...value].slice(0, MOST_ITEMS).map(([key, item]) => `${inner(key)} => ${inner(item)}`);
    return `${name}(${value.size}) ` + wrap("{", [...items, ...more(value.size)], "}", depth);
  }
  if (value instanceof Set) {
    const items = [...value].slice(0, MOST_ITEMS).map(inner);
    return `${name}(${value.size}) ` + wrap("{", [...items, ...more(value.size)], "}", depth);
  }
  const title = name === "Object" ? "" : `${name || "[Object: null prototype]"} `;
  return title + wrap("{", ownEntries(value, inner, false), "}", depth);
}

function ownEntries(value: object, inner: (item: unknown) => string, isArray: boolean): string[] {
  const entries: string[] = [];
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key);
    if (!property?.enumerable || (isArray && typeof key === "string" && /^\d+$/.test(key))) continue;
    const shown =
      typeof key === "symbol" ? `[${String(key)}]` : /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : quoted(key);
    const getter = property.get ? (property.set ? "[Getter/Setter]" : "[Getter]") : property.set ? "[Setter]" : null;
    entries.push(`${shown}: ${getter ?? inner(property.value)}`);
    if (entries.length >= MOST_ITEMS) return [...entries, "... more"];
  }
  return entries;
}

function wrap(open: string, items: string[], close: string, depth: number): string {
  if (items.length === 0) return open + close;
  const indent = "  ".repeat(depth + 1);
  const isShort = items.reduce((sum, item) => sum + item.length + 2, 0) + indent.length < LINE;
  if (isShort && !items.some((item) => item.includes("\n"))) return `${open} ${items.join(", ")} ${close}`;
  // Long lists of short things in rows, like numbers; everything else one a line.
  const isRows = items.length > 6 && items.every((item) => item.length <= 6);
  const lines: string[] = [];
  if (isRows) {
    const width = Math.max(...items.map((item) => item.length)) + 2;
    const columns = Math.max(1, Math.min(Math.floor((LINE - indent.length) / width), 16));
    for (let at = 0; at < items.length; at += columns) lines.push(items.slice(at, at + columns).join(", "));
  } else {
    lines.push(...items);
  }
  return `${open}\n${lines.map((line) => indent + line).join(",\n")}\n${"  ".repeat(depth)}${close}`;
}

function more(size: number): string[] {
  return size > MOST_ITEMS ? [`... ${size - MOST_ITEMS} more items`] : [];
}

function nameOf(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return "";
  const maker = (prototype as { constructor?: unknown }).constructor;
  return typeof maker === "function" ? maker.name || "Object" : "Object";
}

// A program may have replaced any method of a value, so names are read and texts made without them.
function describeFunction(value: object): string {
  const text = Function.prototype.toString.call(value);
  const name = Object.getOwnPropertyDescriptor(value, "name")?.value;
  const kind = text.startsWith("class") ? "class" : "Function";
  if (kind === "class") return `[class ${typeof name === "string" && name ? name : "(anonymous)"}]`;
  return typeof name === "string" && name ? `[Function: ${name}]` : "[Function (anonymous)]";
}

function quoted(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : "`";
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return mark + (mark === '"' ? escaped.replaceAll('"', '\\"') : escaped.replaceAll(mark, `\\${mark}`)) + mark;
}
