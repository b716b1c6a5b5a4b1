// `.import`: puts the rows of a file into a table, which is made if it is not there.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import { type Between, readCsv } from "./csv";
import type { Io } from "../serve";
import { quoted } from "./sql_values";

export const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

const CSV = { columns: ",", rows: "\n" };
const ASCII = { columns: "\x1f", rows: "\x1e" };
const USAGE = "write .import [--csv] [--skip N] [--schema NAME] FILE TABLE";

/** What `.import` was asked for. */
export interface Import {
  path: string;
  /** In quotes. */
  table: string;
  between: Between;
  skip: number;
}

/** Throws what is wrong with it. `between`: what `.mode` and `.separator` have set. */
export function importOf(given: string[], between: Between): Import {
  const names: string[] = [];
  let [skip, schema] = [0, ""];
  const rest = [...given];
  while (rest.length > 0) {
    const word = rest.shift() ?? "";
    const option = word.replace(/^--?/, "");
    if (option === word) names.push(word);
    else if (option === "csv") between = CSV;
    else if (option === "ascii") between = ASCII;
    else if (option === "skip") skip = Number(rest.shift());
    else if (option === "schema") schema = `${quoted(rest.shift() ?? "", '"')}.`;
    else if (option !== "v") throw new Error(`unknown option ${word}: ${USAGE}`);
  }
  const [path = "", table, more] = names;
  if (path.startsWith("|")) throw new Error(`there are no other programs: ${USAGE}`);
  if (table === undefined || more !== undefined) throw new Error(USAGE);
  return { path, table: schema + quoted(table, '"'), between, skip };
}

/** Puts the rows of a text into the table: whether all of them. */
export function insertRows(database: Database, io: Io, text: string, { path, table, between, skip }: Import): boolean {
  const rows = readCsv(text, between).slice(skip);
  let first = skip + 1; // row of the file
  if (!columnsOf(database, table)) {
    const head = rows.shift();
    if (!head) throw new Error(`${path}: empty file`);
    first += 1;
    const columns = named(head, path, io).map((column) => `${quoted(column, '"')} TEXT`);
    database.run(`CREATE TABLE ${table}(\n${columns.join(", ")})`);
  }
  const columns = columnsOf(database, table) ?? 0;
  const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill("?").join(", ")})`);
  let areIn = true;
  database.run("SAVEPOINT import");
  for (const [at, row] of rows.entries()) {
    const where = `${path}:${first + at}`;
    const told = `expected ${columns} columns but found ${row.length}`;
    if (row.length < columns) io.write("stderr", `${where}: ${told} - filling the rest with NULL\n`);
    if (row.length > columns) io.write("stderr", `${where}: ${told} - extras ignored\n`);
    try {
      statement.run(Array.from({ length: columns }, (_, column) => row[column] ?? null));
    } catch (error) {
      areIn = false;
      io.write("stderr", `${where}: INSERT failed: ${messageOf(error)}\n`);
    }
  }
  statement.free();
  database.run("RELEASE import");
  return areIn;
}

/** The names of a table's columns: where some are the same, these get their numbers. */
function named(head: string[], path: string, io: Io): string[] {
  const names = head.map((name) => name || "?");
  const count = (name: string) => names.filter((other) => other.toLowerCase() === name.toLowerCase()).length;
  const digits = String(names.length).length;
  const given = names.map((name, at) => (count(name) > 1 ? `${name}_${String(at + 1).padStart(digits, "0")}` : name));
  const changes = names.flatMap((name, at) => (given[at] === name ? [] : [`"${name}" to "${given[at] ?? ""}"`]));
  if (changes.length > 0) {
    io.write("stderr", `Columns renamed during .import ${path} due to duplicates:\n${changes.join(",\n")}\n`);
  }
  return given;
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
