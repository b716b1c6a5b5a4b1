// console.* for programs: to stdout and stderr, with the placeholders, groups, counters and tables that people use.

import type { Stream } from "../messages";
import { inspect } from "./inspect";

export function makeConsole(write: (stream: Stream, text: string) => void): Partial<Console> {
  let indent = "";
  const counts = new Map<string, number>();
  const timers = new Map<string, number>();
  const say = (stream: Stream, values: unknown[]) => {
    const text = format(values);
    write(stream, (indent ? indent + text.replaceAll("\n", `\n${indent}`) : text) + "\n");
  };
  const out = (...values: unknown[]) => say("stdout", values);
  const err = (...values: unknown[]) => say("stderr", values);
  const open = (...values: unknown[]) => {
    if (values.length > 0) out(...values);
    indent += "  ";
  };
  const elapsed = (label: string) => `${label}: ${(performance.now() - (timers.get(label) ?? NaN)).toFixed(3)}ms`;
  return {
    log: out,
    info: out,
    debug: out,
    dir: (value?: unknown) => out(inspect(value, typeof value === "string" ? 1 : 0)),
    error: err,
    warn: err,
    trace: (...values: unknown[]) => err("Trace:", ...values),
    assert: (claim?: boolean, ...values: unknown[]) => {
      if (!claim) err(...(values.length > 0 ? ["Assertion failed:", ...values] : ["Assertion failed"]));
    },
    group: open,
    groupCollapsed: open,
    groupEnd: () => {
      indent = indent.slice(2);
    },
    count: (label = "default") => {
      counts.set(label, (counts.get(label) ?? 0) + 1);
      out(`${label}: ${counts.get(label)}`);
    },
    countReset: (label = "default") => void counts.delete(label),
    time: (label = "default") => void timers.set(label, performance.now()),
    timeLog: (label = "default", ...values: unknown[]) => out(elapsed(label), ...values),
    timeEnd: (label = "default") => {
      out(elapsed(label));
      timers.delete(label);
    },
    table: (data?: unknown) => out(table(data)),
    clear: () => undefined,
  };
}

function format(values: unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string" || !first.includes("%")) return values.map((value) => inspect(value)).join(" ");
  const text = first.replace(/%([sdifjoOc%])/g, (whole, kind: string) => {
    if (kind === "%") return "%";
    if (rest.length === 0) return whole;
    const value = rest.shift();
    switch (kind) {
      case "s":
        return typeof value === "string" ? value : inspect(value, 1);
      case "d":
        return typeof value === "bigint" ? `${value}n` : String(Number(value));
      case "i":
        return String(Math.trunc(Number(value)));
      case "f":
        return String(Number(value));
      case "j":
        return JSON.stringify(value);
      case "c":
        return "";
      default:
        return inspect(value, 1);
    }
  });
  return [text, ...rest.map((value) => inspect(value))].join(" ");
}

function table(data: unknown): string {
  if (typeof data !== "object" || data === null) return inspect(data);
  const rows = Object.entries(data).slice(0, 1000);
  const isPlain = (row: unknown): row is object => typeof row === "object" && row !== null;
  const columns = [...new Set(rows.flatMap(([, row]) => (isPlain(row) ? Object.keys(row) : [])))];
  const hasValues = rows.some(([, row]) => !isPlain(row));
  const head = ["(index)", ...columns, ...(hasValues ? ["Values"] : [])];
  const body = rows.map(([index, row]) => [
    index,
    ...columns.map((column) => {
      const cell = isPlain(row) ? Object.getOwnPropertyDescriptor(row, column) : undefined;
      return cell ? inspect(cell.value, 1) : "";
    }),
    ...(hasValues ? [isPlain(row) ? "" : inspect(row, 1)] : []),
  ]);
  return drawTable(head, body);
}

/** A table with a head in box characters, as in the shells of databases. */
export function drawTable(head: string[], body: string[][]): string {
  const widths = head.map((title, at) => Math.max(title.length, ...body.map((row) => row[at]?.length ?? 0)));
  const line = (cells: string[]) => `│ ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" │ ")} │`;
  const rule = (left: string, mid: string, right: string) =>
    left + widths.map((width) => "─".repeat(width + 2)).join(mid) + right;
  return [rule("┌", "┬", "┐"), line(head), rule("├", "┼", "┤"), ...body.map(line), rule("└", "┴", "┘")].join("\n");
}
