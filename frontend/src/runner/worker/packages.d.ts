// Types of packages that bring none, as far as workers use them.

declare module "sucrase/dist/esm/parser/index.js" {
  type Token = { start: number; end: number; contextId: number | null };
  export function parse(text: string, isJsx: boolean, isTypeScript: boolean, isFlow: boolean): { tokens: Token[] };
}

declare module "sql.js/dist/sql-wasm-browser.js" {
  export type SqlValue = string | number | bigint | null | Uint8Array;
  export interface Statement {
    getColumnNames(): string[];
    step(): boolean;
    get(parameters: null, config: { useBigInt: boolean }): SqlValue[];
    getSQL(): string;
    run(values: SqlValue[]): void;
    bind(values: Record<string, SqlValue>): boolean;
    free(): void;
  }
  export interface Statements extends Iterable<Statement> {
    getRemainingSQL(): string;
  }
  export interface Database {
    /** Where it stands among the files of SQLite. */
    filename: string;
    iterateStatements(sql: string): Statements;
    prepare(sql: string): Statement;
    run(sql: string): void;
    getRowsModified(): number;
    create_function(name: string, call: (...values: SqlValue[]) => SqlValue | boolean): void;
    close(): void;
  }
  export interface SqlJsStatic {
    Database: new () => Database;
  }
  type Instantiated = (instance: WebAssembly.Instance, module: WebAssembly.Module) => void;
  export default function initSqlJs(settings: {
    useOldExtensionFunctions: boolean;
    instantiateWasm(imports: WebAssembly.Imports, done: Instantiated): object;
  }): Promise<SqlJsStatic>;
}
