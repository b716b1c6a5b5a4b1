// Runs files of SQL: statements, and between them lines like `.tables`, as in SQLite's shell.

import type { Database, Statement } from "sql.js/dist/sql-wasm-browser.js";

import type { Program } from "../../program";
import { readCsv } from "./csv";
import type { Io, Outcome } from "../serve";
import { meansSomethingElse, saidInSqlite } from "./sql_dialects";
import { dumpOf, textsOf } from "./sql_dump";
import { drawNames, drawPlan, Looks, MOST_SHOWN } from "./sql_modes";
import { quoted } from "./sql_values";

const MOST_PRINTED = 200_001; // rows of other looks: so many lines end the program (limits.ts)
const DEEPEST = 10; // files that read files
const SCHEMA = "FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";
/** Only about what is said beside the rows. */
const IGNORED = ["timer", "echo", "changes", "bail", "stats"];
const KNOWN = ["tables", "schema", "indexes", "dump", "mode", "headers", "separator", "nullvalue", "width", "print"];
const MORE = ["read", "import", "databases", "quit"];
const commands = [...KNOWN, ...MORE].map((name) => `.${name}`).join(", ");

const GOOD: Outcome = { code: 0, isError: false };
const BAD: Outcome = { code: 1, isError: true };

/** Where a part of a file begins. */
interface Place {
  file: string;
  line: number;
}

export class Shell {
  readonly #looks = new Looks();
  #depth = 0;
  #isOver = false;

  constructor(
    readonly database: Database,
    readonly files: Program["files"],
    readonly io: Io,
  ) {}

