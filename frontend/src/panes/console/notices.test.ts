import { expect, test } from "vitest";

import { runWords } from "../../words/room/runs";
import { LIMITS, OutputMeter } from "../../runner/limits";
import { Lines, textOf } from "./lines";
import { inWords } from "./notices";

test("what was left out of a program's output is said in the reader's language", () => {
  const meter = new OutputMeter();
  const printed = `${"x\n".repeat(LIMITS.first.lines)}${"y\n".repeat(2_234 + LIMITS.last.lines)}`;
  const pieces = [...meter.take("stdout", printed).pieces, ...meter.end()];
  const lines = new Lines(10_000, 100_000);
  lines.take(pieces.map(({ stream, text }) => ({ kind: stream, text })));
  const notices = (language: "en" | "es") =>
    lines.lines.filter(({ kind }) => kind === "stderr").map((line) => textOf(inWords(line, runWords[language].ending)));
  expect(notices("en")).toEqual([
    "… The output goes on. Its last lines are shown at the end. …",
    "… 2,234 lines were left out. …",
  ]);
  expect(notices("es")).toEqual([
    "… La salida sigue. Sus últimas líneas se muestran al final. …",
    "… Se omitieron 2.234 líneas. …",
  ]);
});

test("why a program of C++ broke down is said in the reader's language, as its terminal says it", () => {
  const lines = new Lines(10, 1_000);
  const sentences = [
    "Segmentation fault: memory was accessed outside of its bounds (a bad pointer or index, or the stack is full).",
    "Crashed: division by zero, or its result does not fit.",
    "Stack overflow: the recursion is too deep.",
    "This program waits for ever: no thread is left that could go on.",
  ];
  lines.take([{ kind: "stderr", text: sentences.map((sentence) => `${sentence}\n`).join("") }]);
  expect(lines.lines.map((line) => textOf(inWords(line, runWords.en.ending)))).toEqual(sentences);
  expect(lines.lines.map((line) => textOf(inWords(line, runWords.es.ending)))).toEqual([
    "Violación de segmento: se accedió a memoria fuera de sus límites (un puntero o índice incorrecto, o la pila llena).",
    "El programa falló: división por cero, o su resultado no cabe.",
    "Pila desbordada: la recursión es demasiado profunda.",
    "Este programa espera para siempre: no queda ningún hilo que pueda seguir.",
  ]);
});

test("what the program itself prints stays as it is", () => {
  const lines = new Lines(10, 1_000);
  lines.take([
    { kind: "stdout", text: "… 1 line was left out. …\n" },
    { kind: "stderr", text: "… my own words …\nStack overflow: in my own words\n" },
  ]);
  expect(lines.lines.map((line) => textOf(inWords(line, runWords.es.ending)))).toEqual([
    "… 1 line was left out. …",
    "… my own words …",
    "Stack overflow: in my own words",
  ]);
});
