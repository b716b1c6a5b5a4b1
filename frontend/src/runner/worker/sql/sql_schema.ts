// `.schema`, `.tables` and `.indexes`: what there is in a database, those that are attached, and what is temporary.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import { textsOf } from "./sql_dump";
import { nameOf } from "./sql_modes";
import { quoted } from "./sql_values";

const LINE_WIDTH = 80;
const OF_SQLITE = ["sqlite_schema", "sqlite_master"];

/** The names of databases: `main`, `temp`, and those that are attached. */
function databasesOf(database: Database): string[] {
  return textsOf(database, "PRAGMA database_list").map(([, name = ""]) => name);
}

/** The statements that made what belongs to tables of this name, or all of them. */
export function schemaOf(database: Database, pattern: string, hasOwn = true): string {
  const asked = pattern.toLowerCase();
  if (OF_SQLITE.includes(asked)) {
    return `CREATE TABLE ${asked} (\n  type text,\n  name text,\n  tbl_name text,\n  rootpage integer,\n  sql text\n);\n`;
  }
  const lines = databasesOf(database).flatMap((schema) => {
    const name = asked.includes(".") ? `lower('${schema}.' || tbl_name)` : "lower(tbl_name)";
    const named = asked ? ` AND ${name} ${/[*?[]/.test(asked) ? "GLOB" : "LIKE"} ${quoted(asked, "'")}` : "";
    const made = textsOf(
      database,
      `SELECT type, name, sql FROM ${quoted(schema, '"')}.sqlite_schema WHERE sql IS NOT NULL${named}
       ${hasOwn ? "" : "AND name NOT LIKE 'sqlite_%'"} ORDER BY rowid`,
    );
    return made.map(
      ([type = "", name = "", sql = ""]) => `${inSchema(sql, schema)}${columnsOf(database, schema, type, name, sql)};`,
    );
  });
  return lines.map((line) => `${line}\n`).join("");
}

/** A statement says in which database it makes something, unless that is the main one. */
function inSchema(sql: string, schema: string): string {
  if (schema !== "main") {
    return sql.replace(/^(CREATE (?:TABLE|VIEW|TRIGGER|(?:UNIQUE )?INDEX) )/, `$1${nameOf(schema)}.`);
  }
  return sql.replace(/^CREATE TABLE (?=["'])/, "CREATE TABLE IF NOT EXISTS ");
}

/** The columns of what does not name them itself. */
function columnsOf(database: Database, schema: string, type: string, name: string, sql: string): string {
  if (type !== "view" && !/^CREATE VIRTUAL/.test(sql)) return "";
  try {
    const columns = textsOf(
      database,
      `SELECT name FROM pragma_table_info(${quoted(name, "'")}, ${quoted(schema, "'")})`,
    );
    const prefix = schema === "main" ? "" : `${nameOf(schema)}.`;
    return `\n/* ${prefix}${nameOf(name)}(${columns.map(([column = ""]) => nameOf(column)).join(",")}) */`;
  } catch {
    return ""; // a view of what is not there
  }
}

export function tablesOf(database: Database, pattern: string): string {
  return names(database, "type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'", "name", pattern);
}

export function indexesOf(database: Database, pattern: string): string {
  return names(database, "type = 'index'", "tbl_name", pattern);
}

function names(database: Database, kind: string, column: string, pattern: string): string {
  const found = databasesOf(database).map((schema) => {
    const name = schema === "main" ? "name" : `'${schema}.' || name`;
    return `SELECT ${name} AS name FROM ${quoted(schema, '"')}.sqlite_schema
      WHERE ${kind} AND ${column} LIKE ${quoted(pattern || "%", "'")}`;
  });
  return drawNames(textsOf(database, `${found.join(" UNION ALL ")} ORDER BY 1`).flat());
}

/** Names beside each other, from top to bottom first. */
function drawNames(all: string[]): string {
  const width = Math.max(0, ...all.map((name) => name.length));
  const columns = Math.max(1, Math.floor(LINE_WIDTH / (width + 2)));
  const height = Math.ceil(all.length / columns);
  const row = (at: number) => all.filter((_, index) => index % height === at).map((name) => name.padEnd(width));
  return Array.from({ length: height }, (_, at) => `${row(at).join("  ")}\n`).join("");
}
