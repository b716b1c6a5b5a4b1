// Runs files of SQL: statements, and between them lines like `.tables`, as in SQLite's shell.

import type { Database, Statement } from "sql.js/dist/sql-wasm-browser.js";

import type { Program } from "../../program";
import { readCsv } from "./csv";
import type { Io, Outcome } from "../serve";
import { meansSomethingElse, saidInSqlite } from "./sql_dialects";
import { dumpOf, textsOf } from "./sql_dump";
import { excerptOf, placeOf } from "./sql_excerpt";
import { insertRows, messageOf } from "./sql_import";
import { drawNames, drawPlan, Looks, MOST_SHOWN } from "./sql_modes";
import { piecesOf } from "./sql_pieces";
import { quoted } from "./sql_values";

const MOST_PRINTED = 200_001; // rows of other looks: so many lines end the program (limits.ts)
const DEEPEST = 10; // files that read files
const SCHEMA = "FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'";
/** Only about what is said beside the rows. */
const IGNORED = ["timer", "stats"];
const IS_ON = ["on", "yes", "1", "true"];
const KNOWN = ["tables", "schema", "indexes", "dump", "mode", "headers", "separator", "nullvalue", "width", "print"];
const MORE = ["bail", "changes", "echo", "show", "read", "import", "databases", "quit"];
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
  #tellsChanges = false;
  #echoes = false;
  /** The first error ends the program. */
  #bails = false;
  #isOver = false;

  constructor(
    readonly database: Database,
    readonly files: Program["files"],
    readonly io: Io,
  ) {}

  run(file: string): Outcome {
    let whole = GOOD;
    for (const { text, line, isCommand } of piecesOf(this.files[file] ?? "")) {
      if (isCommand && this.#echoes) this.#say(`${text.trim()}\n`);
      const outcome = isCommand ? this.#command(text.trim(), { file, line }) : this.#statements(text, { file, line });
      if (outcome.isError) whole = BAD;
      if ((whole.isError && this.#bails) || this.#isOver) break;
    }
    return whole;
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
        this.#looks.headers = IS_ON.includes(first);
        return GOOD;
      case "changes":
        this.#tellsChanges = IS_ON.includes(first);
        return GOOD;
      case "bail":
        this.#bails = IS_ON.includes(first);
        return GOOD;
      case "echo":
        this.#echoes = IS_ON.includes(first);
        return GOOD;
      case "show":
        return this.#say(this.#looks.settings(this.#echoes));
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
    if (name === "column") looks.headers ??= true; // and they stay
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
      insertRows(this.database, this.io, path, rows, quoted(table, '"'), skip);
      return GOOD;
    } catch (error) {
      return this.#fail(place, messageOf(error));
    }
  }

  #statements(source: string, { file, line: firstLine }: Place): Outcome {
    const { database, io } = this;
    const statements = database.iterateStatements(source);
    let at = 0; // where the current statement begins
    try {
      for (const statement of statements) {
        const columns = statement.getColumnNames();
        const end = source.length - statements.getRemainingSQL().length;
        if (this.#echoes) this.#say(`${source.slice(at, end).trim()}\n`);
        if (columns.length > 0) this.#show(columns, statement);
        else {
          while (statement.step());
          if (
            this.#looks.mode === null &&
            !this.#tellsChanges &&
            /^\s*(insert|update|delete|replace|with)\b/i.test(statement.getSQL())
          ) {
            const changed = database.getRowsModified();
            io.write("stdout", `${changed} ${changed === 1 ? "row" : "rows"} changed\n\n`);
          }
        }
        const otherwise = meansSomethingElse(statement.getSQL());
        if (otherwise) io.write("stderr", `${otherwise}\n`);
        if (this.#tellsChanges) this.#say(this.#changes());
        io.flush();
        at = end;
      }
      return GOOD;
    } catch (error) {
      const message = messageOf(error);
      const told = message.replace(/\s+"$/, '"'); // the rest of the file may be named
      const begin = at + leading(source.slice(at));
      const statement = /^(?:'[^']*'|[^;'])*(?:;|'[^]*)?/.exec(source.slice(begin))?.[0] ?? "";
      const find = (word: string) =>
        placeOf(word, statement, (part) => this.#failsSo(part, message), /^misuse/.test(message));
      const word = /^near "([^]+)": |: (?:\w+\.)?(\w+)$| (\w+)\(\)$/.exec(message);
      const place = find(word?.slice(1).find(Boolean) ?? "");
      const line = firstLine - 1 + source.slice(0, begin + Math.max(place, 0)).split("\n").length;
      const excerpt = excerptOf(source.slice(begin), message, find); // with what stands behind it
      const otherwise = saidInSqlite(statement);
      return this.#fail({ file, line }, told + excerpt + (otherwise ? `\n${otherwise}` : ""));
    }
  }

  /** The beginning of a statement is wrong in the same way. */
  #failsSo(part: string, message: string): boolean {
    try {
      this.database.prepare(part).free();
      return false;
    } catch (error) {
      return messageOf(error) === message;
    }
  }

  /** As the line of SQLite's shell, which has two spaces where its numbers are short. */
  #changes(): string {
    const [changed = "", total = ""] = textsOf(this.database, "SELECT changes(), total_changes()")[0] ?? [];
    return `changes: ${changed.padEnd(3)} total_changes: ${total}\n`;
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

/** How much of the text is space and comments before the statement. */
function leading(text: string): number {
  return /^(\s|--[^\n]*(\n|$)|\/\*[^]*?\*\/|;)*/.exec(text)?.[0].length ?? 0;
}

/** Signs that cannot be typed, as they are written in a command. */
const unescaped = (text: string) => text.replaceAll("\\t", "\t").replaceAll("\\n", "\n");
