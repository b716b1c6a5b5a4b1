// How the rows of a statement are shown: as a table of our own, or as SQLite's shell does after `.mode`.

import type { SqlValue } from "sql.js/dist/sql-wasm-browser.js";

import { drawTable } from "../table";
import { widthOf } from "../width";
import { csvLine } from "./csv";
import { asLiteral, describe, plainly, quoted } from "./sql_values";

export const MOST_SHOWN = 1_000; // rows of a table of our own

/** What dot commands have set. */
export class Looks {
  /** Null until a program asks for one: then rows are counted, as are changes. */
  mode: string | null = null;
  headers: boolean | null = null; // null: as the mode has it
  separator: string | null = null;
  nullText = "";
  /** Of columns, from the left; negative: to the right. */
  widths: number[] = [];
  table = "table"; // into which `.mode insert` puts rows

  get modes(): string[] {
    return Object.keys(SHOWS);
  }

  /** The text of a statement's rows; of `count` there are the first ones, where tables of our own are shown. */
  show(head: string[], rows: SqlValue[][], count: number): string {
    if (this.mode === null) return counted(head, rows, count);
    const show = SHOWS[this.mode];
    return show ? show(head, rows, this) : "";
  }

  get hasHeaders(): boolean {
    return this.headers === true;
  }

  /** What `.show` says. */
  settings(echoes: boolean): string {
    const mode = this.mode ?? "list";
    const between = this.separator ?? { tabs: "\t", csv: "," }[mode] ?? "|";
    const rows = {
      ...{ echo: echoes ? "on" : "off", eqp: "off", explain: "auto", headers: this.hasHeaders ? "on" : "off", mode },
      ...{ nullvalue: JSON.stringify(this.nullText), output: "stdout", colseparator: JSON.stringify(between) },
      ...{ rowseparator: mode === "csv" ? '"\\r\\n"' : '"\\n"', stats: "off" },
      ...{ width: this.widths.map((width) => `${width} `).join(""), filename: ":memory:" },
    };
    return lines(Object.entries(rows).map(([name, value]) => `${name.padStart(12)}: ${value}`));
  }

  text(value: SqlValue): string {
    return plainly(value) ?? this.nullText;
  }
}

type Show = (head: string[], rows: SqlValue[][], looks: Looks) => string;

function counted(head: string[], rows: SqlValue[][], count: number): string {
  const shown = rows.map((row) => row.map(describe));
  const more = count > rows.length ? `, the first ${rows.length} are shown` : "";
  return `${drawTable(head, shown)}\n${count} ${count === 1 ? "row" : "rows"}${more}\n\n`;
}

const lines = (texts: string[]) => texts.map((text) => `${text}\n`).join("");

/** Lines of cells with something between them. */
const separated =
  (between: string, write: (value: SqlValue, looks: Looks) => string): Show =>
  (head, rows, looks) => {
    const sign = looks.separator ?? between;
    const titles = looks.hasHeaders && rows.length > 0 ? [head.map((title) => write(title, looks)).join(sign)] : [];
    return lines([...titles, ...rows.map((row) => row.map((value) => write(value, looks)).join(sign))]);
  };

/** In columns of one width each; `draw` gets what fills a cell, at its left or in its middle. */
function inColumns(draw: (table: Columns) => string[], hasHeadersByItself = true): Show {
  return (head, rows, looks) => {
    if (rows.length === 0) return "";
    const cells = rows.map((row) => row.map((value) => looks.text(value)));
    const hasHead = looks.headers ?? hasHeadersByItself;
    const widths = head.map((title, at) => {
      const asked = Math.abs(looks.widths[at] ?? 0);
      return Math.max(asked, ...[title, ...cells.map((row) => row[at] ?? "")].map(widthOf));
    });
    const isRight = head.map((_, at) => (looks.widths[at] ?? 0) < 0);
    return lines(draw({ head: hasHead ? head : null, cells, widths, isRight }));
  };
}

interface Columns {
  head: string[] | null;
  cells: string[][];
  widths: number[];
  isRight: boolean[];
}

const filled = ({ widths, isRight }: Columns) => {
  return (cell: string, at: number) => {
    const space = " ".repeat((widths[at] ?? 0) - widthOf(cell));
    return isRight[at] ? space + cell : cell + space;
  };
};

const centred = ({ widths }: Columns) => {
  return (cell: string, at: number) => {
    const space = (widths[at] ?? 0) - widthOf(cell);
    return " ".repeat(Math.floor(space / 2)) + cell + " ".repeat(Math.ceil(space / 2));
  };
};

