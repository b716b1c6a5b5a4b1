// How the rows of a statement are shown: as a table of our own, or as SQLite's shell does after `.mode`.

import type { SqlValue } from "sql.js/dist/sql-wasm-browser.js";

import { drawTable } from "../table";
import { widthOf } from "../width";
import { type Between, csvLine } from "./csv";
import { inBox, inMarkdown, inPlainColumns, inTable } from "./sql_columns";
import { asLiteral, asStatement, describe, describeReal, plainly, quoted, WHOLE } from "./sql_values";

export const MOST_SHOWN = 1_000; // rows of a table of our own
const LIST: Between = { columns: "|", rows: "\n" };

/** What dot commands have set. */
export class Looks {
  /** Null until a program asks for one: then rows are counted, as are changes. */
  mode: string | null = null;
  headers: boolean | null = null; // null: as the mode has it
  /** What stands between cells, and behind rows. */
  between = LIST;
  nullText = "";
  /** Of columns, from the left; negative: to the right. */
  widths: number[] = [];
  /** Of columns without a width; 0: none. */
  wrap = 0;
  isWordwrapped = false;
  isQuoted = false;
  table = "table"; // into which `.mode insert` puts rows

  get modes(): string[] {
    return [...Object.keys(SHOWS), "tabs", "qbox"].sort();
  }

  /** The text of a statement's rows in a mode; without one it is a table of our own, of the first ones of `count`. */
  show(mode: string | null, head: string[], rows: SqlValue[][], count: number): string {
    if (mode === null) return counted(head, rows, count);
    return SHOWS[mode]?.(head, rows, this) ?? "";
  }

  get hasHeaders(): boolean {
    return this.headers === true;
  }

  /** `.mode NAME TABLE --wrap N --wordwrap on --ww --quote --noquote`. Throws what is wrong with it. */
  set([asked = "", ...given]: string[]): void {
    const [name, ...options] = asked.startsWith("-") ? [this.mode ?? "list", asked, ...given] : [asked, ...given];
    const mode = this.modes.find((known) => known === name || `${known}s` === name || known === `${name}s`);
    if (!mode) throw new Error(`there is no .mode ${name}: write one of ${this.modes.join(", ")}`);
    this.mode = { tabs: "list", qbox: "box" }[mode] ?? mode;
    if (mode === "column") this.headers ??= true; // and they stay
    this.between = { ...this.between, ...BETWEEN[mode] };
    this.table = "table";
    [this.wrap, this.isWordwrapped, this.isQuoted] = [WRAP, false, mode === "qbox"];
    while (options.length > 0) this.#option(options);
  }

  #option(rest: string[]): void {
    const word = rest.shift() ?? "";
    const name = word.replace(/^--?/, "");
    if (name === "wrap") this.wrap = Number(rest.shift()) || 0;
    else if (name === "ww") this.isWordwrapped = true;
    else if (name === "wordwrap") this.isWordwrapped = isOn(rest.shift() ?? "");
    else if (name === "quote" || name === "noquote") this.isQuoted = name === "quote";
    else if (name === word) this.table = word;
    else throw new Error(`unknown option ${word}: write --wrap N, --wordwrap on, --ww, --quote or --noquote`);
  }

  /** As `.show` and `.mode` say it. */
  get named(): string {
    const mode = this.mode ?? "list";
    if (!["column", "table", "box", "markdown"].includes(mode)) return mode;
    const on = this.isWordwrapped ? "on" : "off";
    return `${mode} --wrap ${this.wrap} --wordwrap ${on} --${this.isQuoted ? "" : "no"}quote`;
  }

  /** What `.show` says. */
  settings({ echo, output, filename }: { echo: string; output: string; filename: string }): string {
    const rows = {
      ...{ echo, eqp: "off", explain: "auto", headers: this.hasHeaders ? "on" : "off", mode: this.named },
      ...{ nullvalue: JSON.stringify(this.nullText), output, colseparator: JSON.stringify(this.between.columns) },
      ...{ rowseparator: JSON.stringify(this.between.rows), stats: "off" },
      ...{ width: this.widths.map((width) => `${width} `).join(""), filename },
    };
    return lines(Object.entries(rows).map(([name, value]) => `${name.padStart(12)}: ${value}`));
  }

  text(value: SqlValue): string {
    return plainly(value) ?? this.nullText;
  }
}

export const isOn = (word: string) => ["on", "yes", "1", "true"].includes(word);

export type Show = (head: string[], rows: SqlValue[][], looks: Looks) => string;

const WRAP = 60; // of columns, unless a program says otherwise
const BETWEEN: Record<string, Partial<Between>> = {
  line: { rows: "\n" },
  list: LIST,
  tabs: { columns: "\t", rows: "\n" },
  csv: { columns: ",", rows: "\r\n" },
  quote: { columns: ",", rows: "\n" },
  tcl: { columns: " ", rows: "\n" },
  ascii: { columns: "\x1f", rows: "\x1e" },
};

