// Values that `.parameter set` gives to `:name`, `@name`, `$name` and `?1` in the statements that follow.

import type { Database, SqlValue, Statement } from "sql.js/dist/sql-wasm-browser.js";

import { valuesOf } from "./sql_dump";
import { asLiteral } from "./sql_values";

/** What may hold such signs without meaning it, a statement's end, and parameters. */
const TOKENS = /'[^']*'|"[^"]*"|`[^`]*`|\[[^\]]*\]|--[^\n]*|\/\*[^]*?\*\/|;|\?\d*|[:@$]\w+/g;
const MOST = 32_766; // parameters

export class Parameters {
  readonly #values = new Map<string, SqlValue>();

  /** The text is an expression of SQL; what is none stands for itself. */
  set(database: Database, name: string, text: string): void {
    let value: SqlValue | undefined = text;
    try {
      [value] = valuesOf(database, `SELECT ${text}`)[0] ?? [];
    } catch {
      // A text without quotes.
    }
    this.#values.set(name, value ?? null);
  }

  unset(name: string): void {
    this.#values.delete(name);
  }

  clear(): void {
    this.#values.clear();
  }

  list(): string {
    const names = [...this.#values.keys()].sort();
    const width = Math.max(0, ...names.map((name) => name.length));
    const line = (name: string) => `${name.padEnd(width)} ${asLiteral(this.#values.get(name) ?? null)}\n`;
    return names.map(line).join("");
  }

  /** Statements in which a `?` has its number, and in which values that cannot be bound as they are stand themselves. */
  written(source: string): string {
    if (this.#values.size === 0) return source;
    let numbers: unknown[] = []; // of a statement's parameters: their names, at the places of their numbers
    return source.replace(TOKENS, (token) => {
      if (!/^[?:@$]/.test(token)) {
        if (token === ";") numbers = [];
        return token;
      }
      const name = token === "?" ? `?${numbers.length + 1}` : token;
      if (name.startsWith("?")) numbers.length = Math.max(numbers.length, Math.min(Number(name.slice(1)), MOST));
      else if (!numbers.includes(name)) numbers.push(name);
      const value = this.#values.get(name);
      return value === undefined || isBindable(value) ? name : asLiteral(value);
    });
  }

  bind(statement: Statement): void {
    if (this.#values.size === 0) return;
    const bindable = [...this.#values].filter(([, value]) => isBindable(value));
    statement.bind(Object.fromEntries(bindable.map(([name, value]) => [name, plain(value)])));
  }
}

/** Numbers are bound as what they look like: a whole real as an integer, a large integer as a text. */
function isBindable(value: SqlValue): boolean {
  if (typeof value === "bigint") return BigInt.asIntN(32, value) === value;
  return typeof value !== "number" || !Number.isInteger(value);
}

const plain = (value: SqlValue) => (typeof value === "bigint" ? Number(value) : value);