type Rule = [left: string, line: string, middle: string, right: string];

const framed = (side: string, rules: (Rule | null)[]) => (table: Columns) => {
  const line = (texts: string[]) => `${side} ${texts.join(` ${side} `)} ${side}`;
  const rule = (signs: Rule | null | undefined) =>
    signs ? [signs[0] + table.widths.map((width) => signs[1].repeat(width + 2)).join(signs[2]) + signs[3]] : [];
  const head = table.head ? [line(table.head.map(centred(table))), ...rule(rules[1])] : [];
  return [...rule(rules[0]), ...head, ...table.cells.map((row) => line(row.map(filled(table)))), ...rule(rules[2])];
};

const inBox = framed("│", [
  ["┌", "─", "┬", "┐"],
  ["├", "─", "┼", "┤"],
  ["└", "─", "┴", "┘"],
]);
const ofSigns: Rule = ["+", "-", "+", "+"];
const inMarks = framed("|", [null, ["|", "-", "|", "|"], null]);

const plainColumns = (table: Columns) => {
  const line = (row: string[]) => row.map(filled(table)).join("  ");
  const head = table.head ? [line(table.head), table.widths.map((width) => "-".repeat(width)).join("  ")] : [];
  return [...head, ...table.cells.map(line)];
};

const inLines: Show = (head, rows, looks) => {
  const width = Math.max(5, ...head.map(widthOf));
  const blocks = rows.map((row) =>
    lines(row.map((value, at) => `${(head[at] ?? "").padStart(width)} = ${looks.text(value)}`)),
  );
  return blocks.join("\n");
};

const asJson: Show = (head, rows) => {
  const value = (one: SqlValue) => (one === null ? "null" : typeof one === "string" ? JSON.stringify(one) : plain(one));
  const plain = (one: SqlValue) => (one instanceof Uint8Array ? JSON.stringify(plainly(one)) : (plainly(one) ?? ""));
  const objects = rows.map((row) => `{${row.map((one, at) => `${JSON.stringify(head[at])}:${value(one)}`).join(",")}}`);
  return objects.length > 0 ? `[${objects.join(",\n")}]\n` : "";
};

const asCsv: Show = (head, rows, looks) =>
  lines([
    ...(looks.hasHeaders && rows.length > 0 ? [csvLine(head)] : []),
    ...rows.map((row) => csvLine(row.map((value) => plainly(value) ?? (looks.nullText || null)))),
  ]);

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
  return lines(rows.map((row) => `INSERT INTO ${nameOf(table)}${columns} VALUES(${row.map(asLiteral).join(",")});`));
};

/** A name as it stands in a statement: in quotes where it must. */
export const nameOf = (name: string) => (/^[a-z_]\w*$/i.test(name) && name !== "table" ? name : quoted(name, '"'));

const SHOWS: Record<string, Show> = {
  list: separated("|", (value, looks) => looks.text(value)),
  tabs: separated("\t", (value, looks) => looks.text(value)),
  quote: separated(",", asLiteral),
  csv: asCsv,
  column: inColumns(plainColumns),
  table: inColumns(framed("|", [ofSigns, ofSigns, ofSigns])),
  box: inColumns(inBox),
  markdown: inColumns(inMarks),
  line: inLines,
  json: asJson,
  insert: asInserts,
  html: asHtml,
};

/** The plan of a query, as a tree: each row has its number, that of the row above it, and what it says. */
export function drawPlan(rows: SqlValue[][]): string {
  const below = (parent: string, before: string): string[] => {
    const own = rows.filter((row) => String(row[1]) === parent);
    return own.flatMap((row, at) => {
      const isLast = at === own.length - 1;
      const line = `${before}${isLast ? "`--" : "|--"}${String(row[3])}`;
      return [line, ...below(String(row[0]), before + (isLast ? "   " : "|  "))];
    });
  };
  return lines(["QUERY PLAN", ...below("0", "")]);
}

const LINE_WIDTH = 80;

/** Names beside each other, from top to bottom first. */
export function drawNames(names: string[]): string {
  const width = Math.max(0, ...names.map((name) => name.length));
  const columns = Math.max(1, Math.floor(LINE_WIDTH / (width + 2)));
  const height = Math.ceil(names.length / columns);
  return lines(
    Array.from({ length: height }, (_, row) =>
      names
        .filter((_, at) => at % height === row)
        .map((name) => name.padEnd(width))
        .join("  "),
    ),
  );
}
