import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { LIMITS, OutputMeter } from "../../runner/limits";
import { ENDINGS, endingInSpanish } from "./endings.es";

test("how a run ended is said in Spanish, with its numbers", () => {
  const { over } = new OutputMeter().take("stdout", "\n".repeat(LIMITS.all.lines + 1));
  expect(endingInSpanish(over ?? "")).toBe("Detenido tras 200000 líneas de salida.");
  expect(endingInSpanish("The compiler ran for more than 10 s and was stopped.")).toBe(
    "El compilador duró más de 10 s y se detuvo.",
  );
  expect(endingInSpanish("Killed by a cosmic ray.")).toBe("Killed by a cosmic ray.");
});

test("each sentence that has a Spanish one is still said", () => {
  const files = [
    "limits.ts",
    "worker/python/python_schedule.py",
    "node/shown.ts",
    "sandbox.ts",
    "cpp/program.ts",
    "cpp/native/threads.cpp",
    "frame/listening.ts",
    "frame/computing.ts",
    "../tests/suite.ts",
    "../panes/question/served.ts",
  ].map((name) => `../../runner/${name}`);
  const runner = ["run", "client", "messages", "program", "suite"].map((name) => `runner/${name}.py`);
  const room = ["runs", "choosing", "lost", "on_server", "tried"].map((name) => `rooms/programs/${name}.py`);
  files.push(...[...runner, ...room].map((name) => `../../../../backend/codesala/${name}`));
  const sources = files.map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
  const said = sources.join("\n").replace(/"\s+"/g, ""); // a sentence may be written in two pieces
  for (const sentence of Object.keys(ENDINGS)) for (const part of sentence.split("{}")) expect(said).toContain(part);
});
