// The databases of a program: one in memory, and those that `.open` names. They last as long as the run.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import { valuesOf } from "./sql_dump";

const IN_MEMORY = ":memory:";

export class Databases {
  readonly #opened = new Map<string, Database>();
  readonly #attached = new Set<string>();
  #path = IN_MEMORY;
  #current: Database;

  /** `create` makes an empty one. */
  constructor(readonly create: () => Database) {
    this.#current = create();
  }

  get current(): Database {
    return this.#current;
  }

  get path(): string {
    return this.#path;
  }

  /** An empty path: a new one in memory. */
  open(path: string, isNew: boolean): void {
    this.#leave();
    if (this.#attached.has(path)) {
      throw new Error(`"${path}" was attached before: write ATTACH '${path}' AS name again, .open cannot have it`);
    }
    if (isNew) this.#opened.delete(path);
    this.#path = path || IN_MEMORY;
    this.#current = this.#opened.get(path) ?? this.create();
    if (this.#path !== IN_MEMORY) this.#opened.set(path, this.#current);
  }

  /** What is attached by the name of a database that was opened is that one. */
  written(source: string): string {
    return source.replace(/(\battach\s+(?:database\s+)?)'([^']+)'/gi, (whole, attach: string, path: string) => {
      const opened = this.#opened.get(path);
      return opened ? `${attach}'${opened.filename}'` : whole;
    });
  }

  /** As `.databases` says it. */
  list(): string {
    const rows = valuesOf(this.#current, "PRAGMA database_list");
    const line = (name: string, file: string) => `${name}: ${file || '""'} r/w\n`;
    return rows.map(([, name, file]) => line(String(name), this.#nameOf(String(file ?? "")))).join("");
  }

  close(): void {
    for (const database of new Set([...this.#opened.values(), this.#current])) database.close();
  }

  /** What was not committed is undone, and what was attached or temporary is left behind. */
  #leave(): void {
    const rows = valuesOf(this.#current, "PRAGMA database_list").slice(1);
    for (const [, , file] of rows) {
      const name = this.#nameOf(String(file ?? ""));
      if (name && !this.#opened.has(name)) this.#attached.add(name);
    }
    try {
      this.#current.run("ROLLBACK");
    } catch {
      // No transaction was open.
    }
    for (const [, name] of rows) if (name !== "temp") this.#current.run(`DETACH "${String(name)}"`);
    const temporary = valuesOf(
      this.#current,
      "SELECT type, name FROM temp.sqlite_schema WHERE type IN ('table','view')",
    );
    for (const [type, name] of temporary) this.#current.run(`DROP ${String(type)} temp."${String(name)}"`);
    if (this.#path === IN_MEMORY) this.#current.close();
  }

  #nameOf(file: string): string {
    const plain = file.replace(/^\//, "");
    if (!/^dbfile_\d+$/.test(plain)) return plain;
    return [...this.#opened].find(([, { filename }]) => filename === plain)?.[0] ?? "";
  }
}
