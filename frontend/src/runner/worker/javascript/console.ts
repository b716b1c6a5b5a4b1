// console.* for programs, as Node's: what is printed where, groups, counters, timers and tables.

import { formatWithOptions, inspect, type InspectOptions } from "node-inspect-extracted";

import type { Stream } from "../../messages";
import type { Process } from "../../node/process";
import { drawTable } from "../table";

/** Where the module util, which is of another script, has `inspect.defaultOptions`. */
const DEFAULTS = Symbol.for("codesala.defaults");
const GROUP_INDENT = 2;
/** What a cell shows of an object: its own values, of a larger one only what it is. */
const inCell = (value: unknown) =>
  inspect(value, {
    ...{ maxArrayLength: 3, breakLength: Infinity },
    depth:
      typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
  });

interface Writable {
  write(text: string): unknown;
}

interface Streams {
  stdout: Writable;
  stderr?: Writable;
  inspectOptions?: InspectOptions;
}

/** `new Console(stdout, stderr)`, or the same by name: a console of its own that writes there. */
function Console(this: unknown, first: Writable | Streams, second?: Writable): object {
  const { stdout, stderr = stdout, inspectOptions } = "write" in first ? { stdout: first, stderr: second } : first;
  const made = makeConsole((stream, text) => void (stream === "stdout" ? stdout : stderr).write(text), inspectOptions);
  return Object.assign(Object.create(Console.prototype as object) as object, made);
}

const warn = (text: string) => (Reflect.get(self, "process") as unknown as Process).emitWarning(text);

export function makeConsole(
  write: (stream: Stream, text: string) => void,
  options: InspectOptions = {},
): Partial<Console> & object {
  const wishes = () => ({ ...(Reflect.get(self, DEFAULTS) as InspectOptions | undefined), ...options });
  const format = (...values: unknown[]) => formatWithOptions(wishes(), ...values);
  let indent = "";
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const say = (stream: Stream, text: string) =>
    write(stream, (indent ? indent + text.replaceAll("\n", `\n${indent}`) : text) + "\n");
  const out = (...values: unknown[]) => say("stdout", format(...values));
  const err = (...values: unknown[]) => say("stderr", format(...values));
  const open = (...values: unknown[]) => {
    if (values.length > 0) out(...values);
    indent += " ".repeat(GROUP_INDENT);
  };
  const lap = (method: string, label: string, values: unknown[]) => {
    const beganMs = timers.get(label);
    if (beganMs === undefined) return warn(`No such label '${label}' for console.${method}()`);
    out("%s: %s", label, elapsed(performance.now() - beganMs), ...values);
  };
  // Each under its own name, which is seen where one of them is printed itself.
  const named = (name: string, call: typeof out) => Object.defineProperty(call.bind(null), "name", { value: name });
  return {
    ...Object.fromEntries(["log", "info", "debug"].map((name) => [name, named(name, out)])),
    ...Object.fromEntries(["error", "warn"].map((name) => [name, named(name, err)])),
    dir: (value?: unknown, own?: object) =>
      say("stdout", inspect(value, { ...wishes(), customInspect: false, ...own })),
    dirxml: out,
    trace: (...values: unknown[]) => {
      const trace = { name: "Trace", message: format(...values), stack: "" };
      (Error as { captureStackTrace?: (on: object) => void }).captureStackTrace?.(trace);
      const frames = trace.stack.split("\n").filter((line) => line.startsWith("    at "));
      say("stderr", [trace.message ? `Trace: ${trace.message}` : "Trace", ...frames].join("\n"));
    },
    assert: (claim?: unknown, ...values: unknown[]) => {
      if (claim) return;
      const [first, ...rest] = values;
      err(values.length > 0 ? `Assertion failed: ${String(first)}` : "Assertion failed", ...rest);
    },
    group: open,
    groupCollapsed: open,
    groupEnd: () => {
      indent = indent.slice(GROUP_INDENT);
    },
    count: (label = "default") => {
      const count = (counts.get(String(label)) ?? 0) + 1;
      counts.set(String(label), count);
      out(`${String(label)}: ${count}`);
    },
    countReset: (label = "default") => {
      if (!counts.delete(label)) warn(`Count for '${label}' does not exist`);
    },
    time: (label = "default") => {
      if (timers.has(label)) warn(`Label '${label}' already exists for console.time()`);
      else timers.set(label, performance.now());
    },
    timeLog: (label = "default", ...values: unknown[]) => lap("timeLog", label, values),
    timeEnd: (label = "default") => {
      lap("timeEnd", label, []);
      timers.delete(label);
    },
    table: (data?: unknown, columns?: readonly string[]) => {
      if (typeof data !== "object" || data === null) out(data);
      else out(tableOf(data, columns));
    },
    clear: () => undefined,
    Console: Console as never,
  };
}

function elapsed(ms: number): string {
  if (ms >= 60_000) {
    const seconds = (ms / 1000) % 60;
    return `${Math.floor(ms / 60_000)}:${seconds < 10 ? "0" : ""}${seconds.toFixed(3)} (m:ss.mmm)`;
  }
  if (ms >= 1000) return `${(ms / 1000).toFixed(3)}s`;
  return `${Number(ms.toFixed(3))}ms`;
}

function tableOf(data: object, wanted?: readonly string[]): string {
  const isMap = data instanceof Map;
  const isSet = data instanceof Set;
  const rows: [string, unknown][] = isMap
    ? [...data].map(([, value], at) => [String(at), value])
    : isSet
      ? [...data].map((value, at) => [String(at), value])
      : Object.entries(data);
  const index = isMap || isSet ? "(iteration index)" : "(index)";
  const keys = isMap ? [...data.keys()].map(inCell) : [];
  const isPlain = (row: unknown): row is object =>
    (typeof row === "object" && row !== null) || typeof row === "function";
  const found = rows.flatMap(([, row]) => (!isMap && isPlain(row) ? Object.keys(row) : []));
  // In the order of an object's keys: numbers first.
  const columns = wanted ?? Object.keys(Object.fromEntries(found.map((name) => [name, true])));
  const hasValues = rows.some(([, row]) => isMap || !isPlain(row));
  const head = [index, ...(isMap ? ["Key"] : []), ...columns, ...(hasValues && !wanted ? ["Values"] : [])];
  const body = rows.map(([name, row], at) => [
    name,
    ...(isMap ? [keys[at] ?? ""] : []),
    ...columns.map((column) =>
      isPlain(row) && Object.hasOwn(row, column) ? inCell((row as Record<string, unknown>)[column]) : "",
    ),
    ...(hasValues && !wanted ? [isMap || !isPlain(row) ? inCell(row) : ""] : []),
  ]);
  return drawTable(head, body);
}
