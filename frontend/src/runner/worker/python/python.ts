// Python: Pyodide from its snapshot, or started from its library where there is none. It is new for each run.

import { info } from "pyodide/pyodide-lock.json";
import { loadPyodide, type PyodideAPI } from "pyodide";

import { interruptBuffer, isInterrupted } from "../../input";
import type { RuntimeFile, Stream } from "../../messages";
import absent from "./python_absent.py?raw";
import errors from "./python_errors.py?raw";
import files from "./python_files.py?raw";
import modules from "./python_modules.py?raw";
import processes from "./python_processes.py?raw";
import recursion from "./python_recursion.py?raw";
import bootstrap from "./python_run.py?raw";
import schedule from "./python_schedule.py?raw";
import threads from "./python_threads.py?raw";
import { serve, type Io, type Outcome } from "../serve";

// Of Pyodide, beyond what its types say; its version is pinned.
type Settings = Record<string, unknown>;
type Create = (settings: Settings) => Promise<unknown>;

type Run = ((inJson: string) => Ended) & { callPromising(inJson: string): Promise<Ended> };
interface Ended {
  toJs(): [code: number, isError: boolean];
  destroy(): void;
}

const MODULES = {
  python_absent: absent,
  python_errors: errors,
  python_files: files,
  python_modules: modules,
  python_processes: processes,
  python_recursion: recursion,
  python_schedule: schedule,
  python_threads: threads,
};
const PACKAGES = "/lib/python3.14/site-packages";
/** Read from where it is: of its 600 files a program needs a few. */
const ZONES = `${PACKAGES}/tzdata.whl`;

let python: PyodideAPI;
let run: Run;
let canWait: boolean; // by JSPI, without shared memory
let io: Io;
let wasStopped = () => false;

serve({
  async prepare(files, shared) {
    canWait = !shared && "Suspending" in WebAssembly && !("python.snapshot" in files);
    python = await start(files);
    python.setStdout({ write: writer("stdout") });
    python.setStderr({ write: writer("stderr") });
    python.setStdin({ read });
    if (shared) {
      python.setInterruptBuffer(interruptBuffer(shared));
      wasStopped = () => isInterrupted(shared);
    }
    // From here on, programs find no way to this worker's globals.
    for (const name of ["js", "pyodide_js"]) python.unregisterJsModule(name);
    for (const [name, text] of Object.entries(MODULES)) python.FS.writeFile(`${PACKAGES}/${name}.py`, text);
    python.FS.writeFile(ZONES, new Uint8Array(files["tzdata.whl"] as ArrayBuffer));
    python.runPython(bootstrap, { filename: "<codesala>" });
    python.globals.get("prepare")(ZONES, canWait ? () => io.readLineLater() : undefined);
    limitStack();
    run = python.globals.get("run") as Run;
  },

  async run(program, given): Promise<Outcome> {
    io = given;
    io.stage("running");
    const inJson = JSON.stringify(program);
    try {
      const ended = canWait ? await run.callPromising(inJson) : run(inJson);
      const [code, isError] = ended.toJs();
      ended.destroy();
      freeAll();
      return { code, isError };
    } catch (error) {
      const code = /^Exit: .*\bexit\((\d+)\)/.exec(String(error))?.[1]; // os._exit
      if (code !== undefined) return { code: Number(code), isError: false };
      if (!(error instanceof RangeError)) throw error;
      const place = OWN_FRAME.exec(dump ?? "")?.[0].replace(HOME, "") ?? "";
      io.write("stderr", `${place}RecursionError: calls or objects are nested too deep for Python in a browser\n`);
      return { code: 1, isError: true };
    }
  },
});

/**
 * What calls itself through functions that are written in C uses the browser's own stack, of which there is 1 MB. This
 * much of Python's stack is used up earlier, so that a program gets a RecursionError.
 */
const STACK_BYTES = 128 * 1024;

