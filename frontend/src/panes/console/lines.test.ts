import { expect, test } from "vitest";

import type { Chunk } from "../../sync/runs/runs";
import { Lines, textOf } from "./lines";

const out = (text: string): Chunk => ({ kind: "stdout", text });
const err = (text: string): Chunk => ({ kind: "stderr", text });
const shown = (lines: Lines) => lines.lines.map((line) => [line.kind, textOf(line), line.input]);

test("output becomes lines, wherever it was cut", () => {
  const lines = new Lines(100, 10_000);
  expect(lines.take([out("one\ntw")])).toBe(0);
  expect(lines.take([out("o\n\nfour")])).toBe(1);
  expect(shown(lines).map(([, text]) => text)).toEqual(["one", "two", "", "four"]);
});

test("an answer stands behind its prompt and ends the line", () => {
  const lines = new Lines(100, 10_000);
  lines.take([out("Name? "), { kind: "input", text: "Ada" }, out("Hello, Ada!\n")]);
  expect(shown(lines)).toEqual([
    ["stdout", "Name? ", "Ada"],
    ["stdout", "Hello, Ada!", null],
  ]);
});

test("errors have lines of their own", () => {
  const lines = new Lines(100, 10_000);
  lines.take([out("half"), err("oops\n"), out("rest\n")]);
  expect(shown(lines).map(([kind, text]) => [kind, text])).toEqual([
    ["stdout", "half"],
    ["stderr", "oops"],
    ["stdout", "rest"],
  ]);
});

const line = (...texts: string[]) => {
  const lines = new Lines(100, 10_000);
  lines.take(texts.map(out));
  expect(lines.chars).toBe(
    lines.lines.reduce((sum, { spans }) => sum + spans.map(({ text }) => text).join("").length, 0),
  );
  return shown(lines).map(([, text]) => text);
};

test("a carriage return writes over the line, before a line feed it does nothing", () => {
  expect(line("10 %\r20 %\r", "30 %\r\ndone\r\n")).toEqual(["30 %", "done"]);
  expect(line("100 %\r5")).toEqual(["500 %"]);
});

test("a backspace moves back, and what follows is written over, as in a terminal", () => {
  expect(line("50%\b\b\b99%\n")).toEqual(["99%"]);
  expect(line("-\b", "\\\b", "|\b/\n", "\b\bx\n")).toEqual(["/", "x"]);
  expect(line("abc\b\b", "X")).toEqual(["aXc"]);
  expect(line("a🙂\bb")).toEqual(["ab"]);
  expect(line("abcd\b\b\b\u001b[31mX\u001b[0mY")).toEqual(["aXYd"]);
});

test("a line is erased by its escape, as progress bars do it", () => {
  expect(line("loading 100 %\r\u001b[Kdone\n")).toEqual(["done"]);
  expect(line("loading\u001b[2K\rdone\n")).toEqual(["done   "]);
  expect(line("abc\b\u001b[1Kx\n")).toEqual(["  x"]);
});

test("only the last lines are kept, and the others counted", () => {
  const lines = new Lines(10, 10_000);
  for (let index = 0; index < 1_000; index += 1) lines.take([out(`${index}\n`)]);
  expect(lines.lines).toHaveLength(10);
  expect(lines.dropped).toBe(990);
  expect(shown(lines)[0]).toEqual(["stdout", "990", null]);
  expect(lines.take([out("x\n".repeat(30))])).toBe(0);
});

test("characters are bounded too, also in one endless line", () => {
  const lines = new Lines(1_000, 20_000);
  for (let index = 0; index < 100; index += 1) lines.take([out("x".repeat(1_000))]);
  expect(lines.chars).toBeLessThanOrEqual(20_000);
  expect(lines.lines[0]).toMatchObject({ length: 8_000, cut: 92_000 });
  lines.take([out("\n"), out(`${"y".repeat(5_000)}\n`.repeat(10))]);
  expect(lines.chars).toBeLessThanOrEqual(20_000);
});

test("a flood of carriage returns and backspaces is taken in as any other output", () => {
  const lines = new Lines(100, 10_000);
  const flood = "\r".repeat(250_000);
  lines.take([out(`${flood}over it`), out(`${flood}\nnext`)]);
  lines.take([out(`${"x\b".repeat(100_000)}y`)]);
  expect(shown(lines).map(([, text]) => text)).toEqual(["over it", "nexty"]);
});
