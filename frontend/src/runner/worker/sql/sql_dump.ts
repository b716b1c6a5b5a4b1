// `.dump`: the statements that make a database anew.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import { nameOf } from "./sql_modes";
import { asStatement, plainly, quoted } from "./sql_values";

/** All of it, or of the tables whose name is like this. */
export function dumpOf(database: Database, pattern = "%"): string {
  const like = `LIKE ${quoted(pattern, "'")}`;
  const made = textsOf(database, `SELECT type, name, sql FROM sqlite_schema WHERE sql NOT NULL AND name ${like}`);
  const lines = ["PRAGMA foreign_keys=OFF;", "BEGIN TRANSACTION;"];
  const rowsOf = (name: string) => {
    for (const row of valuesOf(database, `SELECT * FROM ${quoted(name, '"')}`)) {
      lines.push(`INSERT INTO ${nameOf(name)} VALUES(${row.map(asStatement).join(",")});`);
    }
  };
  for (const [type, name = "", sql = ""] of made) {
    if (type !== "table" || name.startsWith("sqlite_")) continue;
    lines.push(`${sql.replace(/^CREATE TABLE (?=["'])/, "CREATE TABLE IF NOT EXISTS ")};`);
    rowsOf(name);
  }
  if (made.some(([, name]) => name === "sqlite_sequence")) {
    lines.push("DELETE FROM sqlite_sequence;");
    rowsOf("sqlite_sequence");
  }
  for (const [type, , sql] of made) if (type !== "table") lines.push(`${sql};`);
  return [...lines, "COMMIT;"].map((line) => `${line}\n`).join("");
}

/** Rows as text. */
export function textsOf(database: Database, sql: string): string[][] {
  return valuesOf(database, sql).map((row) => row.map((value) => plainly(value) ?? ""));
}

export function valuesOf(database: Database, sql: string) {
  const statement = database.prepare(sql);
  const rows = [];
  while (statement.step()) rows.push(statement.get(null, { useBigInt: true }));
  statement.free();
  return rows;
}
