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

test("what the program itself prints stays as it is", () => {
  const lines = new Lines(10, 1_000);
  lines.take([
    { kind: "stdout", text: "… 1 line was left out. …\n" },
    { kind: "stderr", text: "… my own words …\n" },
  ]);
  expect(lines.lines.map((line) => textOf(inWords(line, runWords.es.ending)))).toEqual([
    "… 1 line was left out. …",
    "… my own words …",
  ]);
});
