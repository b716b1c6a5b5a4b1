// The plan of a query, as a tree.

import type { SqlValue } from "sql.js/dist/sql-wasm-browser.js";

/** Each row has its number, that of the row above it, and what it says. */
export function drawPlan(rows: SqlValue[][]): string {
  const below = (parent: string, before: string): string[] => {
    const own = rows.filter((row) => String(row[1]) === parent);
    return own.flatMap((row, at) => {
      const isLast = at === own.length - 1;
      const line = `${before}${isLast ? "`--" : "|--"}${String(row[3])}`;
      return [line, ...below(String(row[0]), before + (isLast ? "   " : "|  "))];
    });
  };
  return ["QUERY PLAN", ...below("0", "")].map((line) => `${line}\n`).join("");
}
