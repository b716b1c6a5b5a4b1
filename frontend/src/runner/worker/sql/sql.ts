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
  database.create_function("soundex", (text) => soundex(String(text ?? "")));
  return database;
}

const CODES: Record<string, string> = { BFPV: "1", CGJKQSXZ: "2", DT: "3", L: "4", MN: "5", R: "6" };
const codeOf = (sign: string) => Object.entries(CODES).find(([signs]) => signs.includes(sign))?.[1] ?? "";

/** How an English word sounds: its first letter, and three digits for those that follow. */
function soundex(text: string): string {
  const [first, ...rest] = text.toUpperCase().replace(/^[^A-Z]+/, "");
  if (first === undefined) return "?000";
  let [digits, last] = ["", codeOf(first)];
  for (const sign of rest) {
    const code = codeOf(sign);
    if (code !== last) digits += code;
    last = code;
  }
  return first + digits.slice(0, 3).padEnd(3, "0");
}
