// Lines like `.tables`, as SQLite's shell has them.

import type { Database } from "sql.js/dist/sql-wasm-browser.js";

import type { Databases } from "./sql_databases";
import { dumpOf, textsOf } from "./sql_dump";
import { importOf, insertRows } from "./sql_import";
import { isOn, type Looks } from "./sql_modes";
import type { Output } from "./sql_output";
import type { Parameters } from "./sql_parameters";
import { indexesOf, schemaOf, tablesOf } from "./sql_schema";

/** What commands set and use. */
export interface State {
  readonly databases: Databases;
  readonly database: Database;
  readonly looks: Looks;
  readonly output: Output;
  readonly parameters: Parameters;
  echoes: boolean;
  tellsChanges: boolean;
  /** The plan of each statement stands before its rows. */
  tellsPlans: boolean;
  tellsTime: boolean;
  /** The first error ends the program. */
  bails: boolean;
  /** Set: the program is over. */
  code: number | null;
  isOver: boolean;
  hasFailed: boolean;
  /** Runs a file of statements and commands. */
  read(path: string): void;
}

/** Throws what is wrong: a sentence. */
type Command = (shell: State, given: string[]) => void;

const set =
  (name: "echoes" | "tellsChanges" | "tellsPlans" | "tellsTime" | "bails"): Command =>
  (shell, [word = ""]) => {
    shell[name] = isOn(word);
  };

const quit: Command = (shell, [code]) => {
  shell.isOver = true;
  if (code !== undefined) shell.code = Number(code) & 255;
};

const say =
  (textOf: (database: Database, word: string) => string): Command =>
  ({ database, output }, [word = ""]) =>
    output.say(textOf(database, word));

const nothing: Command = () => undefined; // only about what is said beside the rows

/** A name that begins like one of these is the first of them, as in SQLite's shell. */
const COMMANDS: Record<string, Command> = {
  bail: set("bails"),
  changes: set("tellsChanges"),
  databases: ({ databases, output }) => output.say(databases.list()),
  dump: say((database, pattern) => dumpOf(database, pattern || undefined)),
  echo: set("echoes"),
  eqp: set("tellsPlans"),
  exit: quit,
  explain: nothing,
  headers: ({ looks }, [word = ""]) => {
    looks.headers = isOn(word);
  },
  help: ({ output }) => output.say(`These are here: ${NAMES}.\n`),
  import: (shell, given) => {
    const { files, io } = shell.output;
    const asked = importOf(given, shell.looks.between);
    const areIn = insertRows(shell.database, io, files[found(files, asked.path)] ?? "", asked);
    if (!areIn) shell.hasFailed = true;
  },
  indexes: say(indexesOf),
  indices: say(indexesOf),
  mode: ({ looks, output }, given) => {
    if (given.length > 0) looks.set(given);
    else output.say(`current output mode: ${looks.named}\n`);
  },
  nullvalue: ({ looks }, [text = ""]) => {
    looks.nullText = text;
  },
  once: ({ output }, given) => output.to(fileOf(given), true),
  open: (shell, given) => {
    const path = plainPath(given.find((word) => !word.startsWith("-")) ?? "");
    if (Object.hasOwn(shell.output.files, path)) throw new Error(`unable to open database "${path}": it is a text`);
    shell.databases.open(path === ":memory:" ? "" : path, given.includes("--new") || given.includes("-new"));
    shell.parameters.clear();
  },
  output: ({ output }, given) => output.to(given.length > 0 ? fileOf(given) : null),
  parameter: ({ database, output, parameters }, [task = "", name, ...value]) => {
    if (task === "init") return;
    if (task === "clear") parameters.clear();
    else if (task === "list") output.say(parameters.list());
    else if (task === "unset" && name) parameters.unset(name);
    else if (task === "set" && name && value.length > 0) parameters.set(database, name, value.join(" "));
    else throw new Error("write .parameter set :name value, unset :name, list, clear or init");
  },
  print: ({ output }, given) => output.say(`${given.join(" ")}\n`),
  quit,
  read: (shell, [name = ""]) => {
    if (name.startsWith("|")) throw new Error("there are no other programs: write .read FILE");
    shell.read(found(shell.output.files, name));
  },
  schema: ({ database, output }, given) => {
    const pattern = given.find((word) => !word.startsWith("-")) ?? "";
    output.say(schemaOf(database, pattern, !given.some((word) => /^--?nosys$/.test(word))));
  },
  separator: ({ looks }, [columns, rows = looks.between.rows]) => {
    if (columns === undefined) throw new Error("write .separator COLUMN ROW");
    looks.between = { columns, rows };
  },
  show: ({ looks, output, echoes, databases }) =>
    output.say(looks.settings({ echo: echoes ? "on" : "off", output: output.name, filename: databases.path })),
  stats: nothing,
  tables: say(tablesOf),
  timer: set("tellsTime"),
  version: ({ database, output }) => {
    const [row = []] = textsOf(database, "SELECT sqlite_version(), sqlite_source_id()");
    output.say(`SQLite ${row.join(" ")}\n`);
  },
  width: ({ looks }, given) => {
    looks.widths = given.map((word) => Number(word) || 0);
  },
};