  run(file: string): Outcome {
    const source = this.files[file] ?? "";
    let line = 1;
    for (const part of source.split(/^(?=[ \t]*\.[a-z])|(?<=^[ \t]*\.[a-z][^\n]*\n)/im)) {
      const isCommand = /^[ \t]*\.[a-z]/i.test(part);
      const outcome = isCommand ? this.#command(part.trim(), { file, line }) : this.#statements(part, { file, line });
      if (outcome.isError || this.#isOver) return outcome;
      line += part.split("\n").length - 1;
    }
    return GOOD;
  }

  #command(text: string, place: Place): Outcome {
    const words =
      text
        .slice(1)
        .replace(/(?<=\S);$/, "")
        .match(/"[^"]*"|'[^']*'|\S+/g) ?? [];
    const [name = "", ...given] = words.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
    const [first = ""] = given;
    switch (name) {
      case "quit":
      case "exit":
        this.#isOver = true;
        return GOOD;
      case "mode":
        return this.#mode(given, place);
      case "headers":
      case "header":
        this.#looks.headers = ["on", "yes", "1", "true"].includes(first);
        return GOOD;
      case "separator":
        this.#looks.separator = unescaped(first);
        return GOOD;
      case "nullvalue":
        this.#looks.nullText = first;
        return GOOD;
      case "width":
        this.#looks.widths = given.map(Number);
        return GOOD;
      case "print":
        return this.#say(`${given.join(" ")}\n`);
      case "help":
        return this.#say(`These are here: ${commands}.\n`);
      case "dump":
        return this.#say(dumpOf(this.database, first || undefined));
      case "databases":
        return this.#say('main: "" r/w\n');
      case "tables":
        return this.#names(
          "type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'",
          first && `name LIKE ${quoted(first, "'")}`,
        );
      case "indexes":
      case "indices":
        return this.#names("type = 'index'", first && `tbl_name LIKE ${quoted(first, "'")}`);
      case "schema":
        return this.#schema(first);
      case "read":
        return this.#read(first, place);
      case "import":
        return this.#import(given, place);
    }
    if (IGNORED.includes(name)) return GOOD;
    return this.#fail(place, `.${name} is not here; ${commands} are.`);
  }

  #say(text: string): Outcome {
    this.io.write("stdout", text);
    return GOOD;
  }

  #mode([mode = "", table]: string[], place: Place): Outcome {
    const looks = this.#looks;
    const name = looks.modes.find((known) => known === mode || `${known}s` === mode || known === `${mode}s`);
    if (!name) return this.#fail(place, `there is no .mode ${mode}: write one of ${looks.modes.join(", ")}`);
    looks.mode = name;
    looks.separator = null;
    looks.table = table ?? "table";
    return GOOD;
  }

  #names(kind: string, like: string): Outcome {
    const asked = `SELECT name FROM sqlite_schema WHERE ${kind}${like ? ` AND ${like}` : ""} ORDER BY name`;
    return this.#say(drawNames(textsOf(this.database, asked).flat()));
  }

  #schema(like: string): Outcome {
    const named = like ? ` AND tbl_name LIKE ${quoted(like, "'")}` : "";
    const made = textsOf(this.database, `SELECT sql ${SCHEMA}${named} AND sql IS NOT NULL`).flat();
    return this.#say(made.map((sql) => `${sql};\n`).join(""));
  }

  #read(name: string, place: Place): Outcome {
    const path = this.#find(name);
    if (path === null) return this.#fail(place, `cannot open "${name}"`);
    if (this.#depth === DEEPEST) return this.#fail(place, `"${name}" is read by files that it reads itself`);
    this.#depth += 1;
    const outcome = this.run(path);
    this.#depth -= 1;
    return outcome;
  }

  /** `.import [--csv] [--skip N] FILE TABLE`. A table that is not there gets the first row as its head. */
  #import(given: string[], place: Place): Outcome {
    const names: string[] = [];
    let isCsv = this.#looks.mode === "csv";
    let skip = 0;
    for (let at = 0; at < given.length; at += 1) {
      const word = given[at] ?? "";
      if (/^--?csv$/.test(word)) isCsv = true;
      else if (/^--?skip$/.test(word)) skip = Number(given[(at += 1)]);
      else if (!word.startsWith("-")) names.push(word);
    }
    const [name = "", table] = names;
    if (table === undefined) return this.#fail(place, "write .import --csv FILE TABLE");
    const path = this.#find(name);
    if (path === null) return this.#fail(place, `cannot open "${name}"`);
    const rows = readCsv(this.files[path] ?? "", isCsv ? "," : "|").slice(skip);
    try {
      this.#insert(path, rows, quoted(table, '"'), skip);
      return GOOD;
    } catch (error) {
      return this.#fail(place, messageOf(error));
    }
  }

  #insert(path: string, rows: string[][], table: string, skipped: number): void {
    const { database } = this;
    let first = skipped + 1; // row of the file
    if (!this.#columnsOf(table)) {
      const head = rows.shift() ?? [];
      first += 1;
      database.run(`CREATE TABLE ${table} (${head.map((column) => `${quoted(column, '"')} TEXT`).join(", ")})`);
    }
    const columns = this.#columnsOf(table) ?? 0;
    const statement = database.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill("?").join(", ")})`);
    database.run("SAVEPOINT import");
    for (const [at, row] of rows.entries()) {
      const where = `${path}:${first + at}`;
      const told = `expected ${columns} columns but found ${row.length}`;
      if (row.length < columns) this.io.write("stderr", `${where}: ${told} - filling the rest with NULL\n`);
      if (row.length > columns) this.io.write("stderr", `${where}: ${told} - extras ignored\n`);
      try {
        statement.run(Array.from({ length: columns }, (_, column) => row[column] ?? null));
      } catch (error) {
        this.io.write("stderr", `${where}: INSERT failed: ${messageOf(error)}\n`);
      }
    }
    statement.free();
    database.run("RELEASE import");
  }

  /** How many; null if there is no such table. */
  #columnsOf(table: string): number | null {
    try {
      const statement = this.database.prepare(`SELECT * FROM ${table} LIMIT 0`);
      const { length } = statement.getColumnNames();
      statement.free();
      return length;
    } catch {
      return null;
    }
  }

  #statements(source: string, { file, line: firstLine }: Place): Outcome {
    const { database, io } = this;
    const statements = database.iterateStatements(source);
    let at = 0; // where the current statement begins
    try {
      for (const statement of statements) {
        const columns = statement.getColumnNames();
        if (columns.length > 0) this.#show(columns, statement);
        else {
          while (statement.step());
          if (this.#looks.mode === null && /^\s*(insert|update|delete|replace|with)\b/i.test(statement.getSQL())) {
            const changed = database.getRowsModified();
            io.write("stdout", `${changed} ${changed === 1 ? "row" : "rows"} changed\n\n`);
          }
        }
        const otherwise = meansSomethingElse(statement.getSQL());
        if (otherwise) io.write("stderr", `${otherwise}\n`);
        io.flush();
        at = source.length - statements.getRemainingSQL().length;
      }
      return GOOD;
    } catch (error) {
      const message = messageOf(error);
      const begin = at + leading(source.slice(at));
      const statement = /^(?:'[^']*'|[^;'])*/.exec(source.slice(begin))?.[0] ?? "";
      const word = /^near "([^]+)": |: (?:\w+\.)?(\w+)$/.exec(message);
      const place = statement.indexOf(word?.[1] ?? word?.[2] ?? "");
      const line = firstLine - 1 + source.slice(0, begin + Math.max(place, 0)).split("\n").length;
      const otherwise = saidInSqlite(statement);
      return this.#fail({ file, line }, otherwise ? `${message}\n${otherwise}` : message);
    }
  }

  #show(columns: string[], statement: Statement): void {
    const looks = this.#looks;
    const rows = [];
    let count = 0;
    // Whoever asks for more than may be printed is stopped when that much is.
    while (statement.step() && (looks.mode === null || count < MOST_PRINTED)) {
      if (looks.mode !== null || count < MOST_SHOWN) rows.push(statement.get(null, { useBigInt: true }));
      count += 1;
    }
    const isPlan = /^\s*explain\s+query\s+plan\b/i.test(statement.getSQL());
    if (isPlan) this.#say(drawPlan(rows) + (looks.mode === null ? "\n" : ""));
    else this.#say(looks.show(columns, rows, count));
  }

  /** The path of a file; null if there is none. */
  #find(name: string): string | null {
    const path = name.replace(/^(\.?\/)+/, "");
    return Object.hasOwn(this.files, path) ? path : null;
  }

  #fail({ file, line }: Place, message: string): Outcome {
    this.io.write("stderr", `${file}, line ${line}: ${message}\n`);
    return BAD;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** How much of the text is space and comments before the statement. */
function leading(text: string): number {
  return /^(\s|--[^\n]*(\n|$)|\/\*[^]*?\*\/|;)*/.exec(text)?.[0].length ?? 0;
}

/** Signs that cannot be typed, as they are written in a command. */
const unescaped = (text: string) => text.replaceAll("\\t", "\t").replaceAll("\\n", "\n");
