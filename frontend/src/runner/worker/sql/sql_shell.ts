// Runs files of SQL: statements, and between them lines like `.tables`, as in SQLite's shell.

import type { Database, Statement } from "sql.js/dist/sql-wasm-browser.js";

import type { Program } from "../../program";
import type { Io, Outcome } from "../serve";
import { runCommand, type State } from "./sql_commands";
import { Databases } from "./sql_databases";
import { meansSomethingElse, saidInSqlite } from "./sql_dialects";
import { textsOf, valuesOf } from "./sql_dump";
import { excerptOf, placeOf } from "./sql_excerpt";
import { messageOf } from "./sql_import";
import { Looks, MOST_SHOWN } from "./sql_modes";
import { Output } from "./sql_output";
import { Parameters } from "./sql_parameters";
import { type Piece, piecesOf } from "./sql_pieces";
import { drawPlan } from "./sql_plan";

const MOST_PRINTED = 200_001; // rows of other looks: so many lines end the program (limits.ts)
const DEEPEST = 10; // files that read files

/** Where a part of a file begins. */
interface Place {
  file: string;
  line: number;
}

export class Shell implements State {
  readonly looks = new Looks();
  readonly output: Output;
  readonly databases: Databases;
  readonly parameters = new Parameters();
  echoes = false;
  tellsChanges = false;
  tellsPlans = false;
  tellsTime = false;
  bails = false;
  isOver = false;
  hasFailed = false;
  code: number | null = null;
  #depth = 0;

  /** `create` makes an empty database. */
  constructor(
    create: () => Database,
    files: Program["files"],
    readonly io: Io,
  ) {
    this.databases = new Databases(create);
    this.output = new Output({ ...files }, io);
  }

  get database(): Database {
    return this.databases.current;
  }

  run(file: string): Outcome {
    try {
      this.read(file);
    } finally {
      this.databases.close();
    }
    return { code: this.code ?? (this.hasFailed ? 1 : 0), isError: this.hasFailed };
  }

  read(file: string): void {
    if (this.#depth === DEEPEST) throw new Error(`"${file}" is read by files that it reads itself`);
    this.#depth += 1;
    for (const piece of piecesOf(this.output.files[file] ?? "")) {
      this.#piece(piece, file);
      if (this.isOver) break;
    }
    this.#depth -= 1;
  }

  #piece({ text, line, isCommand }: Piece, file: string): void {
    if (this.echoes) this.output.say(text.replace(/\n?$/, "\n"));
    if (isCommand) {
      try {
        runCommand(this, text);
      } catch (error) {
        this.#fail({ file, line }, messageOf(error));
      }
    } else {
      const began = performance.now();
      this.#statements(this.databases.written(this.parameters.written(text)), { file, line });
      const took = ((performance.now() - began) / 1000).toFixed(3);
      if (this.tellsTime && text.trim()) this.output.say(`Run Time: real ${took}\n`);
    }
    this.output.ends();
  }

  #statements(source: string, { file, line: firstLine }: Place): void {
    const { io, database } = this;
    const statements = database.iterateStatements(source);
    let at = 0; // where the current statement begins
    try {
      for (const statement of statements) {
        this.#statement(statement);
        const otherwise = meansSomethingElse(statement.getSQL());
        if (otherwise) io.write("stderr", `${otherwise}\n`);
        io.flush();
        at = source.length - statements.getRemainingSQL().length;
      }
      if (this.tellsChanges && at > 0) this.output.say(this.#changes());
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
      this.#fail({ file, line }, told + excerpt + (otherwise ? `\n${otherwise}` : ""));
    }
  }

  #statement(statement: Statement): void {
    const sql = statement.getSQL();
    this.parameters.bind(statement);
    const isPlan = /^\s*explain\b/i.test(sql);
    if (this.tellsPlans && !isPlan) this.output.say(drawPlan(valuesOf(this.database, `EXPLAIN QUERY PLAN ${sql}`)));
    const columns = statement.getColumnNames();
    if (columns.length > 0) return this.#show(columns, statement);
    while (statement.step());
    const isCounted = this.looks.mode === null && !this.tellsChanges && this.output.isConsole;
    if (isCounted && /^\s*(insert|update|delete|replace|with)\b/i.test(sql)) {
      const changed = this.database.getRowsModified();
      this.output.say(`${changed} ${changed === 1 ? "row" : "rows"} changed\n\n`);
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
    const { looks, output } = this;
    const mode = looks.mode ?? (output.isConsole ? null : "list"); // files have no tables of our own
    const rows = [];
    let count = 0;
    // Whoever asks for more than may be printed is stopped when that much is.
    while (statement.step() && (mode === null || count < MOST_PRINTED)) {
      if (mode !== null || count < MOST_SHOWN) rows.push(statement.get(null, { useBigInt: true }));
      count += 1;
    }
    const isPlan = /^\s*explain\s+query\s+plan\b/i.test(statement.getSQL());
    if (isPlan) output.say(drawPlan(rows) + (mode === null ? "\n" : ""));
    else output.say(looks.show(mode, columns, rows, count));
  }

  #fail({ file, line }: Place, message: string): void {
    this.hasFailed = true;
    if (this.bails) this.isOver = true;
    this.io.write("stderr", `${file}, line ${line}: ${message}\n`);
  }
}

/** How much of the text is space and comments before the statement. */
function leading(text: string): number {
  return /^(\s|--[^\n]*(\n|$)|\/\*[^]*?\*\/|;)*/.exec(text)?.[0].length ?? 0;
}
