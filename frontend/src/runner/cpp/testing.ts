// Compiles and runs one program in Node, with the parts and the modules that the page uses.
import { fileURLToPath } from "node:url";

import type { Program } from "../program";
import { type Exit, runProgram, type Streams } from "./program";
import { build, type Built, load, type Llvm, type Objects, type Parts } from "./toolchain";

let tools: Promise<[Llvm, Parts]> | null = null;
const compiled: Objects = new Map();
let last: { of: string; built: Built } | null = null;

async function getReady(): Promise<[Llvm, Parts]> {
  const script = fileURLToPath(new URL("../../../scripts/cpp-parts.mjs", import.meta.url));
  const { cppParts } = (await import(/* @vite-ignore */ script)) as { cppParts: () => Promise<Parts> };
  const clang = (await import("@yowasp/clang")) as unknown as Llvm;
  const parts = await cppParts();
  await load(clang);
  return [clang, parts];
}

export interface Result extends Exit {
  stdout: string;
  stderr: string;
}

/** As the page's worker: what has not changed is not compiled again, nor linked. Compiler errors come as stderr with the code 1, as in the page. */
export async function run(of: string | Program, lines: string[] = []): Promise<Result> {
  const program = typeof of === "string" ? { entry: "main.cpp", files: { "main.cpp": of } } : of;
  tools ??= getReady();
  const [clang, parts] = await tools;
  const text = JSON.stringify(program);
  if (last?.of !== text) last = { of: text, built: await build(clang, parts, program, compiled) };
  const { built } = last;
  if (built.kind === "refused") return { stdout: "", stderr: built.errors, code: 1, message: null };
  const printed = { stdout: "", stderr: built.warnings };
  const decoder = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const streams: Streams = {
    write: (stream, bytes) => (printed[stream] += decoder[stream].decode(bytes, { stream: true })),
    readLine: () => lines.shift() ?? null,
    sleep: () => {},
  };
  const exit = await runProgram(new WebAssembly.Module(built.program as BufferSource), streams, program);
  return { ...printed, ...exit };
}
