// Rows in columns of one width each, as `.mode column`, `table`, `box` and `markdown` draw them: what is too wide or has
// several lines goes on below.

import type { SqlValue } from "sql.js/dist/sql-wasm-browser.js";

import { widthOf } from "../width";
import type { Looks, Show } from "./sql_modes";
import { asLiteral } from "./sql_values";

const TAB = 8;

interface Columns {
  head: string[] | null;
  /** Of each row its lines. */
  rows: string[][][];
  widths: number[];
  isRight: boolean[];
}

/** `draw` gets what fills a cell, at its left, its right or in its middle. */
function inColumns(draw: (table: Columns) => string[], isHeadless = false): Show {
  return (titles, values, looks) => {
    if (values.length === 0) return "";
    const asked = titles.map((_, at) => Math.abs(looks.widths[at] ?? 0));
    const limits = asked.map((width) => width || looks.wrap || Infinity);
    const head = titles.map((title, at) => linesOf(title, limits[at] ?? Infinity, looks.isWordwrapped)[0] ?? "");
    const rows = values.map((row) => linesOfRow(row, limits, looks));
    const widths = asked.map((width, at) =>
      rows
        .flat()
        .reduce((most, line) => Math.max(most, widthOf(line[at] ?? "")), Math.max(width, widthOf(head[at] ?? ""))),
    );
    const isRight = titles.map((_, at) => (looks.widths[at] ?? 0) < 0);
    const hasHead = !isHeadless || looks.headers !== false;
    return draw({ head: hasHead ? head : null, rows, widths, isRight })
      .map((line) => `${line}\n`)
      .join("");
  };
}

function linesOfRow(row: SqlValue[], limits: number[], looks: Looks): string[][] {
  const cells = row.map((value, at) => {
    const text = looks.isQuoted ? asLiteral(value) : looks.text(value);
    return linesOf(text, limits[at] ?? Infinity, looks.isWordwrapped);
  });
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => cells.map((lines) => lines[line] ?? ""));
}

/** A text in lines of no more than this width. */
export function linesOf(text: string, most: number, byWords: boolean): string[] {
  const signs = Array.from(text.replaceAll("\r\n", "\n"));
  const lines = [];
  let at = 0;
  do {
    const [end, next] = lineEnd(signs, at, most, byWords);
    lines.push(withoutTabs(signs.slice(at, end), most));
    at = next;
  } while (at < signs.length);
  return lines;
}

const isControl = (sign: string) => sign < " " && sign !== "\t";

/** Where the line that begins here ends, and where the next one begins. */
function lineEnd(signs: string[], begin: number, most: number, byWords: boolean): [end: number, next: number] {
  let at = begin;
  let width = 0;
  for (; at < signs.length && !isControl(signs[at] ?? ""); at += 1) {
    const sign = signs[at] ?? "";
    const own = sign === "\t" ? tabBehind(width, most) : widthOf(sign);
    if (width > 0 && (width + own > most || (sign === "\t" && own === 0))) break;
    width += own;
  }
  const isFull = at < signs.length && !isControl(signs[at] ?? "");
  if (!isFull) return [at, at + 1];
  if (!byWords) return [at, at];
  const least = begin + Math.floor((at - begin) / 2);
  const found = breakBefore(signs, at, least, (left) => /\s/.test(left)) ?? breakBefore(signs, at, least, changesKind);
  if (found === null) return [at, at];
  let next = found;
  while (signs[next] === " ") next += 1;
  return [found, next];
}

function breakBefore(
  signs: string[],
  from: number,
  least: number,
  isPlace: (left: string, right: string) => boolean,
): number | null {
  for (let at = from; at > least; at -= 1) if (isPlace(signs[at - 1] ?? "", signs[at] ?? "")) return at;
  return null;
}

const isWord = (sign: string) => /[a-z0-9]/i.test(sign);
const changesKind = (left: string, right: string) => isWord(left) !== isWord(right);

function withoutTabs(signs: string[], most: number): string {
  let line = "";
  for (const sign of signs) line += sign === "\t" ? " ".repeat(tabBehind(widthOf(line), most)) : sign;
  return line;
}

/** How wide a tab is. */
const tabBehind = (width: number, most: number) => Math.min(TAB - (width % TAB), most - width);

const filled = ({ widths, isRight }: Columns) => {
  return (cell: string, at: number) => {
    const space = " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell)));
    return isRight[at] ? space + cell : cell + space;
  };
};

const centred = ({ widths }: Columns) => {
  return (cell: string, at: number) => {
    const space = (widths[at] ?? 0) - widthOf(cell);
    return " ".repeat(Math.floor(space / 2)) + cell + " ".repeat(Math.ceil(space / 2));
  };
};

/** Rows with something between them, where one of them has several lines. */
function apart(rows: string[][], between: string[]): string[] {
  const isTall = rows.some((lines) => lines.length > 1);
  return rows.flatMap((lines, at) => (isTall && at > 0 ? [...between, ...lines] : lines));
}

type Rule = [left: string, line: string, middle: string, right: string];

const framed =
  (side: string, rules: (Rule | null)[], isApart = true) =>
  (table: Columns) => {
    const line = (texts: string[]) => `${side} ${texts.join(` ${side} `)} ${side}`;
    const rule = (signs: Rule | null | undefined) =>
      signs ? [signs[0] + table.widths.map((width) => signs[1].repeat(width + 2)).join(signs[2]) + signs[3]] : [];
    const head = table.head ? [line(table.head.map(centred(table))), ...rule(rules[1])] : [];
    const rows = table.rows.map((lines) => lines.map((texts) => line(texts.map(filled(table)))));
    return [...rule(rules[0]), ...head, ...apart(rows, isApart ? rule(rules[1]) : []), ...rule(rules[2])];
  };

const ofSigns: Rule = ["+", "-", "+", "+"];

export const inTable = inColumns(framed("|", [ofSigns, ofSigns, ofSigns]));
export const inMarkdown = inColumns(framed("|", [null, ["|", "-", "|", "|"], null], false));
export const inBox = inColumns(
  framed("│", [
    ["┌", "─", "┬", "┐"],
    ["├", "─", "┼", "┤"],
    ["└", "─", "┴", "┘"],
  ]),
);
export const inPlainColumns = inColumns((table) => {
  const line = (texts: string[]) => texts.map(filled(table)).join("  ");
  const head = table.head ? [line(table.head), table.widths.map((width) => "-".repeat(width)).join("  ")] : [];
  return [
    ...head,
    ...apart(
      table.rows.map((lines) => lines.map(line)),
      [""],
    ),
  ];
}, true);