function counted(head: string[], rows: SqlValue[][], count: number): string {
  const shown = rows.map((row) => row.map(describe));
  const more = count > rows.length ? `, the first ${rows.length} are shown` : "";
  return `${drawTable(head, shown)}\n${count} ${count === 1 ? "row" : "rows"}${more}\n\n`;
}

const lines = (texts: string[]) => texts.map((text) => `${text}\n`).join("");

/** Rows of cells with something between them. */
const separated =
  (write: (value: SqlValue, looks: Looks) => string): Show =>
  (head, rows, looks) => {
    const { between } = looks;
    const titles = looks.hasHeaders && rows.length > 0 ? [head] : [];
    const row = (cells: SqlValue[]) => cells.map((value) => write(value, looks)).join(between.columns) + between.rows;
    return [...titles, ...rows].map(row).join("");
  };

const inLines: Show = (head, rows, looks) => {
  const width = Math.max(5, ...head.map(widthOf));
  const title = (at: number) => " ".repeat(Math.max(0, width - widthOf(head[at] ?? ""))) + (head[at] ?? "");
  const end = looks.between.rows;
  return rows.map((row) => row.map((value, at) => `${title(at)} = ${looks.text(value)}${end}`).join("")).join(end);
};

const asJson: Show = (head, rows) => {
  const plain = (one: SqlValue) => {
    if (one === null) return "null";
    if (typeof one === "number") return describeReal(one, WHOLE).replace("Inf", "1e999");
    return one instanceof Uint8Array ? JSON.stringify(new TextDecoder().decode(one)) : one;
  };
  const value = (one: SqlValue) => (typeof one === "string" ? JSON.stringify(one) : String(plain(one)));
  const objects = rows.map((row) => `{${row.map((one, at) => `${JSON.stringify(head[at])}:${value(one)}`).join(",")}}`);
  return objects.length > 0 ? `[${objects.join(",\n")}]\n` : "";
};

const asCsv: Show = (head, rows, looks) => {
  const line = (cells: (string | null)[]) => csvLine(cells, looks.between.columns);
  const titles = looks.hasHeaders && rows.length > 0 ? [line(head)] : [];
  return lines([...titles, ...rows.map((row) => line(row.map((value) => plainly(value) ?? (looks.nullText || null))))]);
};

const HTML: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;" };

const asHtml: Show = (head, rows, looks) => {
  const cell = (tag: string) => (text: string) =>
    `<${tag}>${text.replace(/[<>&"']/g, (sign) => HTML[sign] ?? sign)}</${tag}>`;
  const row = (cells: string[]) => `<TR>${cells.join("\n")}\n</TR>`;
  const body = rows.map((values) => row(values.map((value) => cell("TD")(looks.text(value)))));
  return lines([...(looks.hasHeaders && rows.length > 0 ? [row(head.map(cell("TH")))] : []), ...body]);
};

const asInserts: Show = (head, rows, { table, hasHeaders }) => {
  const columns = hasHeaders ? `(${head.map(nameOf).join(",")})` : "";
  return lines(rows.map((row) => `INSERT INTO ${nameOf(table)}${columns} VALUES(${row.map(asStatement).join(",")});`));
};

const MUST_BE_QUOTED =
  /^(add|all|alter|and|as|autoincrement|between|case|check|collate|commit|constraint|create|cross|default|deferrable|delete|distinct|drop|else|escape|except|exists|foreign|from|full|group|having|in|index|inner|insert|intersect|into|is|isnull|join|left|limit|natural|not|notnull|null|on|or|order|outer|primary|references|returning|right|select|set|table|then|to|transaction|union|unique|update|using|values|when|where|with)$/i;

/** A name as it stands in a statement: in quotes where it must. */
export const nameOf = (name: string) =>
  /^[a-z_]\w*$/i.test(name) && !MUST_BE_QUOTED.test(name) ? name : quoted(name, '"');

const TCL: Record<string, string> = { "\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"' };
const octal = (sign: string) =>
  Array.from(new TextEncoder().encode(sign), (byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
const inTcl = (text: string) => `"${text.replace(/[\n\t\r\\"]|[^ -~]/gu, (sign) => TCL[sign] ?? octal(sign))}"`;

const SHOWS: Record<string, Show> = {
  list: separated((value, looks) => looks.text(value)),
  ascii: separated((value, looks) => looks.text(value)),
  quote: separated(asLiteral),
  tcl: separated((value, looks) => inTcl(looks.text(value))),
  csv: asCsv,
  column: inPlainColumns,
  table: inTable,
  box: inBox,
  markdown: inMarkdown,
  line: inLines,
  json: asJson,
  insert: asInserts,
  html: asHtml,
};