function limitStack(): void {
  const { _module: of } = python as unknown as { _module: Record<string, (...numbers: number[]) => number> };
  const top = of._emscripten_stack_get_base?.() ?? 0;
  of._PyUnstable_ThreadState_SetStackProtection?.(of._PyThreadState_Get?.() ?? 0, top - STACK_BYTES, STACK_BYTES);
}

/** Objects may say something when they go; if that breaks the interpreter, nobody needs it any more. */
function freeAll(): void {
  try {
    (python.globals.get("free_all") as () => void)();
  } catch {
    dump = "";
  }
}

const HOME = "/home/pyodide/"; // where a program's files are; those of the library have other paths
const OWN_FRAME = /^ {2}File "(?:\/home\/pyodide\/)?[^"/<][^"]*", line \d+.*\n/m;

/** Where an interpreter was that broke: it writes a line for each call, the last first, before it says why. */
const DUMP = "Stack (most recent call first):";
let dump: string | null = null;

function writer(stream: Stream): (bytes: Uint8Array) => number {
  const decoder = new TextDecoder();
  return (bytes) => {
    const text = decoder.decode(bytes, { stream: true });
    dump = dump !== null ? dump + text : text.startsWith(DUMP) ? text : null;
    const isOfStop = stream === "stderr" && wasStopped(); // where it was when somebody pressed Stop
    if (dump === null && !isOfStop) io.write(stream, text);
    return bytes.length;
  };
}

let unread = new Uint8Array(); // of a line that is longer than what is read at once

function read(buffer: Uint8Array): number {
  if (unread.length === 0) {
    const line = io.readLine();
    if (line === undefined) python.checkInterrupt(); // throws
    if (line !== null && line !== undefined) unread = new TextEncoder().encode(`${line}\n`);
  }
  const taken = unread.subarray(0, buffer.length);
  buffer.set(taken);
  unread = unread.subarray(taken.length);
  return taken.length;
}

async function start(files: Record<string, RuntimeFile>): Promise<PyodideAPI> {
  const url = (name: string) =>
    URL.createObjectURL(new Blob([files[name] as ArrayBuffer], { type: "text/javascript" }));
  const { default: create } = (await import(/* @vite-ignore */ url("pyodide.asm.mjs"))) as { default: Create };
  const options = {
    indexURL: NOWHERE,
    stdLibURL: url("python_stdlib.zip"),
    lockFileContents: JSON.stringify({ info, packages: {} }),
    packageBaseUrl: NOWHERE,
    checkAPIVersion: true,
    createPyodideModule: (settings: Settings) =>
      create({ ...settings, instantiateWasm: instantiate(files["pyodide.asm.wasm"]) }),
  };
  const { fetch } = self;
  self.fetch = (input, init) =>
    String(input).endsWith("pyodide.asm.wasm") ? new Promise<Response>(() => undefined) : fetch(input, init);
  const snapshot = files["python.snapshot"] as ArrayBuffer | undefined;
  try {
    const started = await loadPyodide({ ...options, ...(snapshot ? { _loadSnapshot: snapshot } : {}) } as object);
    if (!snapshot) started.unpackArchive(files["sortedcontainers.whl"] as ArrayBuffer, "wheel");
    return started;
  } finally {
    self.fetch = fetch;
  }
}

// An address must be given, but nothing is fetched from there: all comes from `files`.
const NOWHERE = "https://runtime.invalid/";

/** The compiled program of the frame, instead of one that is fetched. */
function instantiate(module: RuntimeFile | undefined) {
  return (
    imports: { env: Record<string, unknown> },
    done: (instance: WebAssembly.Instance, module: unknown) => void,
  ) => {
    const marker = Symbol("error");
    imports.env.Jsv_GetError_import = () => marker;
    imports.env.JsvError_Check = (value: unknown) => value === marker;
    void WebAssembly.instantiate(module as WebAssembly.Module, imports as unknown as WebAssembly.Imports).then(
      (instance) => done(instance, module),
    );
    return {};
  };
}
