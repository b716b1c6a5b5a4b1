// Lua: its own libraries, compiled with it, on the console; a new one for each program, run as the command `lua` does.

import { LuaFactory } from "wasmoon";

import type { Program } from "../../program";
import prelude from "./prelude.lua?raw";
import { serve, type Io } from "../serve";

type Lua = Awaited<ReturnType<LuaFactory["getLuaModule"]>>;

/** What a standard stream reads from and writes to; of Emscripten, by which Lua was compiled. */
interface Operations {
  read(stream: unknown, memory: Int8Array, at: number, size: number): number;
  write(stream: unknown, memory: Int8Array, at: number, size: number): number;
}

let lua: Lua;
let state: number;

serve({
  async prepare(files) {
    const url = URL.createObjectURL(new Blob([files["lua.bin"] as ArrayBuffer], { type: "application/wasm" }));
    lua = await new LuaFactory(url).getLuaModule();
    state = lua.luaL_newstate();
    lua.luaL_openlibs(state);
    lua.luaL_loadbufferx(state, prelude, new TextEncoder().encode(prelude).length, "=[C]", "t"); // no frames of its own
    lua.lua_callk(state, 0, 0, 0, null);
  },

  run(program, io) {
    connect(io);
    layOut(program);
    io.stage("running");
    try {
      let isError = false;
      const main = lua.module.addFunction((own: number) => {
        isError = !runFile(own, program.entry, io);
        return 0;
      }, "ii");
      lua.lua_pushcclosure(state, main, 0);
      lua.lua_callk(state, 0, 0, 0, null);
      lua.lua_close(state); // finalizers have the last word
      flush();
      return Promise.resolve({ code: isError ? 1 : 0, isError });
    } catch (error) {
      const { status } = error as { status?: number }; // of os.exit
      if (status === undefined) throw error;
      flush();
      return Promise.resolve({ code: status & 0xff, isError: false });
    }
  },
});

/** Puts the program's files where it looks for them, and tells it what it was called with. */
function layOut({ files, entry, args = [] }: Program): void {
  const { FS } = lua.module;
  const folders = new Set(FS.readdir("."));
  for (const [path, text] of Object.entries(files)) {
    for (const { index } of path.matchAll(/\//g)) {
      const folder = path.slice(0, index);
      if (!folders.has(folder)) FS.mkdir(folder);
      folders.add(folder);
    }
    FS.writeFile(path, text);
  }
  lua.lua_getglobal(state, "arg");
  for (const [at, text] of [entry, ...args].entries()) {
    lua.lua_pushstring(state, text);
    lua.lua_rawseti(state, -2, BigInt(at));
  }
  lua.lua_settop(state, 0);
}

/** What the command `lua` does with a file; false if the program failed, which it has said then. */
function runFile(own: number, file: string, io: Io): boolean {
  const explain = lua.module.addFunction((at: number) => {
    if (!lua.lua_isstring(at, 1) && lua.luaL_callmeta(at, 1, "__tostring") && lua.lua_isstring(at, -1)) return 1;
    const kind = lua.lua_typename(at, lua.lua_type(at, 1));
    const message = lua.lua_isstring(at, 1) ? textAt(at, 1) : `(error object is a ${kind} value)`;
    lua.luaL_traceback(at, at, message, 1);
    return 1;
  }, "ii");
  lua.lua_pushcclosure(own, explain, 0);
  if (lua.luaL_loadfilex(own, file, "t") === 0 && lua.lua_pcallk(own, 0, 0, 1, 0, null) === 0) return true;
  flush();
  io.write("stderr", `${withoutOwnFrames(textAt(own, -1))}\n`);
  return false;
}

/** Output is kept until a line ends, as on a terminal. */
const flush = () => (lua.module as unknown as { _fflush(file: number): number })._fflush(EVERY_FILE);
const EVERY_FILE = 0;

const textAt = (own: number, index: number) => lua.lua_tolstring(own, index, null);

/** Of a traceback: what is written in C has no line to go to. */
function withoutOwnFrames(problem: string): string {
  return problem.replace(/\n\t\[C\](:\d+)?: in .*/g, "").replace(/\nstack traceback:$/, "");
}

/** Standard input and output are the console. */
function connect(io: Io): void {
  let left: Uint8Array = new Uint8Array();
  let isOver = false;
  const read: Operations["read"] = (_, memory, at, size) => {
    if (left.length === 0 && !isOver) {
      flush(); // the question, before its answer is awaited
      const line = io.readLine() ?? null;
      isOver = line === null;
      if (line !== null) left = new TextEncoder().encode(`${line}\n`);
    }
    const taken = left.subarray(0, size);
    memory.set(taken, at);
    left = left.subarray(taken.length);
    return taken.length;
  };
  const writer = (stream: "stdout" | "stderr"): Operations["write"] => {
    const decoder = new TextDecoder();
    return (_, memory, at, size) => {
      io.write(stream, decoder.decode(memory.subarray(at, at + size), { stream: true }));
      return size;
    };
  };
  const write = [writer("stdout"), writer("stdout"), writer("stderr")];
  const { streams } = lua.module.FS as unknown as { streams: Record<string, Partial<Operations> | undefined>[] };
  for (const [at, stream] of streams.entries()) {
    // Its name is a letter that the compiler of the package chose.
    const name = Object.keys(stream).find((key) => typeof stream[key]?.write === "function") ?? "";
    stream[name] = { ...stream[name], read, write: write[at] };
  }
}
