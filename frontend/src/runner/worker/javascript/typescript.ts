// TypeScript: types are taken out, line by line in place, and the rest runs as JavaScript. Types are not checked.

import { transform } from "sucrase";

import { type Compile, CompileError } from "../../node/loading/sources";
import { columnLocator } from "./columns";
import { MARKUP, runProgram } from "./program";
import { declareProperties } from "./properties";
import { serve } from "../serve";

let library = new ArrayBuffer();

serve({
  prepare(files) {
    library = files["library.js"] as ArrayBuffer;
    transform("const warm: number = 1;", { transforms: ["typescript"] }); // the first call takes longest
    return Promise.resolve();
  },
  run(program, io) {
    io.stage("compiling");
    return runProgram(program, library, io, compile);
  },
});

const compile: Compile = (path, text) => {
  if (!/\.[cm]?ts$/.test(path)) return { code: text, locate: (place) => place };
  try {
    const { code } = transform(declareProperties(text), {
      transforms: ["typescript"],
      disableESTransforms: true,
      filePath: path,
    });
    return { code, locate: columnLocator(text, code) };
  } catch (error) {
    const { message, loc } = error as Error & { loc?: { line: number; column: number } };
    const line = text.split("\n")[(loc?.line ?? 0) - 1] ?? "";
    const mark = `${line.slice(0, (loc?.column ?? 1) - 1).replace(/[^\t]/g, " ")}^`;
    const said = message.replace(`Error transforming ${path}: `, "").replace(/ \(\d+:\d+\)$/, "");
    const where = loc ? `:${loc.line}\n${line}\n${mark}\n` : "";
    const markup = /<\/[\w.]*>/.test(line) ? MARKUP : "";
    throw new CompileError(said, `${path}${where}\nSyntaxError: ${said}\n${markup}`);
  }
};
