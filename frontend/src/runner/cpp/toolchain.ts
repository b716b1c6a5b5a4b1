// From C++ source to a WebAssembly module: how clang and its linker are called, wherever they run.
// Nothing here knows of workers, pages or the network, so tests can use it in Node.

/** Files by name, directories as nested trees: the file system that clang sees. */
export interface Tree {
  [name: string]: Tree | string | Uint8Array;
}

interface RunOptions {
  stdout: (bytes: Uint8Array | null) => void;
  stderr: (bytes: Uint8Array | null) => void;
  decodeASCII: boolean;
  synchronously: boolean;
  fetchProgress: () => void;
}

/** The part of @yowasp/clang that is used: one call is one process, which throws an Exit if its code is not 0. */
export interface Llvm {
  runLLVM(args: string[], files: Tree, options: RunOptions): Tree | Promise<Tree>;
}

/** Before the first run: without arguments the compiler only loads its files. */
export async function load(llvm: Llvm): Promise<void> {
  const only = llvm as unknown as { runLLVM(args: null, files: Tree, options: Partial<RunOptions>): Promise<void> };
  await only.runLLVM(null, {}, { fetchProgress: () => {} });
}

/** What scripts/cpp.mjs builds besides the compiler, by name. */
export interface Parts {
  /** The command lines, as clang's driver gave them at build time; `plain` compiles without the precompiled header. */
  commands: { compile: string[]; plain: string[]; link: string[] };
  /** Object files of the exception runtime, the precompiled header, and a folder of headers. */
  files: Tree;
}

export type Built = { kind: "built"; program: Uint8Array; warnings: string } | { kind: "refused"; errors: string };

/** A null pointer ends the program instead of reading address 0; recursion stays recursion, as in a build to debug. */
const CHECKS = ["-fsanitize=null", "-fsanitize-trap=null", "-fno-optimize-sibling-calls"];

const MAIN = "main.cpp";
const OBJECT = "main.o";
const PROGRAM = "main.wasm";

/**
 * The precompiled header declares more than the program included, which `using namespace std` may run into. Such
 * errors are tried again without it: slower, and exactly what the program says.
 */
const MAY_BE_OURS = /\bambiguous\b|\bredefinition\b|\bconflict/;

const NO_MAIN = `${MAIN}: there is no main function: a program begins with int main() { ... }\n`;

/**
 * Headers that <bits/stdc++.h> has elsewhere, and that would make the precompiled header large: included by name, for
 * the programs that use what is in them.
 */
const SELDOM: Readonly<Record<string, RegExp>> = {
  thread: /\b(j?thread|this_thread)\b/,
  future: /\b(future|promise|async|packaged_task)\b/,
  condition_variable: /\bcondition_variable/,
  shared_mutex: /\bshared_(mutex|lock|timed_mutex)\b/,
  atomic: /\batomic/,
  semaphore: /\b(counting|binary)_semaphore\b/,
  latch: /\blatch\b/,
  barrier: /\bbarrier\b/,
  regex: /\bs?regex|\b[sc]match\b/,
  valarray: /\bvalarray\b/,
};

function seldomHeaders(source: string): string[] {
  if (!source.includes("bits/stdc++.h")) return [];
  const used = Object.entries(SELDOM).filter(([, use]) => use.test(source));
  return used.flatMap(([header]) => ["-include", header]);
}

/** `long` alone, in code; not `long long` or `long double`. */
const NARROW = /^(?!\s*(?:\/\/|\*)).*(?<!\blong\s+)\blong\b(?!\s+(?:long|double)\b)/m;
const NARROW_LONG = `${MAIN}: long has 32 bits here, as on Windows: write long long for numbers above 2147483647\n`;

/** Never throws for a mistake in the source; throws if the compiler itself breaks. */
export async function build(llvm: Llvm, parts: Parts, source: string): Promise<Built> {
  const more = [...CHECKS, ...seldomHeaders(source)];
  let compiled = await call(llvm, [...parts.commands.compile, ...more], { ...parts.files, [MAIN]: source });
  if (compiled.files === null && MAY_BE_OURS.test(compiled.messages))
    compiled = await call(llvm, [...parts.commands.plain, ...more], { ...parts.files, [MAIN]: source });
  const object = compiled.files?.[OBJECT];
  if (!(object instanceof Uint8Array)) return { kind: "refused", errors: compiled.messages };
  if (!/\bmain\b/.test(source)) return { kind: "refused", errors: NO_MAIN };
  const linked = await call(llvm, parts.commands.link, { ...parts.files, [OBJECT]: object });
  const program = linked.files?.[PROGRAM];
  const messages = compiled.messages + (NARROW.test(source) ? NARROW_LONG : "") + linked.messages;
  if (!(program instanceof Uint8Array)) return { kind: "refused", errors: messages };
  return { kind: "built", program, warnings: messages };
}

async function call(llvm: Llvm, command: string[], files: Tree): Promise<{ files: Tree | null; messages: string }> {
  const decoder = new TextDecoder();
  let messages = "";
  const print = (bytes: Uint8Array | null): void => {
    if (bytes) messages += decoder.decode(bytes, { stream: true });
  };
  const options = { stdout: print, stderr: print, decodeASCII: false, synchronously: true, fetchProgress: () => {} };
  try {
    return { files: await llvm.runLLVM(command, files, options), messages };
  } catch (error) {
    if (error instanceof Error && "code" in error && "files" in error) return { files: null, messages };
    throw error;
  }
}
