// SQLite: each program gets an empty database; its statements run in order, what they give is shown as tables.

import initSqlJs, { type Database, type SqlJsStatic, type SqlValue } from "sql.js/dist/sql-wasm-browser.js";

import { drawTable } from "./table";
import { meansSomethingElse, saidInSqlite } from "./sql_dialects";
import { serve, type Io, type Outcome, textOf } from "./serve";

const FILE = "main.sql";
const MOST_ROWS = 1_000; // of one table
const MOST_BYTES = 256 * 2 ** 20; // of the database
const LONGEST_CELL = 200; // characters

let sqlite: SqlJsStatic;

serve({
  async prepare(files) {
    const module = files["sql.wasm"] as WebAssembly.Module;
    sqlite = await initSqlJs({
      instantiateWasm(imports, done) {
        void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
        return {};
      },
    });
  },

  run(program, io) {
    const source = textOf(program);
    io.stage("running");
    const database = new sqlite.Database();
    database.run(`PRAGMA max_page_count = ${MOST_BYTES / 4096}`);
    database.create_function("regexp", (pattern, text) =>
      text === null || pattern === null ? null : new RegExp(String(pattern), "u").test(String(text)),
    );
    try {
      return Promise.resolve(runAll(database, source, io));
    } finally {
      database.close();
    }
  },
});

/** Statements, and between them lines like `.tables`, as in SQLite's shell. */
function runAll(database: Database, source: string, io: Io): Outcome {
  let line = 1;
  for (const part of source.split(/^(?=[ \t]*\.[a-z])|(?<=^[ \t]*\.[a-z][^\n]*\n)/im)) {
    const isCommand = /^[ \t]*\.[a-z]/i.test(part);
    const outcome = isCommand ? command(database, part.trim(), line, io) : runPart(database, part, line, io);
    if (!outcome || outcome.isError) return outcome ?? { code: 0, isError: false };
    line += part.split("\n").length - 1;
  }
  return { code: 0, isError: false };
}

const SCHEMA = "FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";

/** Null: the program ends here. */
function command(database: Database, text: string, line: number, io: Io): Outcome | null {
  const [name = "", argument = ""] = text.slice(1).replace(/;$/, "").split(/\s+/);
  const named = argument ? ` AND tbl_name = '${argument.replaceAll("'", "''")}'` : "";
  const queries: Record<string, string> = {
    tables: `SELECT name AS tables ${SCHEMA} AND type IN ('table', 'view') ORDER BY name`,
    schema: `SELECT sql AS schema ${SCHEMA}${named} AND sql IS NOT NULL`,
    indexes: `SELECT name AS indexes ${SCHEMA}${named} AND type = 'index' ORDER BY name`,
  };
  if (["quit", "exit"].includes(name)) return null;
  if (["headers", "header", "mode", "width", "nullvalue", "timer", "echo", "changes", "bail"].includes(name))
    return { code: 0, isError: false }; // only about how tables are shown
  const query = queries[name];
  if (query) return runPart(database, query, line, io);
  const known = Object.keys(queries).map((known) => `.${known}`);
  io.write("stderr", `${FILE}, line ${line}: .${name} is not here; ${known.join(", ")} and .quit are.\n`);
  return { code: 1, isError: true };
}

function runPart(database: Database, source: string, firstLine: number, io: Io): Outcome {
  const statements = database.iterateStatements(source);
  let at = 0; // where the current statement begins
  try {
    for (const statement of statements) {
      const columns = statement.getColumnNames();
      const rows: string[][] = [];
      let count = 0;
      while (statement.step()) {
        count += 1;
        if (count <= MOST_ROWS) rows.push(statement.get(null, { useBigInt: true }).map(describe));
      }
      if (columns.length > 0) {
        io.write("stdout", `${drawTable(columns, rows)}\n`);
        const more = count > MOST_ROWS ? `, the first ${MOST_ROWS} are shown` : "";
        io.write("stdout", `${count} ${count === 1 ? "row" : "rows"}${more}\n\n`);
      } else if (/^\s*(insert|update|delete|replace|with)\b/i.test(statement.getSQL())) {
        const changed = database.getRowsModified();
        io.write("stdout", `${changed} ${changed === 1 ? "row" : "rows"} changed\n\n`);
      }
      const otherwise = meansSomethingElse(statement.getSQL());
      if (otherwise) io.write("stderr", `${otherwise}\n`);
      io.flush();
      at = source.length - statements.getRemainingSQL().length;
    }
    return { code: 0, isError: false };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const begin = at + leading(source.slice(at));
    const statement = /^(?:'[^']*'|[^;'])*/.exec(source.slice(begin))?.[0] ?? "";
    const word = /^near "([^]+)": |: (?:\w+\.)?(\w+)$/.exec(message);
    const place = statement.indexOf(word?.[1] ?? word?.[2] ?? "");
    const line = firstLine - 1 + source.slice(0, begin + Math.max(place, 0)).split("\n").length;
    const otherwise = saidInSqlite(statement);
    io.write("stderr", `${FILE}, line ${line}: ${message}\n${otherwise ? `${otherwise}\n` : ""}`);
    return { code: 1, isError: true };
  }
}

/** How much of the text is space and comments before the statement. */
function leading(text: string): number {
  return /^(\s|--[^\n]*(\n|$)|\/\*[^]*?\*\/|;)*/.exec(text)?.[0].length ?? 0;
}

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

function describe(value: SqlValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) {
    return `x'${Array.from(value.subarray(0, 32), (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  if (typeof value === "number") return describeReal(value);
  const text = String(value).replaceAll("\n", "⏎");
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
}
