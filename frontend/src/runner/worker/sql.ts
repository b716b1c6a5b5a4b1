// SQLite: each program gets an empty database; its statements run in order, what they give is shown as tables.

import initSqlJs, { type Database, type SqlJsStatic, type SqlValue } from "sql.js/dist/sql-wasm-browser.js";

import { drawTable } from "./console";
import { serve, type Io, type Outcome } from "./serve";

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

  run(source, io) {
    io.stage("running");
    const database = new sqlite.Database();
    database.run(`PRAGMA max_page_count = ${MOST_BYTES / 4096}`);
    try {
      return Promise.resolve(runAll(database, source, io));
    } finally {
      database.close();
    }
  },
});

function runAll(database: Database, source: string, io: Io): Outcome {
  const statements = database.iterateStatements(source);
  let at = 0; // where the current statement begins
  try {
    for (const statement of statements) {
      const columns = statement.getColumnNames();
      const rows: string[][] = [];
      let count = 0;
      while (statement.step()) {
        count += 1;
        if (count <= MOST_ROWS) rows.push(statement.get().map(describe));
      }
      if (columns.length > 0) {
        io.write("stdout", `${drawTable(columns, rows)}\n`);
        const more = count > MOST_ROWS ? `, the first ${MOST_ROWS} are shown` : "";
        io.write("stdout", `${count} ${count === 1 ? "row" : "rows"}${more}\n\n`);
      } else if (/^\s*(insert|update|delete|replace|with)\b/i.test(statement.getSQL())) {
        const changed = database.getRowsModified();
        io.write("stdout", `${changed} ${changed === 1 ? "row" : "rows"} changed\n\n`);
      }
      io.flush();
      at = source.length - statements.getRemainingSQL().length;
    }
    return { code: 0, isError: false };
  } catch (error) {
    const line = source.slice(0, at + leading(source.slice(at))).split("\n").length;
    io.write("stderr", `${FILE}, line ${line}: ${error instanceof Error ? error.message : String(error)}\n`);
    return { code: 1, isError: true };
  }
}

/** How much of the text is space and comments before the statement. */
function leading(text: string): number {
  return /^(\s|--[^\n]*(\n|$)|\/\*[^]*?\*\/|;)*/.exec(text)?.[0].length ?? 0;
}

function describe(value: SqlValue): string {
  if (value === null) return "NULL";
  if (value instanceof Uint8Array) {
    return `x'${Array.from(value.subarray(0, 32), (byte) => byte.toString(16).padStart(2, "0")).join("")}'`;
  }
  const text = String(value).replaceAll("\n", "⏎");
  return text.length > LONGEST_CELL ? `${text.slice(0, LONGEST_CELL)}…` : text;
}
