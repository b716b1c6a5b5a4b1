// Values of SQLite as text: in tables, and as its shell writes them into CSV.

import type { SqlValue } from "sql.js/dist/sql-wasm-browser.js";

const LONGEST_CELL = 200; // characters

const USUAL = 15; // digits
/** Digits from which a real can be read again. */
export const WHOLE = 17;

/** As SQLite's shell writes it: so many digits, and never without a point. */
export function describeReal(value: number, most = USUAL): string {
  if (!Number.isFinite(value)) return value > 0 ? "Inf" : "-Inf";
  if (value === 0) return "0.0";
  const [digits = "", exponent = "0"] = Math.abs(value)
    .toExponential(most < WHOLE ? most - 1 : undefined)
    .split("e");
  const power = Number(exponent);
  const sign = value < 0 ? "-" : "";
  const pointed = (before: string, behind: string) => `${sign}${before}.${behind.replace(/0+$/, "") || "0"}`;
  const plain = digits.replace(".", "");
  if (power >= -4 && power < 0) return pointed("0", "0".repeat(-power - 1) + plain);
  if (power >= 0 && power < most)
    return pointed(plain.slice(0, power + 1).padEnd(power + 1, "0"), plain.slice(power + 1));
  return `${pointed(plain.slice(0, 1), plain.slice(1))}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
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
  if (typeof value === "number") return describeReal(value);
  const text = value instanceof Uint8Array ? new TextDecoder().decode(value) : String(value);
  return text.replace(/\0[^]*$/, ""); // as in C
}

/** In a statement: a text between ', a name between ". */
export const quoted = (text: string, sign: "'" | '"') => sign + text.replaceAll(sign, sign + sign) + sign;

/** As it stands in a statement. */
export function asLiteral(value: SqlValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) {
    return `X'${Array.from(value, (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  if (typeof value === "number") return describeReal(value, WHOLE);
  return typeof value === "string" ? quoted(value, "'") : String(value);
}

/** As it stands in a statement of one line that gives it again. */
export function asStatement(value: SqlValue): string {
  if (typeof value === "number") return describeReal(value, WHOLE).replace("Inf", "1e999");
  if (typeof value !== "string" || !/[\n\r]/.test(value)) return asLiteral(value);
  let text = asLiteral(value);
  for (const [sign, written, code] of [
    ["\r", "\\r", 13],
    ["\n", "\\n", 10],
  ] as const) {
    if (value.includes(sign)) text = `replace(${text.replaceAll(sign, written)},'${written}',char(${code}))`;
  }
  return text;
}
