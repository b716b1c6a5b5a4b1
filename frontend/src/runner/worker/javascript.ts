// JavaScript: the program is a script or a module of its own in this worker, as Node decides it.

import { serve, textOf } from "./serve";
import { runProgram } from "./program";

let library = new ArrayBuffer();

serve({
  prepare(files) {
    library = files["library.js"] as ArrayBuffer;
    return Promise.resolve();
  },
  run(program, io) {
    const source = textOf(program);
    return runProgram({ file: "main.js", source, code: source, locate: (place) => place }, library, io);
  },
});
