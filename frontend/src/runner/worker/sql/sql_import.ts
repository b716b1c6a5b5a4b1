// Puts the rows of a file into a table, which is made if it is not there.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import type { Io } from "../serve";
import { quoted } from "./sql_values";

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Of a file, behind as many rows as were skipped. */
export function insertRows(
  database: Database,
  io: Io,
  path: string,
  rows: string[][],
  table: string,
  skipped: number,
): void {
  let first = skipped + 1; // row of the file
  if (!columnsOf(database, table)) {
    const head = rows.shift() ?? [];
    first += 1;
    database.run(`CREATE TABLE ${table} (${head.map((column) => `${quoted(column, '"')} TEXT`).join(", ")})`);
  }
  const columns = columnsOf(database, table) ?? 0;
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill("?").join(", ")})`);
  database.run("SAVEPOINT import");
  for (const [at, row] of rows.entries()) {
    const where = `${path}:${first + at}`;
    const told = `expected ${columns} columns but found ${row.length}`;
    if (row.length < columns) io.write("stderr", `${where}: ${told} - filling the rest with NULL\n`);
    if (row.length > columns) io.write("stderr", `${where}: ${told} - extras ignored\n`);
    try {
      statement.run(Array.from({ length: columns }, (_, column) => row[column] ?? null));
    } catch (error) {
      io.write("stderr", `${where}: INSERT failed: ${messageOf(error)}\n`);
    }
  }
  statement.free();
  database.run("RELEASE import");
}

/** How many; null if there is no such table. */
function columnsOf(database: Database, table: string): number | null {
  try {
    const statement = database.prepare(`SELECT * FROM ${table} LIMIT 0`);
    const { length } = statement.getColumnNames();
    statement.free();
    return length;
  } catch {
    return null;
  }
}
