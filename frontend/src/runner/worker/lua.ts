// Lua: Wasmoon, a new one for each program; io reads and writes the console.

import { type LuaEngine, LuaFactory } from "wasmoon";

import prelude from "./prelude.lua?raw";
import { serve } from "./serve";

let engine: LuaEngine;

serve({
  async prepare(files) {
    const url = URL.createObjectURL(new Blob([files["lua.bin"] as ArrayBuffer], { type: "application/wasm" }));
    engine = await new LuaFactory(url).createEngine({ injectObjects: false, enableProxy: false });
    await engine.doString(prelude);
  },

  async run(source, io) {
    io.stage("running");
    engine.global.set("__write", (stream: string, text: string) => {
      io.write(stream === "stderr" ? "stderr" : "stdout", text);
    });
    engine.global.set("__read", () => io.readLine() ?? undefined);
    engine.global.set("__source", source);
    const code = Number(await engine.doString("return __codesala(__source)"));
    return { code: code < 0 ? 1 : code, isError: code < 0 };
  },
});
