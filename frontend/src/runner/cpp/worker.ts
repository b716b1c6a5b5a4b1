// C++ in a worker: compiles with clang, links, runs. The compiler and its headers stay in memory between runs.
// The program is WebAssembly with WASI imports alone, so it never meets the worker's JavaScript.
import type { RuntimeFile } from "../messages";
import { type Io, type Language, serve } from "../worker/serve";
import { ABORTED, runProgram } from "./program";
import { build, load, type Llvm, type Objects, type Parts, type Tree } from "./toolchain";

/** Names of files in the runtime's folder; scripts/cpp.mjs writes them. */
const COMPILER = "clang.js";
const PRECOMPILED = "everything.pch";
const PARTS = "parts.json";
const FILE_HEADER = "x-file";

/** Compiled while nobody waits, as engines compile a compiler function by function when it first needs them. */
const USUAL = `#include <bits/stdc++.h>
using namespace std;
int main() {
  map<string, vector<int>> found;
  for (int i = 0; i < 9; ++i) found[to_string(i)].push_back(i);
  try { sort(found.at("1").begin(), found.at("1").end()); } catch (const exception &error) { cout << error.what(); }
}`;
const IDLE_AFTER_MS = 400;

const PIECES_AT_ONCE = 40;
const WINDOW_MS = 50;

interface Tools {
  llvm: Llvm;
  parts: Parts;
}

let tools: Tools | null = null;
const objects: Objects = new Map();
let warmUp: ReturnType<typeof setTimeout> | undefined;

const cpp: Language = {
  async prepare(files) {
    const { llvm, parts } = (tools = { llvm: await compilerFrom(files), parts: partsFrom(files) });
    const usual = { entry: "main.cpp", files: { "main.cpp": USUAL } };
    warmUp = setTimeout(() => void build(llvm, parts, usual), IDLE_AFTER_MS);
  },

  async run(program, io) {
    if (!tools) throw new Error("The compiler is not ready.");
    clearTimeout(warmUp);
    io.stage("compiling");
    const built = await build(tools.llvm, tools.parts, program, objects);
    if (built.kind === "refused") {
      io.write("stderr", built.errors);
      return { code: 1, isError: true };
    }
    if (built.warnings) io.write("stderr", built.warnings);
    const module = new WebAssembly.Module(built.program as BufferSource);
    io.stage("running");
    const exit = await runProgram(module, streamsOf(io), program);
    if (exit.message) io.write("stderr", `${exit.message}\n`);
    return { code: exit.code, isError: exit.message !== null || exit.code === ABORTED };
  },
};

serve(cpp);

/**
 * The compiler fetches its files from beside itself; here they are in memory already, and modules are compiled once
 * for all workers. So it is given a `fetch` and a `compileStreaming` of ours while it loads.
 */
async function compilerFrom(files: Record<string, RuntimeFile>): Promise<Llvm> {
  const { fetch } = self;
  const { compileStreaming } = WebAssembly;
  const url = URL.createObjectURL(new Blob([files[COMPILER] as ArrayBuffer], { type: "text/javascript" }));
  self.fetch = (address) => {
    const name = String(address).split("/").at(-1) ?? "";
    const file = files[name];
    const body = file instanceof WebAssembly.Module ? new Uint8Array() : file;
    return Promise.resolve(new Response(body, { headers: { [FILE_HEADER]: name } }));
  };
  WebAssembly.compileStreaming = async (response) => {
    const name = (await response).headers.get(FILE_HEADER) ?? "";
    return files[name] as WebAssembly.Module;
  };
  try {
    const llvm = (await import(/* @vite-ignore */ url)) as Llvm;
    await load(llvm);
    return llvm;
  } finally {
    self.fetch = fetch;
    WebAssembly.compileStreaming = compileStreaming;
    URL.revokeObjectURL(url);
  }
}

function partsFrom(files: Record<string, RuntimeFile>): Parts {
  const { commands, names, texts, objects } = JSON.parse(new TextDecoder().decode(files[PARTS] as ArrayBuffer)) as {
    commands: Parts["commands"];
    names: string;
    texts: Tree;
    objects: Record<string, string>;
  };
  const tree: Tree = { ...texts, [PRECOMPILED]: new Uint8Array(files[PRECOMPILED] as ArrayBuffer) };
  for (const [name, base64] of Object.entries(objects))
    tree[name] = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  return { commands, names, files: tree };
}

function streamsOf(io: Io) {
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  let windowBeganMs = 0;
  let pieces = 0;
  return {
    write(stream: "stdout" | "stderr", bytes: Uint8Array): void {
      io.write(stream, decoders[stream].decode(bytes, { stream: true }));
      // A program that prints some lines and then computes for long gives no timer a turn: send the first lines now.
      const now = performance.now();
      if (now - windowBeganMs > WINDOW_MS) {
        windowBeganMs = now;
        pieces = 0;
      }
      pieces += 1;
      if (pieces <= PIECES_AT_ONCE) io.flush();
    },
    readLine: () => io.readLine() ?? null,
    sleep(milliseconds: number): void {
      io.flush();
      if (typeof SharedArrayBuffer === "undefined") {
        for (const until = performance.now() + milliseconds; performance.now() < until;);
      } else {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
      }
    },
  };
}
