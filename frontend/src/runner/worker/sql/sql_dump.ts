// `.dump`: the statements that make a database anew.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import { nameOf } from "./sql_modes";
import { asLiteral, plainly, quoted } from "./sql_values";

/** All of it, or of the tables whose name is like this. */
export function dumpOf(database: Database, pattern = "%"): string {
  const like = `name LIKE ${asLiteral(pattern)}`;
  const made = textsOf(database, `SELECT type, name, sql FROM sqlite_schema WHERE sql NOT NULL AND tbl_${like}`);
  const lines = ["PRAGMA foreign_keys=OFF;", "BEGIN TRANSACTION;"];
  for (const [type, name = "", sql = ""] of made) {
    if (type !== "table" || name.startsWith("sqlite_")) continue;
    lines.push(`${sql.replace(/^CREATE TABLE (?=["'])/, "CREATE TABLE IF NOT EXISTS ")};`);
    for (const row of valuesOf(database, `SELECT * FROM ${quoted(name, '"')}`)) {
      lines.push(`INSERT INTO ${nameOf(name)} VALUES(${row.map(asLiteral).join(",")});`);
    }
  }
  for (const [type, , sql] of made) if (type !== "table") lines.push(`${sql};`);
  return [...lines, "COMMIT;"].map((line) => `${line}\n`).join("");
}

/** Rows as text. */
export function textsOf(database: Database, sql: string): string[][] {
  return valuesOf(database, sql).map((row) => row.map((value) => plainly(value) ?? ""));
}

function valuesOf(database: Database, sql: string) {
  const statement = database.prepare(sql);
  const rows = [];
  while (statement.step()) rows.push(statement.get(null, { useBigInt: true }));
  statement.free();
  return rows;
}
