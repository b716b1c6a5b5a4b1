// JavaScript: the program is a script or a module of its own in this worker, as Node decides it.

import { serve } from "../serve";
import { runProgram } from "./program";

let library = new ArrayBuffer();

serve({
  prepare(files) {
    library = files["library.js"] as ArrayBuffer;
    return Promise.resolve();
  },
  run: (program, io) => runProgram(program, library, io),
});
