// TypeScript: types are taken out, line by line in place, and the rest runs as JavaScript. Types are not checked.

import { transform } from "sucrase";

import { runModule } from "./module";
import { serve } from "./serve";

const FILE = "main.ts";

serve({
  prepare() {
    transform("const warm: number = 1;", { transforms: ["typescript"] }); // the first call takes longest
    return Promise.resolve();
  },
  async run(source, io) {
    let code: string;
    io.stage("compiling");
    try {
      code = transform(source, { transforms: ["typescript"], disableESTransforms: true, filePath: FILE }).code;
    } catch (error) {
      const { message, loc } = error as Error & { loc?: { line: number; column: number } };
      const where = loc ? `${FILE}:${loc.line}:${loc.column + 1}` : FILE;
      io.write(
        "stderr",
        `${where}\nSyntaxError: ${message.replace(`Error transforming ${FILE}: `, "").replace(/ \(\d+:\d+\)$/, "")}\n`,
      );
      return { code: 1, isError: true };
    }
    return runModule(code, FILE, false, io);
  },
});
