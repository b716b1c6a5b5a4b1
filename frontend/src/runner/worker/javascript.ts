// JavaScript: the program is a module of its own in this worker.

import { serve } from "./serve";
import { runModule } from "./module";

serve({
  prepare: () => Promise.resolve(),
  run: (source, io) => runModule(source, "main.js", true, io),
});