const NAMES = Object.keys(COMMANDS)
  .map((name) => `.${name}`)
  .join(", ");

const NO_SHELL = "there are no other programs here";
const WRITE_DUMP = "a database is kept as statements: write .output FILE, .dump and .output";
/** What to do instead of a command that cannot be had. */
const ABSENT: Record<string, string> = {
  ...{ shell: NO_SHELL, system: NO_SHELL, edit: NO_SHELL, excel: "write .mode csv and .once FILE", log: NO_SHELL },
  ...{ backup: WRITE_DUMP, save: WRITE_DUMP, clone: WRITE_DUMP, archive: WRITE_DUMP },
  restore: "write .read FILE for a file that .dump made",
  load: "extensions cannot be loaded",
  cd: "files are found from the program's folder",
};

/** Does what a line says, and throws a sentence about what is wrong. */
export function runCommand(shell: State, line: string): void {
  const text = line.trim().slice(1);
  const [name = "", ...given] = wordsOf(/^print\b/.test(text) ? text : text.replace(/(?<=\S);$/, ""));
  const known = Object.hasOwn(COMMANDS, name) ? name : Object.keys(COMMANDS).find((other) => other.startsWith(name));
  const instead = ABSENT[name];
  if (instead) throw new Error(`.${name} is not here: ${instead}.`);
  const command = COMMANDS[known ?? ""];
  if (!command) throw new Error(`.${name} is not here; ${NAMES} are.`);
  command(shell, given);
}

/** The words of a line. Those between " and those without quotes may have signs that cannot be typed. */
function wordsOf(line: string): string[] {
  const words = line.match(/"(?:\\.|[^"\\])*"|'[^']*'|\S+/g) ?? [];
  return words.map((word) => (/^'.*'$/.test(word) ? word.slice(1, -1) : unescaped(word.replace(/^"(.*)"$/s, "$1"))));
}

const SIGNS: Record<string, string> = { n: "\n", t: "\t", r: "\r" };
const unescaped = (text: string) =>
  text.replace(/\\(?:([0-7]{1,3})|x([0-9a-f]{1,2})|(.))/g, (_, octal?: string, hex?: string, sign = "") =>
    octal || hex ? String.fromCharCode(parseInt(octal ?? hex ?? "", octal ? 8 : 16)) : (SIGNS[sign] ?? sign),
  );

const plainPath = (name: string) => name.replace(/^(\.?\/)+/, "");

/** The path of a file of the program. */
function found(files: Record<string, string>, name: string): string {
  const path = plainPath(name);
  if (!Object.hasOwn(files, path)) throw new Error(`cannot open "${name}"`);
  return path;
}

/** The file of `.once` and `.output`. */
function fileOf([name = "stdout"]: string[]): string {
  if (/^[|-]/.test(name)) throw new Error(`${NO_SHELL}: write a file's name, and its rows go there`);
  return plainPath(name);
}
