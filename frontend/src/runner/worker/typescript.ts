// TypeScript: types are taken out, line by line in place, and the rest runs as JavaScript. Types are not checked.

import { transform } from "sucrase";

import { columnLocator } from "./columns";
import { MARKUP, runProgram } from "./program";
import { serve, textOf } from "./serve";

const FILE = "main.ts";

let library = new ArrayBuffer();

serve({
  prepare(files) {
    library = files["library.js"] as ArrayBuffer;
    transform("const warm: number = 1;", { transforms: ["typescript"] }); // the first call takes longest
    return Promise.resolve();
  },
  async run(program, io) {
    const source = textOf(program);
    io.stage("compiling");
    try {
      const { code } = transform(source, { transforms: ["typescript"], disableESTransforms: true, filePath: FILE });
      return runProgram({ file: FILE, source, code, locate: columnLocator(source, code) }, library, io);
    } catch (error) {
      const { message, loc } = error as Error & { loc?: { line: number; column: number } };
      const text = source.split("\n")[(loc?.line ?? 0) - 1] ?? "";
      const mark = `${text.slice(0, (loc?.column ?? 1) - 1).replace(/[^\t]/g, " ")}^`;
      const said = message.replace(`Error transforming ${FILE}: `, "").replace(/ \(\d+:\d+\)$/, "");
      io.write(
        "stderr",
        `${FILE}${loc ? `:${loc.line}\n${text}\n${mark}\n` : ""}\nSyntaxError: ${said}\n${/<\/[\w.]*>/.test(text) ? MARKUP : ""}`,
      );
      return { code: 1, isError: true };
    }
  },
});
