// Values of SQLite as text: in tables, and as its shell writes them into CSV.

import type { SqlValue } from "sql.js/dist/sql-wasm-browser.js";

const LONGEST_CELL = 200; // characters

/** As SQLite's shell writes it: 15 digits, and never without a point. */
function describeReal(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  const [digits = "", exponent = "0"] = value.toExponential(14).split("e");
  const power = Number(exponent);
  const pointed = (text: string) =>
    text.includes(".") ? text.replace(/\.?0+$/, (cut) => (cut[0] === "." ? ".0" : "")) : `${text}.0`;
  if (value === 0 || (power >= -4 && power < 15)) return pointed(value.toFixed(Math.max(0, 14 - power)));
  const sign = power < 0 ? "-" : "+";
  return `${pointed(digits)}e${sign}${String(Math.abs(power)).padStart(2, "0")}`;
}

/** A cell of a table. */
export function describe(value: SqlValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) {
    return `x'${Array.from(value.subarray(0, 32), (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  if (typeof value === "number") return describeReal(value);
  const text = String(value).replaceAll("\n", "⏎");
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
}

/** A cell of CSV: whole, and null where there is nothing. */
export function plainly(value: SqlValue): string | null {
  if (value === null) return null;
  if (value instanceof Uint8Array) return new TextDecoder().decode(value);
  return typeof value === "number" ? describeReal(value) : String(value);
}

/** In a statement: a text between ', a name between ". */
export const quoted = (text: string, sign: "'" | '"') => sign + text.replaceAll(sign, sign + sign) + sign;

/** As it stands in a statement. */
export function asLiteral(value: SqlValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) {
    return `X'${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  return typeof value === "string" ? quoted(value, "'") : (plainly(value) ?? "");
}
