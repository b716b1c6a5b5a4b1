// SQLite: each program gets an empty database; its statements run in order, what they give is shown as tables.

import initSqlJs, { type Database, type SqlJsStatic } from "sql.js/dist/sql-wasm-browser.js";

import { Shell } from "./sql_shell";
import { serve } from "../serve";

const MOST_BYTES = 256 * 2 ** 20; // of the database

let sqlite: SqlJsStatic;

serve({
  async prepare(files) {
    const module = files["sql.wasm"] as WebAssembly.Module;
    sqlite = await initSqlJs({
      useOldExtensionFunctions: false, // those replace SQLite's own: log() was another logarithm
      instantiateWasm(imports, done) {
        void WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
        return {};
      },
    });
  },

  run(program, io) {
    io.stage("running");
    return Promise.resolve(new Shell(newDatabase, program.files, io).run(program.entry));
  },
});

function newDatabase(): Database {
  const database = new sqlite.Database();
  database.run(`PRAGMA max_page_count = ${MOST_BYTES / 4096}`);
  database.create_function("regexp", (pattern, text) =>
    text === null || pattern === null ? null : new RegExp(String(pattern), "u").test(String(text)),
  );
  return database;
}
